import type { Drift } from '../../domain/report-card.ts';
import type { ShareFigure } from '../../domain/share-figure.ts';
import { twoSided } from '../normal.ts';
import { scoreZ } from '../score-test.ts';
import type { AuditedText } from './audited.ts';
import { isAgreed, shareAmong } from './quality.ts';

/** A month with fewer audited texts is shown and not tested. */
const MIN_TEXTS = 30;
const ALPHA = 0.05;

/**
 * Agreement month by month, and whether it drifts: a steady change (P. Armitage's test for trend in shares, Biometrics 11, 1955) or a
 * break in the last month (score test against all before), both on effective n. As there are two looks, the smaller p is doubled
 * (Bonferroni).
 */
export function driftOf(texts: readonly AuditedText[]): Drift {
  const dated = texts.filter((text) => text.month !== '');
  const months = [...Map.groupBy(dated, (text) => text.month)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, list]) => ({ month, list, agreement: shareAmong(list, isAgreed) }));
  const told = months.filter((one) => one.list.length >= MIN_TEXTS);
  const shown = months.map(({ month, agreement }) => ({ month, agreement }));
  const last = told.at(-1);
  if (last === undefined || told.length < 2) return { months: shown, direction: 'withheld', p: null };
  const before = shareAmong(
    told.slice(0, -1).flatMap((one) => one.list),
    isAgreed,
  );
  const looks = [trendZ(told), scoreZ(sampleOf(last.agreement), sampleOf(before))];
  const z = looks.reduce((most, one) => (Math.abs(one) > Math.abs(most) ? one : most));
  const p = Math.min(1, 2 * twoSided(z));
  const changed = z < 0 ? ('falling' as const) : ('rising' as const);
  return { months: shown, direction: p < ALPHA ? changed : 'none', p };
}

function sampleOf({ value, nEff }: ShareFigure): { readonly share: number; readonly n: number } {
  return { share: value ?? 0, n: nEff };
}

/** Standardised slope of the share over the calendar: months without texts are gaps, not neighbours. */
function trendZ(months: readonly { readonly month: string; readonly agreement: ShareFigure }[]): number {
  const points = months.map(({ month, agreement }) => {
    const { share, n } = sampleOf(agreement);
    return { at: 12 * Number(month.slice(0, 4)) + Number(month.slice(5, 7)), share, n };
  });
  const sum = (of: (point: (typeof points)[number]) => number): number =>
    points.reduce((total, point) => total + of(point), 0);
  const n = sum((one) => one.n);
  const share = sum((one) => one.n * one.share) / n;
  const middle = sum((one) => one.n * one.at) / n;
  const variance = share * (1 - share) * sum((one) => one.n * (one.at - middle) ** 2);
  return variance > 0 ? sum((one) => one.n * (one.share - share) * (one.at - middle)) / Math.sqrt(variance) : 0;
}
