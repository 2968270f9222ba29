import type { Trend } from '../domain/figures.ts';
import { logBetaBinomial, logNegativeBinomial } from './distributions.ts';

/** A trend needs at least this many of the 8 weeks, this many texts for a share, and 90 % of the day's texts. */
export const TREND_WEEKS = 8;
const MIN_WEEKS = 4;
const MIN_TEXTS = 5;
const MIN_IN = 0.9;
/** Days with a mail in a month. */
const MAILS_PER_MONTH = 365 / 12;

/**
 * Probability with which one arrow may be told by chance, so that a reader who gets `arrowsPerMail` of them every day meets
 * about one false one a month.
 */
export function falseAlarmRate(arrowsPerMail: number): number {
  return 1 / (MAILS_PER_MONTH * arrowsPerMail);
}

export interface Period {
  readonly n: number;
  readonly k: number;
}

interface Options {
  /** Two-sided probability of a false arrow; see `falseAlarmRate`. */
  readonly rate: number;
  /** Part (0..1) of the day's texts that are in by now; null when not known. */
  readonly complete: number | null;
}

/**
 * Number of texts on a day against the same weekdays of the last 8 weeks. Predictive distribution: negative binomial, averaged
 * over mean and dispersion with the weights that the past weeks give them (grid; prior flat in log dispersion, Jeffreys for the
 * mean: Gelman et al., Bayesian Data Analysis, 3rd ed., 2.8 and 3.7), so that eight days are not taken for certain. Arrow when today's
 * mid-p tail lies under half the rate.
 */
export function countTrend(today: number, past: readonly number[], options: Options): Trend {
  const weeks = past.length;
  const usual = weeks === 0 ? null : past.reduce((sum, one) => sum + one, 0) / weeks;
  const withheld = withheldFor(weeks, options);
  if (withheld !== null) return { arrow: null, withheld, usual, weeks };
  const highest = 4 * (Math.max(today, ...past) + 2);
  const means = logGrid(0.02, highest, 90);
  const models = means.flatMap((mean) =>
    DISPERSIONS.map((dispersion) => ({
      logWeight: 0.5 * Math.log(mean) + past.reduce((sum, one) => sum + logNegativeBinomial(one, mean, dispersion), 0),
      log: logNegativeBinomial(today, mean, dispersion),
      before: (count: number) => (count * (dispersion + mean)) / ((count - 1 + dispersion) * mean),
    })),
  );
  return { arrow: arrowOf(tails(models, today), options.rate), withheld: null, usual, weeks };
}

/** Share of negative texts on a day against the same weekdays: as `countTrend`, with the beta-binomial. */
export function shareTrend(today: Period, past: readonly Period[], options: Options): Trend {
  const told = past.filter((one) => one.n > 0);
  const n = told.reduce((sum, one) => sum + one.n, 0);
  const usual = n === 0 ? null : told.reduce((sum, one) => sum + one.k, 0) / n;
  const weeks = told.length;
  const withheld = withheldFor(weeks, options) ?? (today.n < MIN_TEXTS ? 'few-texts' : null);
  if (withheld !== null) return { arrow: null, withheld, usual, weeks };
  const models = SHARES.flatMap((share) =>
    CORRELATIONS.map((correlation) => ({
      // Jeffreys on a grid that is even in the logit.
      logWeight:
        0.5 * Math.log(share * (1 - share)) +
        told.reduce((sum, one) => sum + logBetaBinomial(one.k, one.n, { share, correlation }), 0),
      log: logBetaBinomial(today.k, today.n, { share, correlation }),
      before: (k: number) => {
        const size = 1 / correlation - 1;
        return (k * (today.n - k + (1 - share) * size)) / ((today.n - k + 1) * (k - 1 + share * size));
      },
    })),
  );
  return { arrow: arrowOf(tails(models, today.k), options.rate), withheld: null, usual, weeks };
}

function withheldFor(weeks: number, { complete }: Options): Trend['withheld'] {
  if (weeks < MIN_WEEKS) return 'short-history';
  return complete !== null && complete < MIN_IN ? 'too-fresh' : null;
}

/** Size of the negative binomial: variance = mean + mean^2 / size. The last is as good as Poisson. */
const DISPERSIONS = [0.5, 0.8, 1.3, 2, 3.2, 5, 8, 13, 20, 32, 50, 80, 130, 300, 1000, 10_000];
/** Intra-day correlation of the beta-binomial. */
const CORRELATIONS = [0.0005, 0.002, 0.005, 0.01, 0.02, 0.035, 0.06, 0.1, 0.16, 0.25];
const SHARES = Array.from({ length: 80 }, (_, at) => 1 / (1 + Math.exp(-(-6.5 + (13 * at) / 79))));

function logGrid(from: number, to: number, points: number): readonly number[] {
  const step = Math.log(to / from) / (points - 1);
  return Array.from({ length: points }, (_, at) => from * Math.exp(step * at));
}

interface Model {
  readonly logWeight: number;
  /** log P(today's count). */
  readonly log: number;
  /** P(count - 1) / P(count). */
  before(count: number): number;
}

interface Tails {
  readonly below: number;
  readonly above: number;
}

/** Mid-p tails of the weighted models: the probability of less (more) than `count`, and half of the same. */
function tails(models: readonly Model[], count: number): Tails {
  const best = models.reduce((max, one) => Math.max(max, one.logWeight), Number.NEGATIVE_INFINITY);
  const likely = models.filter((one) => one.logWeight > best - 25);
  const total = likely.reduce((sum, one) => sum + Math.exp(one.logWeight - best), 0);
  let under = 0;
  let same = 0;
  for (const model of likely) {
    const weight = Math.exp(model.logWeight - best) / total;
    const here = Math.exp(model.log);
    same += weight * here;
    under += weight * Math.min(1, belowOf(model, count, here));
  }
  return { below: under + same / 2, above: 1 - under - same / 2 };
}

/** Sum of the probabilities of fewer, downwards from today's; what lies far below the hump adds nothing. */
function belowOf(model: Model, count: number, here: number): number {
  let term = here;
  let sum = 0;
  for (let one = count; one > 0; one--) {
    const ratio = model.before(one);
    term *= ratio;
    sum += term;
    if (ratio < 1 && term < 1e-12) break;
  }
  return sum;
}

function arrowOf({ below, above }: Tails, rate: number): Trend['arrow'] {
  if (above < rate / 2) return 'up';
  return below < rate / 2 ? 'down' : null;
}
