import { memo, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../api/types.ts';
import { useFormat } from '../i18n/use-format.ts';
import { CardHead } from './card-head.tsx';
import chip from './chips.module.css';
import type { FeedFilter } from './filters.ts';
import { toggled, withFlag } from './filters.ts';
import styles from './item-card.module.css';
import { ItemText } from './item-text.tsx';
import { ProsCons } from './pros-cons.tsx';
import { shownLanguage, shownSentiment } from './sentiment.ts';
import { SentimentChip } from './sentiment-chip.tsx';
import type { Changes } from './use-change.ts';
import type { SourceNames } from './use-source-names.ts';

export interface CardProps {
  readonly item: Item;
  readonly now: Date;
  readonly position: number;
  /** The one that Tab reaches; j and k move it. */
  readonly current: boolean;
  /** Stands open in the drawer. */
  readonly opened: boolean;
  readonly expanded: boolean;
  readonly filter: FeedFilter;
  /** Finds the brand's names; made once for all cards. */
  readonly pattern: RegExp | null;
  readonly sources: SourceNames;
  readonly changes: Changes;
  readonly onFilter: (next: FeedFilter) => void;
  readonly onOpen: (item: Item) => void;
  readonly onExpand: (item: Item) => void;
  readonly onCurrent: (position: number) => void;
  readonly ref?: Ref<HTMLElement>;
}

/** One thing one person said. */
function Card(props: CardProps) {
  const { item, current, position, ref } = props;
  const { t } = useTranslation();
  const { shade } = shownSentiment(item);
  const labelId = `item-${item.id}`;
  return (
    <article
      ref={ref}
      className={styles['card']}
      data-shade={shade}
      data-opened={props.opened || undefined}
      data-key={item.key}
      aria-labelledby={labelId}
      aria-posinset={position + 1}
      aria-setsize={-1}
      tabIndex={current ? 0 : -1}
      onFocus={() => props.onCurrent(position)}
    >
      <CardHead {...props} labelId={labelId} />
      {item.title && (
        <h2 className={styles['title']} dir="auto">
          <button type="button" className="plain" onClick={() => props.onOpen(item)}>
            {item.title.slice(0, 300)}
          </button>
        </h2>
      )}
      <ProsCons pros={item.pros} cons={item.cons} pattern={props.pattern} short />
      {item.text ? (
        <ItemText
          text={item.text}
          pattern={props.pattern}
          expanded={props.expanded}
          onExpand={() => props.onExpand(item)}
        />
      ) : (
        !item.title && !item.pros && !item.cons && <p className="dim">{t('card.noText')}</p>
      )}
      <Chips {...props} />
    </article>
  );
}

export const ItemCard = memo(Card);

/** Tags beyond these go under "+3": one row of chips at most. */
const SHOWN_TAGS = 3;

function Chips({ item, filter, changes, onFilter, onOpen }: CardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const language = shownLanguage(item);
  const hidden = item.tags.length - SHOWN_TAGS;
  return (
    <div className={`${chip['row']} ${styles['chips']}`}>
      <SentimentChip item={item} changes={changes} />
      {item.tags.slice(0, SHOWN_TAGS).map((tag) => (
        <button key={tag} type="button" className={chip['chip']} onClick={() => onFilter(toggled(filter, 'tag', tag))}>
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
        <button type="button" className={chip['chip']} onClick={() => onFilter(withFlag(filter, 'vanished', true))}>
          {t('card.vanished')}
        </button>
      )}
      {item.copies > 0 && (
        <button type="button" className={chip['chip']} onClick={() => onOpen(item)}>
          {t('card.copies', { count: item.copies })}
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
          className={`${chip['chip']} ${styles['language']}`}
          title={t('card.language', { name: format.languageName(language) })}
          aria-label={t('card.language', { name: format.languageName(language) })}
          onClick={() => onFilter(toggled(filter, 'language', language))}
        >
          {language}
        </button>
      )}
    </div>
  );
}
