import { useCallback, useMemo } from 'react';
import { useNow } from '../app/clock.ts';
import { useCurrent } from '../app/current.ts';
import { addressOf, navigate, useAddress } from '../app/router.ts';
import { dayIn } from '../i18n/format.ts';
import { apiFilter, type FeedFilter, parseFilter, writeFilter } from './filters.ts';

export interface Feed {
  readonly filter: FeedFilter;
  /** The filter as the API takes it. */
  readonly query: string;
  /** The same with the order. */
  readonly itemsQuery: string;
  /** Key of the item that stands open beside the list. */
  readonly openKey: string | null;
  readonly today: string;
  readonly now: Date;
  readonly setFilter: (next: FeedFilter, options?: { readonly replace?: boolean }) => void;
  readonly open: (key: string | null) => void;
}

/** The feed's state, which is the page's address and nothing else. */
export function useFeed(): Feed {
  const { brand } = useCurrent();
  const { search } = useAddress();
  const now = useNow();
  const today = dayIn(brand.timeZone, now);
  const params = useMemo(() => new URLSearchParams(search), [search]);
  // The open item is no part of the filter: opening one must not read the list again.
  const filterText = writeFilter(parseFilter(params)).toString();
  const filter = useMemo(() => parseFilter(new URLSearchParams(filterText)), [filterText]);
  const query = apiFilter(filter, { brand: brand.id, today });
  const openKey = params.get('item');
  const brandParam = params.get('brand');

  const setFilter = useCallback(
    (next: FeedFilter, options: { readonly replace?: boolean } = {}) => {
      const written = writeFilter(next);
      if (brandParam !== null) written.set('brand', brandParam);
      navigate(addressOf('/', written), options);
    },
    [brandParam],
  );
  const open = useCallback((key: string | null) => {
    const next = new URLSearchParams(window.location.search);
    const wasOpen = next.has('item');
    if (key === null) next.delete('item');
    else next.set('item', key);
    // Going from one open item to the next is one step back, not twenty.
    navigate(addressOf('/', next), { replace: wasOpen && key !== null });
  }, []);
  return {
    filter,
    query,
    itemsQuery: filter.oldestFirst ? `${query}&sort=published` : query,
    openKey,
    today,
    now,
    setFilter,
    open,
  };
}
