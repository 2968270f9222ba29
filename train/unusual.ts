import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { MEANING } from '../src/understand/unusual/codes.ts';
import { type Found, SIGNS, signsOf } from '../src/understand/unusual/evidence.ts';
import { findAll } from '../src/understand/unusual/find.ts';
import { NO_CONTEXT } from '../src/understand/unusual/types.ts';
import { logOddsOf } from '../src/understand/unusual/weigh.ts';
import { LEARNED, type Learned } from '../src/understand/unusual/weights.ts';
import { random } from './random.ts';
import { type Example, fitLogistic } from './unusual/logistic.ts';
import { simulate } from './unusual/simulate.ts';
import type { Simulated } from './unusual/world.ts';

/** Markets of each language that teach, and that judge. */
const TEACHING = 6;
const JUDGING = 3;
const RIDGE = 5;
/** Honest groups that are easily taken for paid ones teach more often than they come. */
const HARD = new Map([
  ['launch', 3],
  ['mailing', 3],
  ['incident', 3],
  ['bait', 2],
  ['prolific', 2],
]);
/** By hand: other brands of an installation are none of a simulated market, and nobody doubts a word hidden from filters. */
const BY_HAND = { otherBrands: 2.5, hidden: 0.7, family: 1, young: 0.5 };
/**
 * Two texts alike are one person on two sites as soon as a payer's hand, a case that simulated markets know little of: what one partner
 * tells is bounded, what it would tell beyond that it takes three to tell.
 */
const PAIR = 1.5;
/** Honest reviews that may come so far: one in a hundred, and less than the one in twenty that is allowed, as other markets are other. */
const LIKELY = 0.01;
const LOOK = 0.04;
/**
 * Real reviews differ from simulated ones in ways that nobody simulated. Calibration and levels therefore see log-odds with as much noise
 * added (standard deviation), which makes them more careful.
 */
const UNKNOWN = 1.3;

interface Judged {
  readonly found: Found;
  readonly truth: Simulated;
}

function find(worlds: readonly Simulated[][]): Judged[] {
  return worlds.flatMap((world) => {
    const truth = new Map(world.map((one) => [one.input.key, one]));
    return findAll(
      world.map(({ input }) => input),
      NO_CONTEXT,
    )
      .found.map((found) => ({ found, truth: truth.get(found.row.input.key)! }))
      .filter((one) => one.truth.label !== 'unscored');
  });
}

function examplesOf(judged: readonly Judged[]): Example[] {
  return judged.flatMap(({ found, truth }) => {
    const signs = signsOf(found);
    const at = SIGNS.flatMap((name, i) => ((signs[name] ?? 0) === 0 ? [] : [i]));
    const example: Example = { at, x: at.map((i) => signs[SIGNS[i]!]!), y: truth.label === 'paid' ? 1 : 0 };
    return Array.from({ length: HARD.get(truth.tactic) ?? 1 }, () => example);
  });
}

const round = (x: number): number => Number(x.toFixed(3));

function write(learned: Learned): void {
  const file = path.join(import.meta.dirname, '../src/understand/unusual/weights.ts');
  const lines = Object.entries(learned.weights).map(([name, weight]) => `    ${name}: ${weight},`);
  const { calibration, thresholds, bias } = learned;
  writeFileSync(
    file,
    `// biome-ignore-all lint/suspicious/noApproximativeNumericConstant: a learned figure may be near to any constant.
import type { Sign } from './evidence.ts';

/** Made by \`train/unusual.ts\` from simulated markets: not to be edited by hand. */
export interface Learned {
  /** Log-odds of a review of which nothing is found. */
  readonly bias: number;
  readonly weights: Readonly<Partial<Record<Sign, number>>>;
  /** Log-odds to the calibrated probability's log-odds. */
  readonly calibration: { readonly slope: number; readonly shift: number };
  /** Log-odds that 1 % and 4 % of the honest reviews of the judging markets reach. */
  readonly thresholds: { readonly likely: number; readonly look: number };
}

export const LEARNED: Learned = {
  bias: ${bias},
  weights: {
${lines.join('\n')}
  },
  calibration: { slope: ${calibration.slope}, shift: ${calibration.shift} },
  thresholds: { likely: ${thresholds.likely}, look: ${thresholds.look} },
};
`,
  );
}

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: node train/unusual.ts <data folder>');
const teaching = find(await simulate(folder, TEACHING, false));
const fitted = fitLogistic(
  examplesOf(teaching),
  SIGNS.map((name) => MEANING[name].direction),
  RIDGE,
);
const weights = Object.fromEntries(SIGNS.map((name, i) => [name, round(fitted.weights[i]!)]));
Object.assign(weights, BY_HAND);
const pair = weights.kinOne ?? 0;
weights.kinOne = Math.min(pair, PAIR);
weights.kinThree = round((weights.kinThree ?? 0) + pair - weights.kinOne);
const learned = { ...LEARNED, bias: round(fitted.bias), weights };
Object.assign(LEARNED, learned);
const noise = random(99);
const jitter = (): number => UNKNOWN * Math.sqrt(-2 * Math.log(1 - noise())) * Math.cos(2 * Math.PI * noise());
const judging = find(await simulate(folder, JUDGING, true));
const scored = judging.map(({ found, truth }) => {
  const { base, byCode } = logOddsOf(found, {});
  return {
    x: [...byCode.values()].reduce((a, b) => a + b, base) + jitter(),
    y: truth.label === 'paid' ? (1 as const) : (0 as const),
  };
});
const honest = scored
  .filter(({ y }) => y === 0)
  .map(({ x }) => x)
  .sort((a, b) => b - a);
// Slope and shift: a logistic regression on the one figure; the other figure is the constant.
const platt = fitLogistic(
  scored.map(({ x, y }) => ({ at: [0], x: [x], y })),
  [1],
  1e-3,
  200,
);
write({
  ...learned,
  calibration: { slope: round(platt.weights[0]!), shift: round(platt.bias) },
  thresholds: {
    likely: round(honest[Math.floor(honest.length * LIKELY)]!),
    look: round(honest[Math.floor(honest.length * LOOK)]!),
  },
});
const at = [0.01, 0.02, 0.03, 0.04, 0.05].map(
  (share) => `${share}: ${round(honest[Math.floor(honest.length * share)]!)}`,
);
process.stdout.write(`log-odds that honest reviews reach: ${at.join(', ')}\n`);
process.stdout.write(`learned from ${teaching.length} reviews, judged by ${judging.length}\n`);
