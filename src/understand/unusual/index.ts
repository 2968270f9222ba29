import type { Unusual } from '../../domain/unusual.ts';
import { burstsOf } from './bursts.ts';
import { findAll } from './find.ts';
import type { Burst, UnusualContext, UnusualInput } from './types.ts';
import { weigh } from './weigh.ts';

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
export const UNUSUAL_VERSION = 'unusual-5';

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
export function weighUnusual(reviews: readonly UnusualInput[], context: UnusualContext): Weighed {
  const { found, waves } = findAll(reviews, context);
  const results = new Map(found.map((one) => [one.row.input.key, weigh(one, context.weights)] as const));
  return { results, bursts: burstsOf(waves.all, results) };
}
