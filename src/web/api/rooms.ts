import { keepPreviousData, type QueryClient, useQuery } from '@tanstack/react-query';
import type { Comparison, DigestPreview, ShownSubscription, Subscriptions } from '../../api/wire-loop.ts';
import type { Delivery } from '../../domain/digest.ts';
import { request } from './client.ts';

/** Questions of the pages compare, digest and import. */

export type {
  Comparison,
  DigestPreview,
  ImportDone,
  ImportFile,
  ImportPreview,
  SubscriptionAdd,
  SubscriptionChange,
  Subscriptions,
  SurveyMapping,
} from '../../api/wire-loop.ts';
export type { ComparisonRow, Counts, FigureTexts, ScoreFigure, ShareFigure } from '../../domain/comparison.ts';
export type { Delivery } from '../../domain/digest.ts';

/** The address is null to readers. */
export type Subscription = ShownSubscription;
export type Score = Comparison['scores'][number];
export type Side = 'public' | 'direct';
export type SideFigures = Comparison['public'];

/** `copies`: each copy of an opinion is counted; else one for all of them. */
export function useComparison(
  brand: string,
  { from, to, copies = false }: { readonly from: string; readonly to: string; readonly copies?: boolean },
) {
  const query = new URLSearchParams({ brand, from, to, ...(copies ? { copies: 'all' } : {}) }).toString();
  return useQuery({
    queryKey: ['comparison', query],
    queryFn: ({ signal }) => request<Comparison>(`/comparison?${query}`, { signal }),
    placeholderData: keepPreviousData,
  });
}

export function useSubscriptions(brand: string) {
  return useQuery({
    queryKey: ['subscriptions', brand],
    queryFn: ({ signal }) => request<Subscriptions>(`/subscriptions?${new URLSearchParams({ brand })}`, { signal }),
    select: (answer): readonly Subscription[] => answer.data,
  });
}

export function useDeliveries(subscriptionId: string, enabled: boolean) {
  return useQuery({
    queryKey: ['deliveries', subscriptionId],
    enabled,
    queryFn: ({ signal }) =>
      request<{ readonly data: readonly Delivery[] }>(
        `/subscriptions/${encodeURIComponent(subscriptionId)}/deliveries`,
        { signal },
      ),
    select: (answer) => answer.data,
  });
}

export function useDigestPreview(brand: string, language: Subscription['language']) {
  return useQuery({
    queryKey: ['digest', brand, language],
    queryFn: ({ signal }) =>
      request<DigestPreview>(`/digest/preview?${new URLSearchParams({ brand, language })}`, { signal }),
  });
}

export function refreshSubscriptions(client: QueryClient): void {
  for (const queryKey of [['subscriptions'], ['deliveries']]) void client.invalidateQueries({ queryKey });
}
