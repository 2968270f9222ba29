import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Bulk, BulkDone, Decide, Decided, History, Undone, View, ViewAdd, Views } from '../../api/wire-loop.ts';
import { request } from './client.ts';
import type { FeedFigures, Items } from './types.ts';

/** Calls of the loop: decisions, their history and way back, bulk changes, saved views. */

const itemPath = (key: string) => `/items/${encodeURIComponent(key)}`;

export function sendDecision(key: string, body: Decide): Promise<Decided> {
  return request<Decided>(`${itemPath(key)}/decisions`, { method: 'POST', body });
}

export function sendBulk(body: Bulk): Promise<BulkDone> {
  return request<BulkDone>('/bulk', { method: 'POST', body });
}

export function undoBatch(batch: string): Promise<Undone> {
  return request<Undone>('/undo', { method: 'POST', body: { batch } });
}

export function useHistory(key: string, enabled: boolean) {
  return useQuery({
    queryKey: ['history', key],
    enabled,
    queryFn: ({ signal }) => request<History>(`${itemPath(key)}/history`, { signal }),
    select: (answer) => answer.data,
  });
}

export function useViews(brand: string) {
  return useQuery({
    queryKey: ['views', brand],
    queryFn: ({ signal }) => request<Views>(`/views?${new URLSearchParams({ brand })}`, { signal }),
    select: (answer) => answer.data,
  });
}

export function addView(body: ViewAdd): Promise<View> {
  return request<View>('/views', { method: 'POST', body });
}

export function removeView(id: string): Promise<void> {
  return request<void>(`/views/${encodeURIComponent(id)}`, { method: 'DELETE' });
}

/** How many items match, `query` being parameters of the API. */
export function useCount(query: string, enabled = true) {
  return useQuery({
    queryKey: ['count', query],
    enabled,
    queryFn: async ({ signal }) => {
      const params = new URLSearchParams(query);
      params.set('limit', '1');
      params.set('include_total', 'true');
      return (await request<Items>(`/items?${params}`, { signal })).total ?? 0;
    },
  });
}

/** What the head of the feed says about the texts that `query` finds. */
export function useFigures(query: string) {
  return useQuery({
    queryKey: ['figures', query],
    queryFn: ({ signal }) => request<FeedFigures>(`/figures?${query}`, { signal }),
    placeholderData: keepPreviousData,
  });
}
