import { type InfiniteData, type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from './client.ts';
import { fetchItems } from './queries.ts';
import type { Item, Items } from './types.ts';

export type Pages = InfiniteData<Items, string | null>;

/** Puts changed items in the place of the old ones, in every loaded list; adds none and moves none. */
export function patchItems(client: QueryClient, items: readonly Item[]): void {
  const byKey = new Map(items.map((item) => [item.key, item]));
  client.setQueriesData<Pages>({ queryKey: ['items'] }, (data) => data && patchPages(data, byKey));
  for (const item of items) {
    if (client.getQueryData(['item', item.key])) client.setQueryData(['item', item.key], item);
  }
}

function patchPages(data: Pages, byKey: ReadonlyMap<string, Item>): Pages {
  let touched = false;
  const pages = data.pages.map((page) => {
    if (!page.data.some((item) => byKey.has(item.key))) return page;
    touched = true;
    return { ...page, data: page.data.map((item) => byKey.get(item.key) ?? item) };
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

/** Reads again the loaded pages of one list that hold these keys, and patches them in place. */
export async function refreshLoaded(client: QueryClient, query: string, keys: ReadonlySet<string>): Promise<void> {
  const data = client.getQueryData<Pages>(['items', query]);
  if (!data) return;
  for (const [index, page] of data.pages.entries()) {
    if (!page.data.some((item) => keys.has(item.key))) continue;
    const fresh = await fetchItems(query, data.pageParams[index] ?? null);
    patchItems(client, fresh.data);
  }
}

/** One item by key, at once when a list has it already. */
export function useItem(key: string | null) {
  const client = useQueryClient();
  return useQuery({
    queryKey: ['item', key],
    enabled: key !== null,
    queryFn: ({ signal }) => request<Item>(`/items/${encodeURIComponent(key ?? '')}`, { signal }),
    placeholderData: () => (key === null ? undefined : cachedItem(client, key)),
  });
}
