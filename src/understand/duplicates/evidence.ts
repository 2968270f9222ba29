import type { TextPrint } from './fingerprint.ts';
import { RARE } from './marks.ts';
import { inOrder } from './subsequence.ts';

/** How alike two texts are. */
export interface Evidence {
  /** Words of the shorter and of the longer text. */
  readonly least: number;
  readonly most: number;
  /** Words that stand in both in the same order. */
  readonly ordered: number;
  /** Words from the beginning on, and before the end, that are the same in both; the longer of the two runs. */
  readonly run: number;
  /** Rarer words of the shorter text that the longer has, too. */
  readonly rare: number;
  /** Runs of four letters: shared by all there are, and by those of the shorter text. */
  readonly jaccard: number;
  readonly contained: number;
  /** Pairs of neighbouring words, in the same two ways. */
  readonly pairJaccard: number;
  readonly pairContained: number;
  /** 0..1, for people: what the two have in common, 1 for the same text. */
  readonly similarity: number;
}

/** How many values two ascending lists share. */
export function shared(a: Uint32Array, b: Uint32Array): number {
  let i = 0;
  let j = 0;
  let n = 0;
  while (i < a.length && j < b.length) {
    const x = a[i]!;
    const y = b[j]!;
    if (x === y) n += 1;
    if (x <= y) i += 1;
    if (y <= x) j += 1;
  }
  return n;
}

/** Unrelated reviews that share a band reach this often enough to be looked at closer, related ones hardly ever stay below. */
const MIN_JACCARD = 0.1;
const MIN_CONTAINED = 0.3;

function rareShared(a: Uint32Array, b: Uint32Array): number {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const has = new Set(long);
  return new Set(short.filter((word) => (word & RARE) === RARE && has.has(word))).size;
}

/** Length of the beginning, or of the end, that two lists share, whichever is longer. */
function runOf(a: Uint32Array, b: Uint32Array): number {
  const n = Math.min(a.length, b.length);
  let first = 0;
  while (first < n && a[first] === b[first]) first += 1;
  let last = 0;
  while (last < n && a[a.length - 1 - last] === b[b.length - 1 - last]) last += 1;
  return Math.max(first, last);
}

/** Shared runs of four letters, and whether they are so few that the texts clearly have nothing to do with each other. */
function gramsShared(a: Uint32Array, b: Uint32Array): Pick<Evidence, 'jaccard' | 'contained'> & { isFar: boolean } {
  const both = shared(a, b);
  const jaccard = both / (a.length + b.length - both);
  const contained = both / Math.min(a.length, b.length);
  return { jaccard, contained, isFar: jaccard < MIN_JACCARD && contained < MIN_CONTAINED };
}

/** Whether two texts clearly have nothing to do with each other, by their runs of letters alone; without words they are far from all. */
export function isFar(a: Uint32Array, b: Uint32Array): boolean {
  return a.length === 0 || b.length === 0 || gramsShared(a, b).isFar;
}

/** Compares two texts, both with words; null where they clearly have nothing to do with each other. Symmetric. */
export function evidence(a: TextPrint, b: TextPrint): Evidence | null {
  const { jaccard, contained, isFar } = gramsShared(a.grams, b.grams);
  if (isFar) return null;
  const [least, most] = [Math.min(a.words.length, b.words.length), Math.max(a.words.length, b.words.length)];
  const ordered = a.whole === b.whole ? least : inOrder(a.words, b.words);
  const pairs = shared(a.pairs, b.pairs);
  const whole = a.whole === b.whole ? 1 : 0;
  return {
    least,
    most,
    ordered,
    run: runOf(a.words, b.words),
    rare: rareShared(a.words, b.words),
    jaccard,
    contained,
    pairJaccard: pairs / Math.max(1, a.pairs.length + b.pairs.length - pairs),
    pairContained: pairs / Math.max(1, Math.min(a.pairs.length, b.pairs.length)),
    similarity: Math.max(whole, (Math.max(jaccard, ordered / most) + Math.max(contained, ordered / least)) / 2),
  };
}

/**
 * Log-odds that one text was made from the other: a logistic regression on pairs of made copies and of real reviews that share
 * a band (docs/models/duplicates.md). Pairs of words count against where words in order count for: a phrase that many people begin
 * with is one run, an edited copy is alike all over.
 */
export function likelihood(found: Evidence): number {
  const { least, most, ordered, jaccard, contained, pairJaccard, pairContained } = found;
  return (
    -10.25 +
    9.06 * jaccard +
    10.57 * contained +
    (10.73 * ordered) / least +
    (9.52 * ordered) / most -
    5.17 * pairContained -
    3.21 * pairJaccard -
    18.15 / Math.sqrt(least) -
    5.39 * Math.log(most / least)
  );
}
