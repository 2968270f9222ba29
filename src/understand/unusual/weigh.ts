import type { Unusual, UnusualLevel, UnusualReason } from '../../domain/unusual.ts';
import { CAPS, MEANING, REASON_CODES, type ReasonCode } from './codes.ts';
import { type Found, SIGNS, type Sign, signsOf } from './evidence.ts';
import { evidenceOf } from './reasons.ts';
import type { EvidenceWeights } from './types.ts';
import { LEARNED } from './weights.ts';

/** Reasons that weigh less are not told. */
const TOLD = 0.25;
/** So many reasons are kept, the strongest first. */
const MOST_REASONS = 8;
/** Codes of waves: what a campaign of the brand's own explains. */
const OF_WAVES: ReadonlySet<ReasonCode> = new Set(['praise-burst', 'after-complaints', 'honest-wave']);

/** Log-odds by reason: the learned weights times the signs, times the installation's factor, each reason capped. */
export function logOddsOf(
  found: Found,
  factors: EvidenceWeights,
): { readonly base: number; readonly byCode: ReadonlyMap<ReasonCode, number> } {
  const signs = signsOf(found);
  const byCode = new Map<ReasonCode, number>();
  let base = LEARNED.bias;
  for (const name of SIGNS) {
    const x = signs[name] ?? 0;
    if (x === 0) continue;
    const adds = x * weightOf(name);
    const { code } = MEANING[name];
    if (code === null) base += adds;
    else byCode.set(code, (byCode.get(code) ?? 0) + adds);
  }
  // What makes a wave look honest takes away what the wave gave, not more.
  const honest = byCode.get('honest-wave');
  if (honest !== undefined) {
    const given = ['praise-burst', 'after-complaints', 'blame-burst'].reduce(
      (sum, code) => sum + (byCode.get(code as ReasonCode) ?? 0),
      0,
    );
    byCode.set('honest-wave', -Math.min(-honest, given));
  }
  for (const [code, adds] of byCode) {
    const factor = adds > 0 ? (factors[code] ?? 1) : 1;
    byCode.set(code, Math.min(adds * factor, CAPS[code] ?? Number.POSITIVE_INFINITY));
  }
  if (found.wave?.campaign != null) {
    let explained = 0;
    for (const code of OF_WAVES) explained += byCode.get(code) ?? 0;
    if (explained > 0) byCode.set('own-campaign', -explained);
  }
  return { base, byCode };
}

function weightOf(name: Sign): number {
  return LEARNED.weights[name] ?? 0;
}

/** Probability from log-odds, as calibrated on simulated markets that taught nothing (Platt 1999). */
export function calibrated(logOdds: number): number {
  const { slope, shift } = LEARNED.calibration;
  return 1 / (1 + Math.exp(-(slope * logOdds + shift)));
}

function levelOf(logOdds: number, hasReward: boolean): UnusualLevel {
  if (hasReward) return 'rewarded';
  const { likely, look } = LEARNED.thresholds;
  return logOdds >= likely ? 'likely-paid' : logOdds >= look ? 'worth-a-look' : 'none';
}

const round = (x: number, digits: number): number => Number(x.toFixed(digits));

/** The answer for one review. A person's verdict wins; the reasons stay, so that it can be seen what was overruled. */
export function weigh(found: Found, factors: EvidenceWeights): Unusual {
  const { base, byCode } = logOddsOf(found, factors);
  const logOdds = [...byCode.values()].reduce((sum, adds) => sum + adds, base);
  const reasons = REASON_CODES.flatMap((code): UnusualReason[] => {
    const weight = byCode.get(code) ?? 0;
    return Math.abs(weight) < TOLD ? [] : [{ code, ...evidenceOf(code, found), weight: round(weight, 2) }];
  });
  reasons.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const { verdict } = found.row.input;
  const level = levelOf(logOdds, found.row.signs.reward !== null);
  const kept = reasons.slice(0, MOST_REASONS);
  if (verdict === 'genuine') return { score: 0, level: 'none', reasons: kept };
  if (verdict === 'unusual')
    return { score: 1, level: level === 'rewarded' ? 'rewarded' : 'likely-paid', reasons: kept };
  return { score: round(calibrated(logOdds), 4), level, reasons: kept };
}
