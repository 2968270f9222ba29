import type { Comparison, ShareFigure, Verdict } from '../../domain/comparison.ts';
import { type Gap, MIN_DIFFERENCE, SAME_WITHIN } from '../gap.ts';
import { Z95 } from '../intervals.ts';
import type { AuditedSides, AuditedText } from './audited.ts';
import { correctedShare, differenceOfEstimates, type Estimate, intervalOf } from './model-error.ts';

interface Input {
  readonly public: ShareFigure;
  readonly direct: ShareFigure;
  /** The verdict before model error. */
  readonly gap: Gap;
  readonly audited: AuditedSides;
  readonly minDifference?: number | undefined;
}

/** Negative shares, their difference and the verdict after model error; null under 50 audited texts on a side. */
export function correctedGap(input: Input): Comparison['corrected'] {
  const open = estimateOf(input.public, input.audited.public);
  const direct = estimateOf(input.direct, input.audited.direct);
  if (open === null || direct === null) return null;
  const difference = intervalOf(differenceOfEstimates(open, direct), Z95, -1);
  return {
    public: intervalOf(open),
    direct: intervalOf(direct),
    difference,
    verdict: verdictOf(difference, input.gap, input.minDifference ?? MIN_DIFFERENCE),
  };
}

/** What stands in the way of any verdict stands in the way of this one. */
function verdictOf({ value, low, high }: Record<'value' | 'low' | 'high', number>, gap: Gap, least: number): Verdict {
  if (gap.verdict === 'too-few' || gap.verdict === 'not-comparable') return gap.verdict;
  if ((low > 0 || high < 0) && Math.abs(value) >= least) {
    if (gap.notes.includes('depends-on-length')) return 'no-clear-difference';
    return value > 0 ? 'more-in-public' : 'more-in-surveys';
  }
  return low >= -SAME_WITHIN && high <= SAME_WITHIN ? 'about-the-same' : 'no-clear-difference';
}

function estimateOf({ value, n, nEff, corrected }: ShareFigure, audited: readonly AuditedText[]): Estimate | null {
  if (value === null) return null;
  const checked = audited.map(({ person, model, inclusion, stratum }) => ({
    person: person.sentiment === 'negative',
    model: model.sentiment === 'negative',
    inclusion,
    stratum,
  }));
  return correctedShare({ value, nEff, modelled: 1 - (corrected?.n ?? 0) / n }, checked);
}
