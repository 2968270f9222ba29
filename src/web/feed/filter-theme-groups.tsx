import { useStats } from '../api/queries.ts';
import type { Kind, StatsGroup } from '../api/types.ts';
import { useCurrent } from '../app/current.ts';
import { useWords } from '../i18n/words.tsx';
import { ALLOWED } from './filter-fields.ts';
import { useListToggle } from './filter-loop-groups.tsx';
import { Group } from './filter-toggle.tsx';
import { SIGNS } from './sentiment.ts';
import { THEME_SIGNS } from './themes.ts';
import type { Feed } from './use-feed.ts';
import { useThemeName } from './use-theme-name.ts';

const BY_THEME = ['theme'];
const BY_SIGN = ['theme_sentiment'];
const BY_KIND = ['kind'];
/** The rarest beyond these are found in the texts that speak of them. */
const MOST_THEMES = 24;

interface GroupsProps {
  readonly feed: Feed;
}

/** The groups of one dimension, the biggest first, and what is asked for though nothing has it. */
function valuesOf(groups: readonly StatsGroup[], field: string, asked: readonly string[]) {
  const counted = groups
    .map(({ key, n }) => ({ value: key[field] ?? '', n }))
    .toSorted((a, b) => b.n - a.n || (a.value < b.value ? -1 : 1));
  const empty = asked.filter((value) => counted.every((one) => one.value !== value)).map((value) => ({ value, n: 0 }));
  return [...counted, ...empty];
}

/** What texts speak of and how they do; only where some do. */
export function ThemeGroups({ feed }: GroupsProps) {
  const { t } = useWords();
  const { brand } = useCurrent();
  const list = useListToggle(feed);
  const themeName = useThemeName();
  const ofBrand = new URLSearchParams({ brand: brand.id }).toString();
  const asked = feed.filter.lists.theme ?? [];
  const themes = valuesOf(useStats(ofBrand, BY_THEME).data?.data ?? [], 'theme', asked);
  const signs = valuesOf(useStats(ofBrand, BY_SIGN).data?.data ?? [], 'theme_sentiment', []);
  if (themes.length === 0) return null;
  const shown = themes.filter(({ value }, at) => at < MOST_THEMES || asked.includes(value));
  return (
    <>
      <Group name={t('filter.theme')}>
        {shown.map(({ value, n }) => list('theme', value, { label: <bdi>{themeName(value)}</bdi>, n }))}
      </Group>
      <Group name={t('filter.themeSign')}>
        {THEME_SIGNS.map((sign) => {
          const label = (
            <>
              <span aria-hidden="true">{SIGNS[sign]}</span> {t(`sentiment.${sign}`)}
            </>
          );
          return list('theme_sentiment', sign, { label, n: signs.find(({ value }) => value === sign)?.n ?? 0 });
        })}
      </Group>
    </>
  );
}

/** Questions, suggestions and the rest; only where some are told. */
export function KindGroup({ feed }: GroupsProps) {
  const { t } = useWords();
  const { brand } = useCurrent();
  const list = useListToggle(feed);
  const ofBrand = new URLSearchParams({ brand: brand.id }).toString();
  const groups = useStats(ofBrand, BY_KIND).data?.data ?? [];
  // Not understood yet and not read are lanes of the sentiment, not kinds.
  const kinds = valuesOf(groups, 'kind', feed.filter.lists.kind ?? []).filter(({ value }) => ALLOWED.kind?.test(value));
  if (kinds.length === 0) return null;
  return (
    <Group name={t('filter.kind')}>
      {kinds.map(({ value, n }) => list('kind', value, { label: t(`kind.${value as Kind}`), n }))}
    </Group>
  );
}
