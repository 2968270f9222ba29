import { shared } from './evidence.ts';
import type { TextPrint } from './fingerprint.ts';
import { DENIES, NAMES, RARE } from './marks.ts';

/** Words of each text that the other lacks, counted with repetition; null where they are more than `limit` on a side. */
function unmatched(a: Uint32Array, b: Uint32Array, limit: number): readonly [number[], number[]] | null {
  const count = new Map<number, number>();
  for (const word of b) count.set(word, (count.get(word) ?? 0) + 1);
  const onlyA: number[] = [];
  for (const [i, word] of a.entries()) {
    const left = count.get(word) ?? 0;
    if (left > 0) count.set(word, left - 1);
    else if (onlyA.push(i) > limit) return null;
  }
  const onlyB: number[] = [];
  for (let i = b.length - 1; i >= 0; i -= 1) {
    const left = count.get(b[i]!) ?? 0;
    if (left === 0) continue;
    count.set(b[i]!, left - 1);
    if (onlyB.push(i) > limit) return null;
  }
  return [onlyA, onlyB];
}

/** "is good" and "is not good", "fits" and "does not fit": no more words differ between a text and its opposite. */
const MAX_TURNING = 4;

/** Whether one is the beginning or the end of the other: a cut text has lost words, not turned them. */
function isPart(a: Uint32Array, b: Uint32Array): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const ahead = long.length - short.length;
  return short.every((word, i) => word === long[i]) || short.every((word, i) => word === long[i + ahead]);
}

/** Whether two texts are the same but for a negation: opposite opinions, however alike. */
export function isTurned(a: TextPrint, b: TextPrint): boolean {
  if (a.whole === b.whole) return false;
  const found = unmatched(a.words, b.words, MAX_TURNING);
  if (found === null || found[0].length + found[1].length > MAX_TURNING) return false;
  const [onlyA, onlyB] = found;
  const denies = (x: TextPrint, here: readonly number[], y: TextPrint, there: readonly number[]): boolean =>
    x.denied.some(
      (rest, i) =>
        i % 2 === 1 && there.some((at) => y.words[at] === rest) && here.some((at) => x.words[at] === x.denied[i - 1]),
    );
  if (denies(a, onlyA, b, onlyB) || denies(b, onlyB, a, onlyA)) return true;
  // A negation is put in: where it is exchanged for another word, the words are as many as before.
  if (onlyA.length === onlyB.length || isPart(a.words, b.words)) return false;
  const negations = (x: TextPrint, places: readonly number[]): number =>
    places.filter((at) => (x.kinds[at]! & DENIES) !== 0).length;
  return negations(a, onlyA) !== negations(b, onlyB);
}

/** A template swaps a brand of some words and a product, perhaps several times. */
const MAX_SWAPPED = 8;
/** Whoever exchanges a tenth of the words of a text of so many exchanges them in more than one place. */
const MIN_TEMPLATE = 20;
const MAX_SLOT = 3;

/** Whether all that differs is one place of some rarer words, too much for a typing error. */
function isOneSlot(
  a: TextPrint,
  b: TextPrint,
  [onlyA, onlyB]: readonly [readonly number[], readonly number[]],
): boolean {
  if (Math.min(a.words.length, b.words.length) < MIN_TEMPLATE) return false;
  if (onlyA.length > MAX_SLOT || onlyB.length > MAX_SLOT || onlyA.length === 0 || onlyB.length === 0) return false;
  const isRun = (places: readonly number[]): boolean => Math.max(...places) - Math.min(...places) === places.length - 1;
  const hasRare = (x: TextPrint, places: readonly number[]): boolean =>
    places.some((at) => (x.kinds[at]! & RARE) !== 0);
  if (!isRun(onlyA) || !isRun(onlyB) || !hasRare(a, onlyA) || !hasRare(b, onlyB)) return false;
  const both = shared(a.grams, b.grams);
  return Math.min(a.grams.length, b.grams.length) - both >= MIN_SLOT_GRAMS;
}

/** A typing error changes at most five runs of four letters, another word of four letters seven. */
const MIN_SLOT_GRAMS = 7;

/** Whether two texts are the same but for names or kinds of goods: a template, filled for two products. */
export function namesDiffer(a: TextPrint, b: TextPrint): boolean {
  if (a.whole === b.whole) return false;
  const found = unmatched(a.words, b.words, MAX_SWAPPED);
  if (found === null) return false;
  const hasName = (x: TextPrint, places: readonly number[]): boolean =>
    places.some((at) => (x.kinds[at]! & NAMES) !== 0);
  return (hasName(a, found[0]) && hasName(b, found[1])) || isOneSlot(a, b, found);
}
