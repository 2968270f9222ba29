import { Skeleton } from '@mantine/core';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../api/types.ts';
import { Failure } from '../app/failure.tsx';
import type { FeedFilter } from './filters.ts';
import { ItemCard } from './item-card.tsx';
import styles from './item-list.module.css';
import { useNamePattern } from './item-text.tsx';
import type { Changes } from './use-change.ts';
import type { Feed } from './use-feed.ts';
import { useListKeys } from './use-list-keys.ts';
import type { Selection } from './use-selection.ts';
import { useSourceNames } from './use-source-names.ts';

interface ItemListProps {
  readonly feed: Feed;
  readonly items: readonly Item[];
  readonly changes: Changes;
  readonly selection: Selection;
  readonly hasMore: boolean;
  readonly loadingMore: boolean;
  readonly moreError: unknown;
  readonly onMore: () => void;
}

/** A usual card; the real height is measured when it is drawn. */
const ESTIMATED_HEIGHT_PX = 150;
const GAP_PX = 8;
/** Search and switches stay at the top, what was done is said at the foot: the current card stands between them. */
const STICKY_TOP_PX = 104;
const TOASTS_PX = 136;
/** The next page is asked for when this many rows are left. */
const ROWS_AHEAD = 20;

export function ItemList(props: ItemListProps) {
  const { feed, items, changes, selection, hasMore, loadingMore, moreError, onMore } = props;
  const { t } = useTranslation();
  const pattern = useNamePattern();
  const sources = useSourceNames();
  const listRef = useRef<HTMLDivElement>(null);
  const margin = useTopOf(listRef);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const [current, setCurrent] = useState(0);
  const virtual = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => ESTIMATED_HEIGHT_PX,
    gap: GAP_PX,
    overscan: 4,
    scrollMargin: margin,
    scrollPaddingStart: STICKY_TOP_PX,
    scrollPaddingEnd: TOASTS_PX,
    getItemKey: (index) => items[index]?.key ?? index,
  });
  const rows = virtual.getVirtualItems();
  const lastShown = rows.at(-1)?.index ?? 0;
  const wantsMore = hasMore && !loadingMore && moreError === null && lastShown >= items.length - ROWS_AHEAD;
  useEffect(() => {
    if (wantsMore) onMore();
  }, [wantsMore, onMore]);
  useListKeys({
    feed,
    items,
    changes,
    selection,
    current,
    setCurrent,
    scrollTo: (index) => virtual.scrollToIndex(index),
    listRef,
  });

  const latest = useRef(feed);
  useEffect(() => {
    latest.current = feed;
  });
  const change = useCallback(
    (to: (filter: FeedFilter) => FeedFilter) => latest.current.setFilter(to(latest.current.filter)),
    [],
  );
  const open = useCallback((item: Item) => feed.open(item.key), [feed.open]);
  const { toggle, upTo } = selection;
  const select = useCallback(
    (key: string, { range }: { readonly range: boolean }) => (range ? upTo(key) : toggle(key)),
    [toggle, upTo],
  );
  const expand = useCallback((item: Item) => setExpanded((old) => new Set(old).add(item.key)), []);

  return (
    <>
      <div
        ref={listRef}
        className={styles['list']}
        role="feed"
        aria-label={t('feed.list')}
        aria-busy={loadingMore}
        style={{ height: virtual.getTotalSize() }}
      >
        {rows.map((row) => {
          const item = items[row.index];
          if (!item) return null;
          return (
            <div
              key={row.key}
              ref={virtual.measureElement}
              data-index={row.index}
              className={styles['row']}
              style={{ transform: `translateY(${row.start - margin}px)` }}
            >
              <ItemCard
                item={item}
                now={feed.now}
                position={row.index}
                current={row.index === current}
                opened={item.key === feed.openKey}
                expanded={expanded.has(item.key)}
                selected={selection.keys.has(item.key)}
                pattern={pattern}
                sources={sources}
                changes={changes}
                onFilter={change}
                onOpen={open}
                onExpand={expand}
                onCurrent={setCurrent}
                onSelect={select}
              />
            </div>
          );
        })}
      </div>
      {moreError !== null && <Failure error={moreError} onRetry={onMore} />}
      {hasMore && moreError === null && <CardSkeletons count={1} />}
      {!hasMore && items.length > 10 && <p className={styles['end']}>{t('feed.end')}</p>}
    </>
  );
}

/** Distance of the list from the top of the page; it moves when what stands above it grows. */
function useTopOf(ref: React.RefObject<HTMLDivElement | null>): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    function measure() {
      const element = ref.current;
      if (element) setTop(Math.round(element.getBoundingClientRect().top + window.scrollY));
    }
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [ref]);
  return top;
}

const SKELETON_KEYS = ['a', 'b', 'c', 'd', 'e', 'f'];

/** Stand where the cards will be, as high as they are. */
export function CardSkeletons({ count }: { readonly count: number }) {
  return (
    <div className={styles['skeletons']} aria-hidden="true">
      {SKELETON_KEYS.slice(0, count).map((key) => (
        <Skeleton key={key} height={ESTIMATED_HEIGHT_PX} radius="sm" />
      ))}
    </div>
  );
}
