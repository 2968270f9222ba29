import type { Comparison, ComparisonNote, ShareFigure, Verdict } from '../domain/comparison.ts';
import { newcombe } from './intervals.ts';

/** A difference that is told has at least this many points. */
export const MIN_DIFFERENCE = 0.03;
/** "About the same": the whole interval lies within this many points of zero. */
export const SAME_WITHIN = 0.05;
/** Fewer effective texts on a side, or fewer negative texts in all, are too few. */
export const MIN_EFFECTIVE = 30;
export const MIN_MENTIONS = 5;
/**
 * Answers to a question that asks for faults or for praise, as a part of all: up to this part they cannot move the share by more
 * than the margin of "about the same", beyond it there is no verdict.
 */
export const MAX_PROMPTED = SAME_WITHIN;

type Difference = Comparison['difference'];

const NO_DIFFERENCE: Difference = { value: null, low: null, high: null };

/** Public minus direct. Nulls where a side has no texts. */
export function differenceOf(open: ShareFigure, direct: ShareFigure): Difference {
  if (open.n === 0 || direct.n === 0) return NO_DIFFERENCE;
  return newcombe(
    { value: open.value!, low: open.low!, high: open.high! },
    { value: direct.value!, low: direct.low!, high: direct.high! },
  );
}

/** Texts of one length on both sides. */
export interface Stratum {
  readonly public: ShareFigure;
  readonly direct: ShareFigure;
}

export interface GapInput {
  readonly public: ShareFigure;
  readonly direct: ShareFigure;
  /** The texts of a side come from too few authors, threads or weeks. */
  readonly fewClusters: { readonly public: boolean; readonly direct: boolean };
  /** Parts (0..1) of the direct texts that answer a question of that kind. */
  readonly prompted: { readonly faults: number; readonly praise: number };
  readonly byLength: readonly Stratum[];
  /** Smallest difference that is told; default 3 points. */
  readonly minDifference?: number;
}

export interface Gap {
  readonly difference: Difference;
  readonly verdict: Verdict;
  readonly notes: readonly ComparisonNote[];
}

/** The verdict on two negative shares, in the order: not comparable, too few, more, about the same, not clear. */
export function gapOf(input: GapInput): Gap {
  const difference = differenceOf(input.public, input.direct);
  const notes: ComparisonNote[] = [];
  const { faults, praise } = input.prompted;
  if (faults + praise > MAX_PROMPTED) {
    if (faults > 0) notes.push('asks-faults');
    if (praise > 0) notes.push('asks-praise');
  }
  if (input.fewClusters.public && input.public.n > 0) notes.push('few-clusters-public');
  if (input.fewClusters.direct && input.direct.n > 0) notes.push('few-clusters-direct');
  const verdict = verdictOf(input, difference, notes);
  if (isDirected(verdict) && flips(input.byLength, difference)) {
    return { difference, verdict: 'no-clear-difference', notes: [...notes, 'depends-on-length', 'before-model-error'] };
  }
  return {
    difference,
    verdict,
    notes: isDirected(verdict) || verdict === 'about-the-same' ? [...notes, 'before-model-error'] : notes,
  };
}

function verdictOf(input: GapInput, difference: Difference, notes: readonly ComparisonNote[]): Verdict {
  const { value, low, high } = difference;
  if (value === null || low === null || high === null) return 'too-few';
  if (input.prompted.faults + input.prompted.praise > MAX_PROMPTED) return 'not-comparable';
  const few =
    Math.min(input.public.nEff, input.direct.nEff) < MIN_EFFECTIVE ||
    input.public.k + input.direct.k < MIN_MENTIONS ||
    notes.some((note) => note.startsWith('few-clusters'));
  if (few) return 'too-few';
  if ((low > 0 || high < 0) && Math.abs(value) >= (input.minDifference ?? MIN_DIFFERENCE))
    return value > 0 ? 'more-in-public' : 'more-in-surveys';
  return low >= -SAME_WITHIN && high <= SAME_WITHIN ? 'about-the-same' : 'no-clear-difference';
}

function isDirected(verdict: Verdict): boolean {
  return verdict === 'more-in-public' || verdict === 'more-in-surveys';
}

/** Whether texts of one length, where there are enough of them, stand the other way round than all together. */
function flips(strata: readonly Stratum[], overall: Difference): boolean {
  return strata.some(({ public: open, direct }) => {
    if (Math.min(open.nEff, direct.nEff) < MIN_EFFECTIVE) return false;
    const { value } = differenceOf(open, direct);
    return value !== null && value * (overall.value ?? 0) < 0;
  });
}
