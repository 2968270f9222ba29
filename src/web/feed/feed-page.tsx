import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFigures } from '../api/loop.ts';
import { useItems } from '../api/queries.ts';
import { Failure } from '../app/failure.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { Cleared } from './cleared.tsx';
import { isOpen } from './decisions.ts';
import { EmptyFeed } from './empty-feed.tsx';
import styles from './feed-page.module.css';
import { FiguresLine } from './figures-line.tsx';
import { FilterChips } from './filter-chips.tsx';
import { FilterPanel } from './filter-panel.tsx';
import { isNarrowed } from './filters.ts';
import { ItemDrawer } from './item-drawer.tsx';
import { CardSkeletons, ItemList } from './item-list.tsx';
import { NewBar } from './new-bar.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { SaveView } from './save-view.tsx';
import { SearchBar } from './search-bar.tsx';
import { StatusSwitch } from './status-switch.tsx';
import { useChanges } from './use-change.ts';
import { useFeed } from './use-feed.ts';
import { useReread } from './use-reread.ts';
import { useSelection } from './use-selection.ts';
import { ViewsMenu } from './views-menu.tsx';
import { VolumeStrip } from './volume-strip.tsx';

/** What people say, newest first. */
export function FeedPage() {
  const { t } = useTranslation();
  const feed = useFeed();
  const changes = useChanges();
  const [panelOpen, setPanelOpen] = useState(false);
  const pages = useItems(feed.itemsQuery);
  const figures = useFigures(feed.query);
  const items = useMemo(() => pages.data?.pages.flatMap((page) => page.data) ?? [], [pages.data]);
  const selection = useSelection(items, feed.query);
  // What was decided stays where it is until it is cleared away: nothing moves under the reader's eyes.
  const decided = feed.filter.flags.open ? items.filter((item) => !isOpen(item.decisions)).length : 0;
  const hideDecided = useReread(feed);
  const newestDay = feed.filter.oldestFirst ? null : (items[0]?.publishedOn ?? null);

  return (
    <div className={styles['page']}>
      <h1 className="hidden">{t('nav.feed')}</h1>
      <div className={styles['top']} data-panel={panelOpen || undefined}>
        <SearchBar
          feed={feed}
          total={figures.data ? figures.data.counts.texts + figures.data.counts.starsOnly : null}
          panelOpen={panelOpen}
          onPanel={() => setPanelOpen(!panelOpen)}
        />
        <FilterPanel feed={feed} opened={panelOpen} onClose={() => setPanelOpen(false)} />
        <div className={styles['row']}>
          <StatusSwitch feed={feed} decided={decided} onHide={() => void hideDecided()} />
          <FilterChips feed={feed} />
          {isNarrowed(feed.filter) && changes.mayWrite && <SaveView feed={feed} />}
          <ViewsMenu />
        </div>
      </div>
      <div className={styles['summary']}>
        <FiguresLine feed={feed} figures={figures.data ?? null} error={figures.error} />
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
            selection={selection}
            hasMore={pages.hasNextPage}
            loadingMore={pages.isFetching}
            moreError={pages.error}
            onMore={pages.fetchNextPage}
          />
        </div>
      )}
      {items.length > 0 && decided === items.length && !pages.hasNextPage && (
        <Cleared feed={feed} onHide={() => void hideDecided()} />
      )}
      <ItemDrawer feed={feed} changes={changes} />
      {changes.mayWrite && <BulkBar feed={feed} items={items} selection={selection} changes={changes} />}
      <ReasonDialog />
    </div>
  );
}
