import type { Outcome } from '../domain/run.ts';
import type { HealthState } from '../domain/target.ts';

/** Below this probability a gap without new items is not chance (counting.md 17). */
const QUIET_PROBABILITY = 0.01;
/** A rate from fewer items says nothing. */
const QUIET_MIN_ITEMS = 8;

export interface HealthInput {
  readonly outcome: Outcome;
  readonly error: { readonly name: string; readonly message: string } | null;
  /** Says which fields no card had any more, null when none is missing. */
  readonly lost: string | null;
  /** Published instants of the target's own items, in ms, any order. */
  readonly publishedMs: readonly number[];
  readonly nowMs: number;
  /** The site's own counter and how many of the target's items we have, where the site prints one. */
  readonly siteTotal: number | null;
  readonly stored: number;
}

/**
 * What a run's end says about its target. A source that answers but brings nothing for longer than its own rate explains is
 * `quiet`: P(gap) = exp(-rate * gap) < 1 %, rate from its own items; if the site's counter equals ours it is proven quiet and fine.
 */
export function healthAfter(input: HealthInput): { health: HealthState; note: string | null } {
  const { outcome, error } = input;
  if (outcome === 'blocked') return { health: 'blocked', note: error?.message ?? null };
  if (outcome === 'layout-changed') return { health: 'broken', note: error?.message ?? null };
  if (outcome === 'failed') return { health: 'failing', note: error?.message ?? null };
  if (error !== null) return { health: 'failing', note: error.message };
  if (input.lost !== null) return { health: 'broken', note: input.lost };
  if (input.siteTotal !== null && input.siteTotal <= input.stored) return { health: 'ok', note: null };
  const gap = improbableGapMs(input.publishedMs, input.nowMs);
  return gap === null
    ? { health: 'ok', note: null }
    : { health: 'quiet', note: `${Math.floor(gap / 86_400_000)} days without a new text` };
}

function improbableGapMs(publishedMs: readonly number[], nowMs: number): number | null {
  if (publishedMs.length < QUIET_MIN_ITEMS) return null;
  const newest = publishedMs.reduce((max, one) => Math.max(max, one), Number.NEGATIVE_INFINITY);
  const oldest = publishedMs.reduce((min, one) => Math.min(min, one), Number.POSITIVE_INFINITY);
  const gapMs = nowMs - newest;
  if (newest <= oldest || gapMs <= 0) return null;
  const ratePerMs = (publishedMs.length - 1) / (newest - oldest);
  return Math.exp(-ratePerMs * gapMs) < QUIET_PROBABILITY ? gapMs : null;
}
