import { Button, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Item } from '../api/types.ts';
import { useCurrent } from '../app/current.ts';
import { Icon } from '../app/icons.tsx';
import { say } from '../app/toasts.tsx';
import { useFormat } from '../i18n/use-format.ts';
import styles from './drawer-parts.module.css';
import { EMPTY_FILTER } from './filters.ts';
import { DirectFacts, Fact, PublicFacts } from './item-facts.tsx';
import { shownLanguage } from './sentiment.ts';
import type { Changes } from './use-change.ts';
import type { Feed } from './use-feed.ts';
import { useSourceNames } from './use-source-names.ts';

const COMMON_LANGUAGES = ['ru', 'en', 'nl', 'uk', 'be', 'kk', 'de', 'fr', 'es', 'tr'];
/** This many first words find the copies of a text. */
const COPY_WORDS = 8;

interface ItemDetailsProps {
  readonly item: Item;
  readonly feed: Feed;
  readonly changes: Changes;
}

/** Everything else that the site says about it; what it does not say is named as such. */
export function ItemDetails({ item, feed, changes }: ItemDetailsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { brand } = useCurrent();
  const zone = brand.timeZone;
  const when = (iso: string) => format.instant(iso, zone);
  const published = format.published(item, feed.now, zone);
  return (
    <section className={styles['part']}>
      <h3>{t('drawer.details')}</h3>
      <dl className={styles['facts']}>
        <Fact name={t('drawer.published')} value={published?.title ?? null} />
        {item.editedAt && <Fact name={t('drawer.editedAt')} value={when(item.editedAt)} />}
        {item.channel === 'public' ? <PublicFacts item={item} /> : <DirectFacts item={item} />}
        {item.likes !== null && <Fact name={t('drawer.likes')} value={format.number(item.likes)} />}
        {item.reach !== null && <Fact name={t('drawer.reach')} value={format.number(item.reach)} />}
        <dt>{t('filter.language')}</dt>
        <dd>
          <LanguageChoice item={item} changes={changes} />
        </dd>
        <Fact name={t('drawer.collected')} value={when(item.collectedAt)} />
        {item.channel === 'public' && <Fact name={t('drawer.lastSeen')} value={when(item.lastSeenAt)} />}
        {item.vanishedAt && <Fact name={t('card.vanished')} value={when(item.vanishedAt)} />}
        {(item.copies > 0 || item.copyOf) && (
          <Fact
            name={t('drawer.copies')}
            value={
              <button type="button" className={styles['link']} onClick={() => feed.setFilter(copiesOf(item))}>
                {item.copies > 0 ? t('card.copies', { count: item.copies }) : t('drawer.isCopy')}
              </button>
            }
          />
        )}
      </dl>
      <Ways item={item} />
    </section>
  );
}

/** The same text, wherever it was posted: its first words, copies listed one by one. */
function copiesOf(item: Item) {
  const text = [item.title, item.text, item.pros, item.cons].find((part) => part) ?? '';
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  return { ...EMPTY_FILTER, q: words.slice(0, COPY_WORDS).join(' '), allCopies: true };
}

function LanguageChoice({ item, changes }: { readonly item: Item; readonly changes: Changes }) {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = shownLanguage(item);
  if (!changes.mayWrite) return shown ? format.languageName(shown) : t('filter.noLanguage');
  const codes = [...new Set([...(shown ? [shown] : []), ...COMMON_LANGUAGES])];
  const data = [
    ...(shown ? [] : [{ value: '', label: t('filter.noLanguage') }]),
    ...codes.map((value) => ({ value, label: format.languageName(value) })),
  ];
  return (
    <NativeSelect
      size="xs"
      aria-label={t('filter.language')}
      value={shown ?? ''}
      data={data}
      onChange={(event) => changes.setLanguage(item, event.currentTarget.value || null)}
    />
  );
}

function Ways({ item }: { readonly item: Item }) {
  const { t } = useTranslation();
  const address = useSourceNames().pageOf(item);
  async function copy() {
    try {
      await navigator.clipboard.writeText(`${window.location.origin}/?item=${item.key}`);
      say(t('drawer.copied'));
    } catch {
      say(t('drawer.notCopied'), { bad: true });
    }
  }
  return (
    <div className={styles['actions']}>
      {address && (
        <Button
          component="a"
          size="xs"
          variant="default"
          href={address}
          target="_blank"
          rel="noopener noreferrer"
          leftSection={<Icon name="out" size={14} />}
        >
          {t('drawer.openSource')}
        </Button>
      )}
      <Button size="xs" variant="default" onClick={() => void copy()}>
        {t('drawer.copyLink')}
      </Button>
    </div>
  );
}
