import type { Item } from '../api/types.ts';
import { useWords } from '../i18n/words.tsx';
import chip from './chips.module.css';
import { type FeedFilter, toggled } from './filters.ts';
import { SIGNS } from './sentiment.ts';
import { type ShownTheme, tellingKind, themesOnCard, toggledTheme } from './themes.ts';
import { useThemeName } from './use-theme-name.ts';

interface ChipProps {
  readonly item: Item;
  readonly onFilter: (change: (filter: FeedFilter) => FeedFilter) => void;
}

/** What the text speaks of, each with its own sign; many of them shortened. */
export function ThemeChips({ item, onFilter, onMore }: ChipProps & { readonly onMore: () => void }) {
  const { t } = useWords();
  const { shown, hidden } = themesOnCard(item);
  return (
    <>
      {shown.map((one) => (
        <ThemeChip key={`${one.theme} ${one.sentiment}`} mention={one} onFilter={onFilter} />
      ))}
      {hidden > 0 && (
        <button type="button" className={chip['chip']} onClick={onMore}>
          {t('card.moreThemes', { count: hidden })}
        </button>
      )}
    </>
  );
}

interface ThemeChipProps extends Pick<ChipProps, 'onFilter'> {
  readonly mention: ShownTheme;
}

/** One theme in sign, colour and word, the author's words in the title. A click asks for all that speak so of it. */
export function ThemeChip({ mention, onFilter }: ThemeChipProps) {
  const { t } = useWords();
  const name = useThemeName()(mention.theme);
  const { quote, sentiment } = mention;
  const label = t(`sentiment.${sentiment}`);
  return (
    <button
      type="button"
      className={chip['chip']}
      data-sign={sentiment}
      title={quote ? t('card.themeQuote', { name, label, quote }) : t('card.theme', { name, label })}
      onClick={() => onFilter((filter) => toggledTheme(filter, mention))}
    >
      <span aria-hidden="true">{SIGNS[sentiment]}</span> <bdi>{name}</bdi>
      <span className="hidden">{label}</span>
    </button>
  );
}

/** A question, a suggestion, an advertisement or an official answer: a quiet word. */
export function KindChip({ item, onFilter }: ChipProps) {
  const { t } = useWords();
  const kind = tellingKind(item);
  if (kind === null) return null;
  const name = t(`kind.${kind}`);
  return (
    <button
      type="button"
      className={`${chip['chip']} dim`}
      title={t('card.kind', { name })}
      onClick={() => onFilter((filter) => toggled(filter, 'kind', kind))}
    >
      {name}
    </button>
  );
}
