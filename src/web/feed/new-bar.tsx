import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Pages } from '../api/item-cache.ts';
import { fetchItems } from '../api/queries.ts';
import { useFormat } from '../i18n/use-format.ts';
import styles from './new-bar.module.css';
import { unseen } from './unseen.ts';
import type { Feed } from './use-feed.ts';

interface NewBarProps {
  readonly feed: Feed;
  /** The list as it is shown; null while another one is being read. */
  readonly loaded: Pages | null;
}

/**
 * "7 new": what the list would show if it were read now. Events ask for the newest page under the same filter, so the count is
 * of texts that match it. Nothing moves until somebody presses the bar; only an empty list fills itself.
 */
export function NewBar({ feed, loaded }: NewBarProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const { itemsQuery } = feed;
  const head = useQuery({
    queryKey: ['head', itemsQuery],
    queryFn: ({ signal }) => fetchItems(itemsQuery, null, signal),
    // Read only when an event asked for it: the list itself has just been read.
    enabled: loaded !== null && !feed.filter.oldestFirst,
    initialData: () => client.getQueryData<Pages>(['items', itemsQuery])?.pages[0],
    staleTime: Number.POSITIVE_INFINITY,
  });
  const fresh =
    loaded && head.data
      ? unseen(
          head.data.data,
          loaded.pages.flatMap((page) => page.data),
        )
      : [];
  const counted = fresh.filter((item) => !item.backfill).length;
  const isEmpty = loaded?.pages.every((page) => page.data.length === 0) ?? false;

  function show() {
    if (!head.data) return;
    client.setQueryData<Pages>(['items', itemsQuery], { pages: [head.data], pageParams: [null] });
    window.scrollTo({ top: 0 });
  }
  useEffect(() => {
    if (isEmpty && head.data && head.data.data.length > 0) {
      client.setQueryData<Pages>(['items', itemsQuery], { pages: [head.data], pageParams: [null] });
    }
  }, [isEmpty, head.data, client, itemsQuery]);

  if (fresh.length === 0 || isEmpty) return <div role="status" />;
  const more = counted === fresh.length && head.data?.data.length === fresh.length;
  const number = `${format.number(counted)}${more ? '+' : ''}`;
  return (
    <div className={styles['place']} role="status">
      <button type="button" className={styles['bar']} onClick={show}>
        {counted > 0 ? t('new.bar', { count: counted, n: number }) : t('new.older')}
      </button>
    </div>
  );
}
