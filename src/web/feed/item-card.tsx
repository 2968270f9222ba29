import { memo, type Ref } from 'react';
import type { Item } from '../api/types.ts';
import { useWords } from '../i18n/words.tsx';
import { CardChips } from './card-chips.tsx';
import { CardHead } from './card-head.tsx';
import { DecisionLine } from './decision-line.tsx';
import { isOpen } from './decisions.ts';
import type { FeedFilter } from './filters.ts';
import styles from './item-card.module.css';
import { ItemText } from './item-text.tsx';
import { ProsCons } from './pros-cons.tsx';
import { shownSentiment } from './sentiment.ts';
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
  /** Chosen for a change of many. */
  readonly selected: boolean;
  /** Finds the brand's names; made once for all cards. */
  readonly pattern: RegExp | null;
  readonly sources: SourceNames;
  readonly changes: Changes;
  /** Takes what becomes of the filter, not the filter itself: cards stay as they are when it changes. */
  readonly onFilter: (change: (filter: FeedFilter) => FeedFilter) => void;
  readonly onOpen: (item: Item) => void;
  readonly onExpand: (item: Item) => void;
  readonly onCurrent: (position: number) => void;
  readonly onSelect: (key: string, options: { readonly range: boolean }) => void;
  readonly ref?: Ref<HTMLElement>;
}

/** One thing one person said. */
function Card(props: CardProps) {
  const { item, current, position, ref } = props;
  const { t } = useWords();
  const { shade } = shownSentiment(item);
  const labelId = `item-${item.id}`;
  return (
    <article
      ref={ref}
      className={styles['card']}
      data-shade={shade}
      data-opened={props.opened || undefined}
      data-selected={props.selected || undefined}
      data-decided={!isOpen(item.decisions) || undefined}
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
        !item.title &&
        !item.pros &&
        !item.cons && <p className={`dim ${styles['none']}`}>{t(item.metric ? 'card.noComment' : 'card.noText')}</p>
      )}
      <div className={styles['foot']}>
        <CardChips {...props} />
        <DecisionLine item={item} changes={props.changes} now={props.now} />
      </div>
    </article>
  );
}

export const ItemCard = memo(Card);
