import type { Trend } from '../domain/figures.ts';
import { logBetaBinomial, logNegativeBinomial } from './distributions.ts';

const { exp, log, sqrt } = Math;

/** A trend looks at this many weeks, and needs at least 4 of them, 5 texts for a share, and 90 % of the day's texts. */
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
 * mean: Gelman et al., Bayesian Data Analysis, 3rd ed., 2.8 and 3.7), so that eight days are not taken for certain. Arrow when
 * today's mid-p tail lies under half the rate.
 */
export function countTrend(today: number, past: readonly number[], options: Options): Trend {
  const weeks = past.length;
  const sum = past.reduce((total, one) => total + one, 0);
  const usual = weeks === 0 ? null : sum / weeks;
  const withheld = withheldFor(weeks, options);
  if (withheld !== null) return { arrow: null, withheld, usual, weeks };
  const centre = (sum + 0.5) / weeks;
  const models = SIZES.flatMap((size) =>
    grid(log(centre), sqrt((1 / centre + 1 / size) / weeks)).map(({ at, step }): Model => {
      const mean = exp(at);
      const likelihood = past.reduce((total, one) => total + logNegativeBinomial(one, mean, size), 0);
      return {
        logWeight: log(step) + 0.5 * at + likelihood,
        log: logNegativeBinomial(today, mean, size),
        mean,
        before: (count) => (count * (size + mean)) / ((count - 1 + size) * mean),
      };
    }),
  );
  return { arrow: arrowOf(tails(models, today, Number.POSITIVE_INFINITY), options.rate), withheld: null, usual, weeks };
}

/** Share of negative texts on a day against the same weekdays: as `countTrend`, with the beta-binomial. */
export function shareTrend(today: Period, past: readonly Period[], options: Options): Trend {
  const told = past.filter((one) => one.n > 0);
  const n = told.reduce((sum, one) => sum + one.n, 0);
  const k = told.reduce((sum, one) => sum + one.k, 0);
  const usual = n === 0 ? null : k / n;
  const weeks = told.length;
  const withheld = withheldFor(weeks, options) ?? (today.n < MIN_TEXTS ? 'few-texts' : null);
  if (withheld !== null) return { arrow: null, withheld, usual, weeks };
  const centre = (k + 0.5) / (n + 1);
  const models = CORRELATIONS.flatMap((correlation) => {
    const size = 1 / correlation - 1;
    const worth = n / (1 + (n / weeks - 1) * correlation);
    const logit = log(centre / (1 - centre));
    return grid(logit, 1 / sqrt((worth + 1) * centre * (1 - centre))).map(({ at, step }): Model => {
      const share = Math.min(1 - 1e-9, Math.max(1e-9, 1 / (1 + exp(-at))));
      const likelihood = told.reduce((sum, one) => sum + logBetaBinomial(one.k, one.n, { share, correlation }), 0);
      return {
        // Jeffreys for the share on a grid that is even in the logit.
        logWeight: log(step) + 0.5 * log(share * (1 - share)) + likelihood,
        log: logBetaBinomial(today.k, today.n, { share, correlation }),
        mean: share * today.n,
        before: (one) =>
          (one * (today.n - one + (1 - share) * size)) / ((today.n - one + 1) * (one - 1 + share * size)),
      };
    });
  });
  return { arrow: arrowOf(tails(models, today.k, today.n), options.rate), withheld: null, usual, weeks };
}

function withheldFor(weeks: number, { complete }: Options): Trend['withheld'] {
  if (weeks < MIN_WEEKS) return 'short-history';
  return complete !== null && complete < MIN_IN ? 'too-fresh' : null;
}

/** Size of the negative binomial: variance = mean + mean^2 / size. The last is as good as Poisson. */
const SIZES = [0.5, 0.8, 1.3, 2, 3.2, 5, 8, 13, 20, 32, 50, 80, 130, 300, 1000, 10_000];
/** Intra-day correlation of the beta-binomial. */
const CORRELATIONS = [0.0005, 0.002, 0.005, 0.01, 0.02, 0.035, 0.06, 0.1, 0.16, 0.25];
/** The grid reaches five standard deviations to each side. */
const GRID_POINTS = 31;
const GRID_REACH = 5;

function grid(centre: number, deviation: number): readonly { readonly at: number; readonly step: number }[] {
  const step = (2 * GRID_REACH * deviation) / (GRID_POINTS - 1);
  return Array.from({ length: GRID_POINTS }, (_, at) => ({ at: centre + (at - (GRID_POINTS - 1) / 2) * step, step }));
}

interface Model {
  readonly logWeight: number;
  /** log P(today's count). */
  readonly log: number;
  readonly mean: number;
  /** P(count - 1) / P(count). */
  before(count: number): number;
}

interface Tails {
  readonly below: number;
  readonly above: number;
}

/** Mid-p tails of the weighted models: the probability of less (more) than `count`, and half of the same. */
function tails(models: readonly Model[], count: number, most: number): Tails {
  const best = models.reduce((max, one) => Math.max(max, one.logWeight), Number.NEGATIVE_INFINITY);
  const likely = models.filter((one) => one.logWeight > best - 20);
  const total = likely.reduce((sum, one) => sum + exp(one.logWeight - best), 0);
  let below = 0;
  for (const model of likely) {
    const weight = exp(model.logWeight - best) / total;
    const here = exp(model.log);
    // Away from the hump the terms fall, so the sum is short and nothing is lost where `here` is next to nothing.
    const under = count < model.mean ? lower(model, count, here) : 1 - here - upper(model, count, { here, most });
    below += weight * (under + here / 2);
  }
  return { below, above: 1 - below };
}

const NEGLIGIBLE = 1e-10;

function lower(model: Model, count: number, here: number): number {
  let [term, sum] = [here, 0];
  for (let one = count; one > 0 && term > NEGLIGIBLE; one--) {
    term *= model.before(one);
    sum += term;
  }
  return sum;
}

function upper(model: Model, count: number, { here, most }: { here: number; most: number }): number {
  let [term, sum] = [here, 0];
  for (let one = count + 1; one <= most && term > NEGLIGIBLE; one++) {
    term /= model.before(one);
    sum += term;
  }
  return sum;
}

function arrowOf({ below, above }: Tails, rate: number): Trend['arrow'] {
  if (above < rate / 2) return 'up';
  return below < rate / 2 ? 'down' : null;
}
