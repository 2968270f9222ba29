import { useQuery } from '@tanstack/react-query';
import type { AuditSaid, Audits, AuditsDrawn, AuditText } from '../../api/wire-audits.ts';
import type { BrandReportCard, Quality, ReportCard } from '../../domain/report-card.ts';
import { request } from './client.ts';

/** Calls of the audit: texts drawn at random, what people say of them, and what comes out of it. */

export type { AuditSaid, Audits, AuditText, BrandReportCard, Quality, ReportCard };

/** More than anybody reads at a sitting; the API gives no more at once. */
const FETCHED = '100';

const answerPath = (id: string) => `/audits/${encodeURIComponent(id)}/answer`;

/** Texts that wait. They are fetched again only when somebody asks: what is being read must not move. */
export function useAudits(brand: string) {
  return useQuery({
    queryKey: ['audits', brand],
    queryFn: ({ signal }) => request<Audits>(`/audits?${new URLSearchParams({ brand, limit: FETCHED })}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnReconnect: false,
  });
}

export function sendAnswer(id: string, body: AuditSaid): Promise<AuditText> {
  return request<AuditText>(answerPath(id), { method: 'POST', body });
}

export function takeBackAnswer(id: string): Promise<AuditText> {
  return request<AuditText>(answerPath(id), { method: 'DELETE' });
}

export function drawAudits(brand: string, size: number): Promise<AuditsDrawn> {
  return request<AuditsDrawn>('/audits/draw', { method: 'POST', body: { brand, size } });
}

export function useReportCard(brand: string) {
  return useQuery({
    queryKey: ['report-card', brand],
    queryFn: ({ signal }) => request<BrandReportCard>(`/report-card?${new URLSearchParams({ brand })}`, { signal }),
  });
}
