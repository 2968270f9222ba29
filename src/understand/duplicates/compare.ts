import { SHORT_WORDS } from './bands.ts';
import { type Evidence, evidence, likelihood } from './evidence.ts';
import type { Fingerprint } from './fingerprint.ts';
import { foldShapes } from './fold.ts';
import type { DupInput, Likeness } from './input.ts';
import { RARE } from './marks.ts';
import { isTurned, namesDiffer } from './turned.ts';

/** Under so many words, texts are said by many people alike: one author, or rare words, must speak for a copy. */
const THIN_WORDS = 8;
/** Days between the posts of one person who says the same on several sites. */
const CLOSE_DAYS = 3;
const DAY_MS = 86_400_000;

function daysApart(a: string | null, b: string | null): number | null {
  return a === null || b === null ? null : Math.abs(Date.parse(a) - Date.parse(b)) / DAY_MS;
}

/** "MikeL." and "Mike L.", "KEVIN N." and "Kevin" can be one person. Unknown authors never are. */
export function sameAuthor(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return false;
  if (a === b) return a !== '';
  const [x, y] = [foldShapes(a).replaceAll(' ', ''), foldShapes(b).replaceAll(' ', '')];
  return x !== '' && y !== '' && (x.startsWith(y) || y.startsWith(x));
}

/** One person within a few days. */
function isCrossPost(a: DupInput, b: DupInput): boolean {
  const days = daysApart(a.day, b.day);
  return days !== null && days <= CLOSE_DAYS && sameAuthor(a.author, b.author);
}

/** What is known on both sides and differs: other brand, other product, stars that one person would not give for the same. */
function clash(a: DupInput, b: DupInput): boolean {
  if (a.brand !== '' && b.brand !== '' && foldShapes(a.brand) !== foldShapes(b.brand)) return true;
  if (a.productId !== null && b.productId !== null && a.productId !== b.productId) return true;
  return a.stars !== null && b.stars !== null && Math.abs(a.stars - b.stars) >= 2;
}

/** Different people share some common words in any order; with so many rarer ones in common it is no accident. */
const MIN_RARE = 2;
/** A frame is at least so many words, and so is what it holds; of these an edited copy still shares more than a third. */
const FRAME_WORDS = 4;
const HELD_SHARE = 0.34;

/** Whether all that two texts share is how they begin or end: "I ordered the kettle at Molva last month." and then each its own. */
function isFrame({ run, least, ordered }: Evidence): boolean {
  const held = least - run;
  return run >= FRAME_WORDS && held >= FRAME_WORDS && ordered - run < HELD_SHARE * held;
}

/**
 * Rarer words in a row that only one of two texts has, less one and a half for each shared one among them. An edit changes a word here
 * and there: one word in five, by chance, hardly ever comes to four. A passage of its own, put into a ready text, comes to more.
 */
const OWN_PASSAGE = 4;
const SHARED_COST = 1.5;

/** The most that a passage of `a` has of its own beside `b`: the greatest sum over a run of words, in one pass. */
function ownPassage(a: Uint32Array, b: Uint32Array): number {
  const has = new Set(b);
  let [most, sum] = [0, 0];
  for (const word of a) {
    if ((word & RARE) !== RARE) continue;
    sum = Math.max(0, sum + (has.has(word) ? -SHARED_COST : 1));
    most = Math.max(most, sum);
  }
  return most;
}

/** Whether each says something of its own within the same frame: two fillings of a template are two reviews. */
function isRefilled(a: Fingerprint, b: Fingerprint): boolean {
  return ownPassage(a.words, b.words) >= OWN_PASSAGE && ownPassage(b.words, a.words) >= OWN_PASSAGE;
}

/** Whether the texts of two reviews are so alike that one was made from the other. */
function isLinked(a: Fingerprint, b: Fingerprint, found: Evidence): boolean {
  if (found.least < THIN_WORDS) {
    if (isCrossPost(a.input, b.input)) return found.similarity >= 0.6;
    // A text cut so short, or a short one of rare words: word for word, or not at all.
    return found.least >= SHORT_WORDS && found.ordered === found.least && found.rare >= 4;
  }
  if (a.whole === b.whole) return true;
  if (found.rare < MIN_RARE && !isCrossPost(a.input, b.input)) return false;
  return !isFrame(found) && likelihood(found) > 0;
}

/** Whether two reviews are one opinion (`dup`), one text family (`near`) or neither (null). Symmetric. */
export function compare(a: Fingerprint, b: Fingerprint): Likeness | null {
  if (a.words.length === 0 || b.words.length === 0) return null;
  const found = evidence(a, b);
  if (found === null || !isLinked(a, b, found)) return null;
  const { similarity } = found;
  if (clash(a.input, b.input)) return found.least < THIN_WORDS ? null : { level: 'near', similarity };
  if (isCrossPost(a.input, b.input)) return { level: 'dup', similarity };
  const isUnsure = a.input.productId === null || b.input.productId === null;
  const differs = isTurned(a, b) || (isUnsure && namesDiffer(a, b)) || isRefilled(a, b);
  return { level: differs ? 'near' : 'dup', similarity };
}
