import type { CorrectedShare } from '../../domain/theme-figures.ts';
import { Z95 } from '../intervals.ts';

/** From so many audited texts a side on, figures are also given after model error (counting rules 18). */
export const MIN_AUDITED = 50;

/** One audited text: whether it is in the share as a person and as the model says. */
export interface Checked {
  readonly person: boolean;
  readonly model: boolean;
  /** Probability (0 < p <= 1) with which it was drawn. */
  readonly inclusion: number;
  readonly stratum: string;
}

/** The share that the shown labels make. */
export interface ModelShare {
  readonly value: number;
  readonly nEff: number;
  /** Part (0..1) of the texts that show a model's label; the others show a person's, which is not in error. */
  readonly modelled: number;
}

/** Point estimate, and where the interval lies: `centre` +- z * `error`. */
export interface Estimate {
  readonly value: number;
  readonly centre: number;
  readonly error: number;
}

/**
 * Prediction-powered inference (A. Angelopoulos, S. Bates, C. Fannjiang, M. Jordan, T. Zrnic, Science 382, 2023): the model's share plus
 * the mean of (person minus model) over audited texts, each weighted by 1 / its probability; the two variances are added. That of the
 * mean is taken inside strata (linearised; strata with one text are put together: W. Cochran, Sampling Techniques, 1977, 5A.12).
 * As in D. Bonett and R. Price's interval for paired shares (J. Educational and Behavioral Statistics 37, 2012), one made-up error of
 * each kind stands in the interval, so that fifty texts without an error do not prove that there is none. Null under 50 texts.
 */
export function correctedShare(model: ModelShare, audited: readonly Checked[]): Estimate | null {
  if (audited.length < MIN_AUDITED) return null;
  const weighted = audited.map(({ person, model: said, inclusion, stratum }) => ({
    weight: 1 / inclusion,
    error: Number(person) - Number(said),
    stratum,
  }));
  const whole = weighted.reduce((sum, one) => sum + one.weight, 0);
  const errors = weighted.reduce((sum, one) => sum + one.weight * one.error, 0);
  const madeUp = whole / audited.length;
  const mean = errors / (whole + 2 * madeUp);
  const residuals = weighted.map((one) => ({ value: one.weight * (one.error - mean), stratum: one.stratum }));
  const variance = (withinStrata(residuals) + 2 * madeUp ** 2) / (whole + 2 * madeUp) ** 2;
  const { value, nEff, modelled } = model;
  return {
    value: value + (modelled * errors) / whole,
    centre: value + modelled * mean,
    error: Math.sqrt((value * (1 - value)) / nEff + modelled ** 2 * variance),
  };
}

/** The share that people found, without the model: the classical estimate, with the same care. Null under 50 texts. */
export function auditedShare(audited: readonly Omit<Checked, 'model'>[]): Estimate | null {
  const without = audited.map((one) => ({ ...one, model: false }));
  return correctedShare({ value: 0, nEff: 1, modelled: 1 }, without);
}

/** Variance of a sum over strata that were drawn from apart. */
function withinStrata(list: readonly { readonly value: number; readonly stratum: string }[]): number {
  const strata = Map.groupBy(list, (one) => one.stratum);
  const single = [...strata.values()].filter((one) => one.length === 1).flat();
  const parts = [...[...strata.values()].filter((one) => one.length > 1), single];
  return parts.reduce((sum, part) => sum + varianceOfSum(part.map((one) => one.value)), 0);
}

/** Of values drawn independently; one alone says its own size. */
function varianceOfSum(values: readonly number[]): number {
  const n = values.length;
  if (n < 2) return (values[0] ?? 0) ** 2;
  const mean = values.reduce((sum, one) => sum + one, 0) / n;
  return (n / (n - 1)) * values.reduce((sum, one) => sum + (one - mean) ** 2, 0);
}

/** `a - b` of two independent estimates. */
export function differenceOfEstimates(a: Estimate, b: Estimate): Estimate {
  return { value: a.value - b.value, centre: a.centre - b.centre, error: Math.hypot(a.error, b.error) };
}

/** An estimate with its interval, on a scale of `least`..1. */
export function intervalOf({ value, centre, error }: Estimate, z: number = Z95, least = 0): CorrectedShare {
  const within = (one: number): number => Math.min(1, Math.max(least, one));
  return { value: within(value), low: within(centre - z * error), high: within(centre + z * error) };
}
