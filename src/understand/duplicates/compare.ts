import { type Fingerprint, SHORT_WORDS } from './fingerprint.ts';
import { foldShapes } from './fold.ts';
import type { Likeness } from './input.ts';

/** How many values two ascending lists share. */
export function shared(a: Uint32Array, b: Uint32Array): number {
  let [i, j, n] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const [x, y] = [a[i]!, b[j]!];
    if (x === y) n += 1;
    if (x <= y) i += 1;
    if (y <= x) j += 1;
  }
  return n;
}

const DAY_MS = 86_400_000;

function daysApart(a: string | null, b: string | null): number | null {
  return a === null || b === null ? null : Math.abs(Date.parse(a) - Date.parse(b)) / DAY_MS;
}

/** "MikeL." and "Mike L.", "KEVIN N." and "Kevin" can be one person; so can only known names be. */
export function sameAuthor(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return false;
  const [x, y] = [foldShapes(a).replaceAll(' ', ''), foldShapes(b).replaceAll(' ', '')];
  return x !== '' && (x.startsWith(y) || y.startsWith(x));
}

function clash<T>(a: T | null, b: T | null): boolean {
  return a !== null && b !== null && a !== b;
}

/** Whether two reviews are one opinion (`dup`), one text family (`near`) or neither (null). Symmetric. */
export function compare(a: Fingerprint, b: Fingerprint): Likeness | null {
  const least = Math.min(a.words.length, b.words.length);
  if (least === 0) return null;
  const both = shared(a.grams, b.grams);
  const similarity = both / (a.grams.length + b.grams.length - both);
  const inside = both / Math.min(a.grams.length, b.grams.length);
  const apart = clash(a.input.brand || null, b.input.brand || null) || clash(a.input.productId, b.input.productId);
  const stars = clash(a.input.stars, b.input.stars);
  if (least < SHORT_WORDS) {
    const days = daysApart(a.input.day, b.input.day);
    const same = sameAuthor(a.input.author, b.input.author) && days !== null && days <= 3;
    return same && !apart && !stars && similarity >= 0.6 ? { level: 'dup', similarity } : null;
  }
  if (similarity < 0.4 && (inside < 0.8 || least < 10)) return null;
  return { level: apart || stars ? 'near' : 'dup', similarity: Math.max(similarity, inside * 0.9) };
}
