import {
  BUCKETS,
  CLASSES,
  charBuckets,
  contextBuckets,
  tokens,
  wordBucket,
} from '../src/understand/sentiment/features.ts';

/** One text as the trainer sees it: buckets of the three feature groups, class (0 negative, 1 neutral, 2 positive), weight. */
export interface Example {
  readonly groups: readonly Int32Array[];
  readonly label: number;
  readonly weight: number;
}

export function groupsOf(text: string): Int32Array[] {
  const list = tokens(text);
  return [
    Int32Array.from(list, wordBucket),
    Int32Array.from(contextBuckets(list)),
    Int32Array.from(list.flatMap(charBuckets)),
  ];
}

/** Interleaved weights `[bucket * 3 + class]` and the bias of each class. */
export interface Linear {
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/** Class scores before calibration: each group is scaled by one over the root of its size. */
export function scores(model: Linear, groups: readonly Int32Array[]): [number, number, number] {
  const out: [number, number, number] = [model.bias[0] ?? 0, model.bias[1] ?? 0, model.bias[2] ?? 0];
  for (const group of groups) {
    if (group.length === 0) continue;
    let a = 0;
    let b = 0;
    let c = 0;
    for (const at of group) {
      a += model.weights[at * CLASSES] ?? 0;
      b += model.weights[at * CLASSES + 1] ?? 0;
      c += model.weights[at * CLASSES + 2] ?? 0;
    }
    const scale = 1 / Math.sqrt(group.length);
    out[0] += a * scale;
    out[1] += b * scale;
    out[2] += c * scale;
  }
  return out;
}

export function softmax(z: readonly [number, number, number], temperature = 1): [number, number, number] {
  const top = Math.max(...z);
  const e = z.map((value) => Math.exp((value - top) / temperature)) as [number, number, number];
  const sum = e[0] + e[1] + e[2];
  return [e[0] / sum, e[1] / sum, e[2] / sum];
}

export interface FitOptions {
  readonly epochs: number;
  readonly rate: number;
  readonly l2: number;
  /** Share of features left out of each step, so that many weak signs share the work of a few strong ones. */
  readonly dropout: number;
  readonly seed: number;
}

/** Mulberry32: small, seeded, good enough for shuffling. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Softmax regression by AdaGrad (Duchi et al. 2011), one example at a time. Same input and seed, same weights. */
export function learn(examples: readonly Example[], options: FitOptions): Linear {
  const weights = new Float32Array(BUCKETS * CLASSES);
  const squares = new Float32Array(BUCKETS * CLASSES).fill(1e-2);
  const bias = new Float32Array(CLASSES);
  const next = random(options.seed);
  const order = examples.map((_, i) => i);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1));
      [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
    }
    const rate = options.rate * (1 - epoch / options.epochs);
    for (const index of order) {
      const example = examples[index];
      if (!example) continue;
      const groups = example.groups.map((group) =>
        options.dropout > 0 ? group.filter(() => next() >= options.dropout) : group,
      );
      const p = softmax(scores({ weights, bias }, groups));
      for (let k = 0; k < CLASSES; k++) {
        const error = ((p[k] ?? 0) - (k === example.label ? 1 : 0)) * example.weight;
        bias[k] = (bias[k] ?? 0) - 0.02 * rate * error;
        for (const group of groups) {
          const gradient = error / Math.sqrt(group.length || 1);
          for (const bucket of group) {
            const at = bucket * CLASSES + k;
            const g = gradient + options.l2 * (weights[at] ?? 0);
            const s = (squares[at] ?? 0) + g * g;
            squares[at] = s;
            weights[at] = (weights[at] ?? 0) - (rate * g) / Math.sqrt(s);
          }
        }
      }
    }
  }
  return { weights, bias };
}
