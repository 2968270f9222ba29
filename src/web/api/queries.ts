import {
  type InfiniteData,
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import { request } from './client.ts';
import type { Brands, Family, Health, Items, Me, Runs, Scrapers, Stats, Tags, Targets, Versions } from './types.ts';

const PAGE_SIZE = 50;

export function fetchItems(query: string, cursor: string | null, signal?: AbortSignal): Promise<Items> {
  const params = new URLSearchParams(query);
  params.set('limit', String(PAGE_SIZE));
  if (cursor !== null) params.set('cursor', cursor);
  return request<Items>(`/items?${params}`, { signal });
}

/** Pages of the feed. They are never fetched again by themselves: rows must not move under the reader. */
export function useItems(query: string | null) {
  return useInfiniteQuery<Items, Error, InfiniteData<Items, string | null>, readonly unknown[], string | null>({
    queryKey: ['items', query],
    enabled: query !== null,
    queryFn: ({ pageParam, signal }) => fetchItems(query ?? '', pageParam, signal),
    initialPageParam: null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 300_000,
  });
}

export function useStats(query: string | null, by: readonly string[]) {
  return useQuery({
    queryKey: ['stats', query, ...by],
    enabled: query !== null,
    queryFn: ({ signal }) => {
      // Numbers alone are drawn.
      const params = new URLSearchParams(query ?? '');
      params.set('without', 'false');
      for (const dimension of by) params.append('by', dimension);
      return request<Stats>(`/stats?${params}`, { signal });
    },
    placeholderData: keepPreviousData,
  });
}

export function useMe() {
  return useQuery({ queryKey: ['me'], queryFn: ({ signal }) => request<Me>('/me', { signal }) });
}

export function useBrands(enabled: boolean) {
  return useQuery({
    queryKey: ['brands'],
    enabled,
    queryFn: ({ signal }) => request<Brands>('/brands', { signal }),
    select: (answer) => answer.data,
  });
}

export function useScrapers() {
  return useQuery({
    queryKey: ['scrapers'],
    queryFn: ({ signal }) => request<Scrapers>('/scrapers', { signal }),
    select: (answer) => answer.data,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useTargets() {
  return useQuery({
    queryKey: ['targets'],
    queryFn: ({ signal }) => request<Targets>('/targets', { signal }),
    select: (answer) => answer.data,
  });
}

export function useRuns(targetId: string, enabled: boolean) {
  return useQuery({
    queryKey: ['runs', targetId],
    enabled,
    queryFn: ({ signal }) => request<Runs>(`/runs?${new URLSearchParams({ target: targetId })}`, { signal }),
    select: (answer) => answer.data,
  });
}

/** The last visits to all places in one question; a place that is seldom visited may not be among them. */
export function useLatestRuns() {
  return useQuery({
    queryKey: ['runs'],
    queryFn: ({ signal }) => request<Runs>('/runs?limit=200', { signal }),
    select: (answer) => answer.data,
  });
}

export function useTags() {
  return useQuery({
    queryKey: ['tags'],
    queryFn: ({ signal }) => request<Tags>('/tags', { signal }),
    select: (answer) => answer.data,
  });
}

export function useHealth() {
  return useQuery({ queryKey: ['health'], queryFn: ({ signal }) => request<Health>('/health', { signal }) });
}

export function useVersions(key: string, enabled: boolean) {
  return useQuery({
    queryKey: ['versions', key],
    enabled,
    queryFn: ({ signal }) => request<Versions>(`/items/${encodeURIComponent(key)}/versions`, { signal }),
    select: (answer) => answer.data,
  });
}

export function useFamily(key: string, enabled: boolean) {
  return useQuery({
    queryKey: ['family', key],
    enabled,
    queryFn: ({ signal }) => request<Family>(`/items/${encodeURIComponent(key)}/family`, { signal }),
    select: (answer) => answer.data,
  });
}

/** What a change of sources can have moved. */
export function refreshSources(client: QueryClient): void {
  for (const queryKey of [['targets'], ['runs'], ['health']]) void client.invalidateQueries({ queryKey });
}
