import type { UnusualReason } from '../../domain/unusual.ts';
import type { EvidenceWeights } from './types.ts';

/** A review on which a person has spoken, with the reasons that the detector had given. */
export interface Judged {
  readonly reasons: readonly UnusualReason[];
  readonly verdict: 'unusual' | 'genuine' | 'not-sure';
}

/** What people's verdicts changed. */
export interface ReweighReport {
  /** Verdicts that count: `not-sure` is left out. */
  readonly judged: number;
  readonly unusual: number;
  readonly genuine: number;
  /** Reasons whose weight moved, the farthest first. */
  readonly moved: readonly {
    readonly code: string;
    /** Reviews with this reason that people called unusual and genuine. */
    readonly unusual: number;
    readonly genuine: number;
    /** Factor of its weight; 1 as shipped. */
    readonly factor: number;
  }[];
}

/** How many verdicts the shipped weight of a reason is worth: with as many of people's own the factor has gone half the way. */
const SHIPPED = 8;
/** No installation makes a reason weigh nothing, or more than one and a half times. */
const LEAST = 0.25;
const MOST = 1.5;

/**
 * From people's verdicts: how far each reason is to be trusted in this installation. A reason that people agree with gains up to
 * half its weight, one that they contradict loses up to three quarters; few verdicts move little (shrunk to the shipped weight).
 */
export function reweigh(judged: readonly Judged[]): {
  readonly weights: EvidenceWeights;
  readonly report: ReweighReport;
} {
  const counts = new Map<string, { unusual: number; genuine: number }>();
  let [unusual, genuine] = [0, 0];
  for (const { reasons, verdict } of judged) {
    if (verdict === 'not-sure') continue;
    if (verdict === 'unusual') unusual += 1;
    else genuine += 1;
    for (const code of new Set(reasons.filter(({ weight }) => weight > 0).map((reason) => reason.code))) {
      const count = counts.get(code) ?? { unusual: 0, genuine: 0 };
      count[verdict] += 1;
      counts.set(code, count);
    }
  }
  const weights: Record<string, number> = {};
  const moved = [...counts].map(([code, count]) => {
    const n = count.unusual + count.genuine;
    // -1 where all say genuine, +1 where all say unusual; `SHIPPED` silent verdicts keep it at 0.
    const lean = (count.unusual - count.genuine) / (n + SHIPPED);
    const factor = lean >= 0 ? 1 + lean * (MOST - 1) : 1 + lean * (1 - LEAST);
    weights[code] = factor;
    return { code, ...count, factor };
  });
  moved.sort((a, b) => Math.abs(b.factor - 1) - Math.abs(a.factor - 1) || (a.code < b.code ? -1 : 1));
  return {
    weights,
    report: { judged: unusual + genuine, unusual, genuine, moved: moved.filter(({ factor }) => factor !== 1) },
  };
}
