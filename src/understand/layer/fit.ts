import { LAYER_BUCKETS } from './features.ts';
import { bounded, type Head } from './layer.ts';

/** One text from which a head is learned. */
export interface Example {
  readonly features: readonly number[];
  /** Logits of the shipped models. */
  readonly base: readonly number[];
  /** Wanted probabilities of the outputs; those that `among` leaves out are 0. */
  readonly target: readonly number[];
  /** Outputs among which the target decides; the others are not asked. */
  readonly among: readonly number[];
  /** A correction weighs 1. */
  readonly weight: number;
}

const EPOCHS = 20;
const RATE = 0.5;
/** Adagrad: keeps the first steps from being endless. */
const FIRST = 1e-2;
/** Spread that a weight is expected to have, in logits: one word alone hardly turns a text (ridge of 1 / variance). */
const SPREAD = 2;
const RIDGE = 1 / SPREAD ** 2;
/** And a bias: people correct what is wrong, so what they correct says little of how often each class is there. */
const BIAS_SPREAD = 0.2;
const BIAS_RIDGE = 1 / BIAS_SPREAD ** 2;
/** A word or pair that stands in more of the texts than this is a bias in disguise, and stays as it is. */
const COMMON = 0.1;
const ALWAYS_RARE = 10;
/** The cap is this high where very much was learned from, and half of it from this weight of examples. */
const MOST = 4;
const HALF = 60;

/** How far a head may move a logit that was learned from so many corrections: from ten 0.6, from a hundred 2.5. */
export function capOf(weight: number): number {
  return (MOST * weight) / (weight + HALF);
}

/**
 * A head of a linear correction on top of fixed logits: multinomial logistic regression, ridge towards "no change", by Adagrad
 * (Duchi et al. 2011). The same examples in the same order give the same head. `counted`: weight of what people said, which the cap
 * grows with.
 */
export function fitHead(examples: readonly Example[], outputs: number, counted: number): Head {
  const cap = capOf(counted);
  const size = LAYER_BUCKETS * outputs;
  const weights = new Float32Array(size);
  const bias = new Float64Array(outputs);
  if (cap === 0) return { bias: [...bias], codes: new Int8Array(size), scale: 0, cap: 0 };
  const seen = new Float32Array(LAYER_BUCKETS);
  for (const { features } of examples) for (const feature of features) seen[feature]! += 1;
  const common = Math.max(ALWAYS_RARE, COMMON * examples.length);
  const squares = new Float32Array(size).fill(FIRST);
  const biasSquares = new Float64Array(outputs).fill(FIRST);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (const example of examples) {
      const { features } = example;
      const factor = 1 / Math.sqrt(features.length || 1);
      const slope = gradient(example, weights, bias, { outputs, factor, cap });
      for (const k of example.among) {
        const g = slope[k]! + (BIAS_RIDGE * bias[k]!) / examples.length;
        biasSquares[k]! += g * g;
        bias[k]! -= (RATE * g) / Math.sqrt(biasSquares[k]!);
      }
      for (const feature of features) {
        if (seen[feature]! > common) continue;
        const ridge = RIDGE / seen[feature]!;
        for (const k of example.among) {
          const at = feature * outputs + k;
          const g = slope[k]! * factor + ridge * weights[at]!;
          squares[at]! += g * g;
          weights[at]! -= (RATE * g) / Math.sqrt(squares[at]!);
        }
      }
    }
  }
  const largest = weights.reduce((top, one) => Math.max(top, Math.abs(one)), 0);
  const scale = largest / 127;
  const codes = scale === 0 ? new Int8Array(size) : Int8Array.from(weights, (one) => Math.round(one / scale));
  return { bias: [...bias].map(short), codes, scale: short(scale), cap: short(cap) };
}

/** Of the loss of one example, by the unbounded sum of each output. */
function gradient(
  { features, base, target, among, weight }: Example,
  weights: Float32Array,
  bias: Float64Array,
  { outputs, factor, cap }: { outputs: number; factor: number; cap: number },
): number[] {
  const raw = new Array<number>(outputs).fill(0);
  for (const feature of features) for (const k of among) raw[k]! += weights[feature * outputs + k]!;
  const shifts = raw.map((sum, k) => bounded(bias[k]! + sum * factor, cap));
  const z = shifts.map((shift, k) => base[k]! + shift);
  const top = Math.max(...among.map((k) => z[k]!));
  const total = among.reduce((sum, k) => sum + Math.exp(z[k]! - top), 0);
  // The bound is flat far out: what lies beyond it learns no more.
  const slope = new Array<number>(outputs).fill(0);
  for (const k of among)
    slope[k] = weight * (Math.exp(z[k]! - top) / total - target[k]!) * (1 - (shifts[k]! / cap) ** 2);
  return slope;
}

function short(value: number): number {
  return Number(value.toPrecision(6));
}
