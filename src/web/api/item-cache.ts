import { type InfiniteData, type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from './client.ts';
import { withPending } from './pending.ts';
import { fetchItems } from './queries.ts';
import type { Item, Items } from './types.ts';

export type Pages = InfiniteData<Items, string | null>;

/** Puts changed items in the place of the old ones, in every loaded list; adds none and moves none. */
export function patchItems(client: QueryClient, items: readonly Item[]): void {
  const byKey = new Map(items.map((item) => [item.key, withPending(item)]));
  client.setQueriesData<Pages>({ queryKey: ['items'] }, (data) => data && patchPages(data, byKey));
  for (const item of byKey.values()) {
    client.setQueryData<Item>(['item', item.key], (old) => old && newer(old, item));
  }
}

/** An answer that left before a decision and came after it must not show the item as it was before. Answers to changes do not tell the places of copies. */
function newer(old: Item, next: Item): Item {
  const placed = next.alsoOn || !old.alsoOn || next.copies !== old.copies ? next : { ...next, alsoOn: old.alsoOn };
  return next.decisions.version < old.decisions.version ? { ...placed, decisions: old.decisions } : placed;
}

function patchPages(data: Pages, byKey: ReadonlyMap<string, Item>): Pages {
  let touched = false;
  const pages = data.pages.map((page) => {
    if (!page.data.some((item) => byKey.has(item.key))) return page;
    touched = true;
    const data = page.data.map((old) => {
      const next = byKey.get(old.key);
      return next ? newer(old, next) : old;
    });
    return { ...page, data };
  });
  return touched ? { ...data, pages } : data;
}

/** The item as some loaded list has it. */
export function cachedItem(client: QueryClient, key: string): Item | undefined {
  for (const [, data] of client.getQueriesData<Pages>({ queryKey: ['items'] })) {
    for (const page of data?.pages ?? []) {
      const found = page.data.find((item) => item.key === key);
      if (found) return found;
    }
  }
  return undefined;
}

/** Lists that are not on the screen are read anew when somebody comes back to them: other texts belong to them now. */
export function forgetOtherLists(client: QueryClient): void {
  for (const name of ['items', 'head']) client.removeQueries({ queryKey: [name], type: 'inactive' });
}

const ITEMS_AT_ONCE = 60;
/** From so many changed items of a page on, the page is read as a whole. */
const PAGE_WORTH = 4;

/**
 * Reads again what one loaded list holds of these keys, and patches it in place. A page of an open list does not hold any more
 * what somebody has decided meanwhile: those are read one by one, the first sixty of them.
 */
export async function refreshLoaded(client: QueryClient, query: string, keys: ReadonlySet<string>): Promise<void> {
  const data = client.getQueryData<Pages>(['items', query]);
  if (!data) return;
  const left = new Set<string>();
  for (const [index, page] of data.pages.entries()) {
    const changed = page.data.filter((item) => keys.has(item.key)).map((item) => item.key);
    for (const key of changed) left.add(key);
    if (changed.length < PAGE_WORTH) continue;
    const fresh = await fetchItems(query, data.pageParams[index] ?? null);
    patchItems(client, fresh.data);
    for (const item of fresh.data) left.delete(item.key);
  }
  const items = [...left].slice(0, ITEMS_AT_ONCE).map((key) => fetchItem(key));
  const found = await Promise.allSettled(items);
  patchItems(
    client,
    found.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])),
  );
}

export function fetchItem(key: string, signal?: AbortSignal): Promise<Item> {
  return request<Item>(`/items/${encodeURIComponent(key)}`, { signal });
}

/** One item by key, at once when a list has it already. */
export function useItem(key: string | null) {
  const client = useQueryClient();
  return useQuery({
    queryKey: ['item', key],
    enabled: key !== null,
    queryFn: async ({ signal }) => withPending(await fetchItem(key ?? '', signal)),
    placeholderData: () => (key === null ? undefined : cachedItem(client, key)),
  });
}
