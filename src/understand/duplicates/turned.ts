import type { TextPrint } from './fingerprint.ts';
import { DENIES, NAMES } from './marks.ts';

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

/** Whether two texts are the same but for a negation: opposite opinions, however alike. */
export function isTurned(a: TextPrint, b: TextPrint): boolean {
  if (a.whole === b.whole) return false;
  const found = unmatched(a.words, b.words, MAX_TURNING);
  if (found === null || found[0].length + found[1].length > MAX_TURNING) return false;
  const denials = (print: TextPrint, places: readonly number[]): number =>
    places.filter((i) => (print.kinds[i]! & DENIES) !== 0).length;
  return denials(a, found[0]) !== denials(b, found[1]);
}

/** A template swaps a brand of some words and a product, perhaps several times. */
const MAX_SWAPPED = 8;

/** Whether two texts are the same but for names or kinds of goods: a template, filled for two products. */
export function namesDiffer(a: TextPrint, b: TextPrint): boolean {
  if (a.whole === b.whole) return false;
  const found = unmatched(a.words, b.words, MAX_SWAPPED);
  if (found === null) return false;
  const hasName = (print: TextPrint, places: readonly number[]): boolean =>
    places.some((i) => (print.kinds[i]! & NAMES) !== 0);
  return hasName(a, found[0]) && hasName(b, found[1]);
}
