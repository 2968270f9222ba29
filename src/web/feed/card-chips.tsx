import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/words.tsx';
import chip from './chips.module.css';
import { toggled, withFlag } from './filters.ts';
import type { CardProps } from './item-card.tsx';
import { MetricChip } from './metric-chip.tsx';
import { shownLanguage } from './sentiment.ts';
import { SentimentChip } from './sentiment-chip.tsx';
import { KindChip, ThemeChips } from './theme-chips.tsx';
import { UnusualChip } from './unusual-chip.tsx';
import { useSourceNames } from './use-source-names.ts';

/** Tags beyond these go under "+3": one row of chips at most. */
const SHOWN_TAGS = 3;

/** What is known of a text beside its words: one row of chips, each of which filters or opens. */
export function CardChips({ item, changes, onFilter, onOpen }: CardProps) {
  const { t } = useWords();
  const format = useFormat();
  const language = shownLanguage(item);
  const { touchpoint } = item;
  const hidden = item.tags.length - SHOWN_TAGS;
  const { placeOf } = useSourceNames();
  const alsoOn = [...new Set(item.alsoOn?.map(placeOf) ?? [])];
  return (
    <div className={chip['row']}>
      <SentimentChip item={item} changes={changes} />
      <KindChip item={item} onFilter={onFilter} />
      <ThemeChips item={item} onFilter={onFilter} onMore={() => onOpen(item)} />
      <UnusualChip item={item} onOpen={onOpen} />
      {item.metric && <MetricChip item={item} onFilter={onFilter} />}
      {touchpoint && (
        <button
          type="button"
          className={chip['chip']}
          title={t('drawer.touchpoint')}
          onClick={() => onFilter((filter) => toggled(filter, 'touchpoint', touchpoint))}
        >
          <bdi>{touchpoint}</bdi>
        </button>
      )}
      {item.tags.slice(0, SHOWN_TAGS).map((tag) => (
        <button
          key={tag}
          type="button"
          className={chip['chip']}
          onClick={() => onFilter((filter) => toggled(filter, 'tag', tag))}
        >
          <bdi>#{tag}</bdi>
        </button>
      ))}
      {hidden > 0 && (
        <button type="button" className={chip['chip']} onClick={() => onOpen(item)}>
          {t('card.moreTags', { count: hidden })}
        </button>
      )}
      {item.versions > 0 && (
        <button type="button" className={chip['chip']} onClick={() => onOpen(item)}>
          {t('card.edited')}
        </button>
      )}
      {item.vanishedAt && (
        <button
          type="button"
          className={chip['chip']}
          onClick={() => onFilter((filter) => withFlag(filter, 'vanished', true))}
        >
          {t('card.vanished')}
        </button>
      )}
      {item.copies > 0 && (
        <button type="button" className={chip['chip']} onClick={() => onOpen(item)}>
          {alsoOn.length > 0
            ? t('card.alsoOn', { places: alsoOn.join(', ') })
            : t('card.copies', { count: item.copies })}
        </button>
      )}
      {item.reply && (
        <button type="button" className={chip['chip']} onClick={() => onOpen(item)}>
          {t('card.replied')}
        </button>
      )}
      {language && (
        <button
          type="button"
          className={`${chip['chip']} dim`}
          title={t('card.language', { name: format.languageName(language) })}
          onClick={() => onFilter((filter) => toggled(filter, 'language', language))}
        >
          {language}
        </button>
      )}
    </div>
  );
}
