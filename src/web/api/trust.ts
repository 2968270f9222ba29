import { keepPreviousData, type QueryClient, useQuery } from '@tanstack/react-query';
import type { CampaignAdd, Judged, ReviewUnusual } from '../../api/wire-trust.ts';
import type { TrustBurst, TrustView } from '../../domain/trust.ts';
import type { Campaign, ItemUnusual, UnusualLevel, UnusualVerdict } from '../../domain/unusual.ts';
import { request } from './client.ts';

/** Calls about what looks paid for. */

export type { Campaign, CampaignAdd, ItemUnusual, ReviewUnusual, TrustBurst, TrustView, UnusualLevel };
export type Verdict = UnusualVerdict['verdict'];
export type TrustChange = TrustView['changes'][number];
export type Timeline = TrustView['timelines'][number];

/** Results are on their way: the page asks again after so long. */
const DUE_MS = 3000;

const itemPath = (key: string) => `/items/${encodeURIComponent(key)}`;
const inLanguage = (language: string) => new URLSearchParams({ language }).toString();

export function useTrust(brand: string, days: { readonly from: string; readonly to: string }) {
  const query = new URLSearchParams({ brand, from: days.from, to: days.to }).toString();
  return useQuery({
    queryKey: ['trust', query],
    queryFn: ({ signal }) => request<TrustView>(`/trust?${query}`, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.due ? DUE_MS : false),
  });
}

/** Level, sentences and changes of one review, in the reader's language. */
export function useReviewUnusual(key: string, language: string, enabled = true) {
  return useQuery({
    queryKey: ['unusual', key, language],
    enabled,
    queryFn: ({ signal }) => request<ReviewUnusual>(`${itemPath(key)}/unusual?${inLanguage(language)}`, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** A person's word on a review; null takes it back. */
export function sendVerdict(key: string, verdict: Verdict | null, language: string): Promise<Judged> {
  const path = `${itemPath(key)}/verdict?${inLanguage(language)}`;
  return verdict === null
    ? request<Judged>(path, { method: 'DELETE' })
    : request<Judged>(path, { method: 'PUT', body: { verdict } });
}

export function addCampaign(campaign: CampaignAdd): Promise<Campaign> {
  return request<Campaign>('/campaigns', { method: 'POST', body: campaign });
}

export function removeCampaign(id: string): Promise<void> {
  return request<void>(`/campaigns/${encodeURIComponent(id)}`, { method: 'DELETE' });
}

/** What a verdict or a campaign can have moved. */
export function refreshTrust(client: QueryClient): void {
  for (const queryKey of [['trust'], ['figures'], ['count']]) void client.invalidateQueries({ queryKey });
}
