import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useItems, useStats } from '../api/queries.ts';
import { Failure } from '../app/failure.tsx';
import { EmptyFeed } from './empty-feed.tsx';
import styles from './feed-page.module.css';
import { figuresOf } from './figures.ts';
import { FiguresLine } from './figures-line.tsx';
import { FilterChips } from './filter-chips.tsx';
import { FilterPanel } from './filter-panel.tsx';
import { ItemDrawer } from './item-drawer.tsx';
import { CardSkeletons, ItemList } from './item-list.tsx';
import { NewBar } from './new-bar.tsx';
import { SearchBar } from './search-bar.tsx';
import { useChanges } from './use-change.ts';
import { useFeed } from './use-feed.ts';
import { VolumeStrip } from './volume-strip.tsx';

const BY_SENTIMENT = ['sentiment'];

/** What people say, newest first. */
export function FeedPage() {
  const { t } = useTranslation();
  const feed = useFeed();
  const changes = useChanges();
  const [panelOpen, setPanelOpen] = useState(false);
  const pages = useItems(feed.itemsQuery);
  const stats = useStats(feed.query, BY_SENTIMENT);
  const items = useMemo(() => pages.data?.pages.flatMap((page) => page.data) ?? [], [pages.data]);
  const figures = useMemo(() => (stats.data ? figuresOf(stats.data.data) : null), [stats.data]);
  const newestDay = feed.filter.oldestFirst ? null : (items[0]?.publishedOn ?? null);

  return (
    <div className={styles['page']}>
      <h1 className="hidden">{t('nav.feed')}</h1>
      <div className={styles['top']}>
        <SearchBar
          feed={feed}
          total={figures?.n ?? null}
          panelOpen={panelOpen}
          onPanel={() => setPanelOpen(!panelOpen)}
        />
        <FilterPanel feed={feed} opened={panelOpen} onClose={() => setPanelOpen(false)} />
        <FilterChips feed={feed} />
      </div>
      <div className={styles['summary']}>
        <FiguresLine feed={feed} figures={figures} error={stats.error} />
        <VolumeStrip feed={feed} newestDay={newestDay} />
      </div>
      <NewBar feed={feed} loaded={pages.isPlaceholderData ? null : (pages.data ?? null)} />
      {pages.data === undefined && pages.error === null && <CardSkeletons count={6} />}
      {pages.error !== null && items.length === 0 && (
        <Failure error={pages.error} onRetry={() => void pages.refetch()} />
      )}
      {pages.isSuccess && items.length === 0 && <EmptyFeed feed={feed} />}
      {items.length > 0 && (
        <div data-stale={pages.isPlaceholderData || undefined} className={styles['items']}>
          <ItemList
            feed={feed}
            items={items}
            changes={changes}
            hasMore={pages.hasNextPage}
            loadingMore={pages.isFetching}
            moreError={pages.error}
            onMore={pages.fetchNextPage}
          />
        </div>
      )}
      <ItemDrawer feed={feed} changes={changes} />
    </div>
  );
}
