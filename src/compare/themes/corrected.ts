import type { ThemeRow } from '../../domain/theme-figures.ts';
import { type AuditedSides, names, type ThemedText, withThemes } from '../audit/audited.ts';
import { correctedShare, differenceOfEstimates, type Estimate, intervalOf } from '../audit/model-error.ts';
import { Selector } from '../false-discovery.ts';
import type { Counted } from './counted.ts';
import { type Pair, verdictOf } from './verdicts.ts';

/** A theme that was compared. */
export interface Compared extends Pair {
  readonly theme: string;
  readonly byLength: readonly Pair[];
}

/**
 * The same tests after model error: differences of prediction-powered estimates, selected among themselves. Empty where a side has too
 * few audited texts with themes. By theme.
 */
export function correctedThemes(
  compared: readonly Compared[],
  audited: AuditedSides,
  minDifference: number,
): ReadonlyMap<string, NonNullable<ThemeRow['corrected']>> {
  const told = { public: withThemes(audited.public), direct: withThemes(audited.direct) };
  const estimates = compared.flatMap((one) => {
    const open = estimateOf(one.theme, one.public, told.public);
    const direct = estimateOf(one.theme, one.direct, told.direct);
    if (open === null || direct === null) return [];
    return [{ ...one, estimate: { open, direct, difference: differenceOfEstimates(open, direct) } }];
  });
  const zOf = ({ centre, error }: Estimate): number => (error > 0 ? Math.abs(centre) / error : 0);
  const { z } = new Selector().select(estimates.map((one) => zOf(one.estimate.difference)));
  return new Map(
    estimates.map(({ theme, estimate, byLength }) => {
      const difference = intervalOf(estimate.difference, z, -1);
      const selected = zOf(estimate.difference) >= z;
      const verdict = verdictOf({ ...difference, selected, byLength }, minDifference);
      return [theme, { public: intervalOf(estimate.open), direct: intervalOf(estimate.direct), difference, verdict }];
    }),
  );
}

function estimateOf(theme: string, { k, n, nEff }: Counted, audited: readonly ThemedText[]): Estimate | null {
  const checked = audited.map(({ person, model, inclusion, stratum }) => ({
    person: names(person.themes, theme, true),
    model: names(model.themes, theme, true),
    inclusion,
    stratum,
  }));
  return correctedShare({ value: k / n, nEff, modelled: 1 }, checked);
}
