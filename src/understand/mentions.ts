import type { Brand } from '../domain/brand.ts';
import { type BrandPattern, compileBrand } from './brand-pattern.ts';
import { foldCase } from './normalise.ts';
import { soundKey } from './sound.ts';

/** Where a brand is named: offsets in UTF-16 units, end exclusive. */
export interface Mention {
  readonly start: number;
  readonly end: number;
}

const WORD = /[\p{L}\p{N}]+/gu;
/** Between the words of one name: a space, a dash, quotation marks; a dot only without a space (booking.com); not a new sentence or line. */
const GAP = /^(?:[ \u00a0\-–—_«»"'’&+]{0,3}|\.)$/;
const WORD_SIGN = /[\p{L}\p{N}]/u;
/** Only so much of a text is looked through. */
const MAX_CHARS = 100_000;

interface Word {
  readonly start: number;
  readonly end: number;
  readonly folded: string;
  readonly key: string;
}

function wordsOf(text: string): Word[] {
  const found: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    const folded = foldCase(match[0]);
    found.push({ start: match.index, end: match.index + match[0].length, folded, key: soundKey(folded) });
  }
  return found;
}

function matchesAt(name: BrandPattern['names'][number], words: readonly Word[], at: number, text: string): boolean {
  return name.every(({ exact, keys }, i) => {
    const word = words[at + i];
    const before = words[at + i - 1];
    if (word === undefined) return false;
    if (i > 0 && !GAP.test(text.slice(before?.end, word.start))) return false;
    return exact.has(word.folded) || keys.has(word.key);
  });
}

/** Names typed on the wrong keyboard layout may hold commas and brackets, so they are sought as strings with free ends. */
function wrongLayout(pattern: BrandPattern, text: string): Mention[] {
  const folded = text.toLowerCase();
  if (folded.length !== text.length) return [];
  const found: Mention[] = [];
  for (const typed of pattern.wrongLayout) {
    for (let at = folded.indexOf(typed); at !== -1; at = folded.indexOf(typed, at + typed.length)) {
      const end = at + typed.length;
      const isFree = !WORD_SIGN.test(folded.charAt(at - 1)) && !WORD_SIGN.test(folded.charAt(end));
      if (isFree) found.push({ start: at, end });
    }
  }
  return found;
}

function namedBy(names: BrandPattern['names'], words: readonly Word[], text: string): Mention[] {
  const found: Mention[] = [];
  for (let at = 0; at < words.length; at++) {
    let longest = 0;
    for (const name of names) if (name.length > longest && matchesAt(name, words, at, text)) longest = name.length;
    if (longest === 0) continue;
    const last = words[at + longest - 1];
    found.push({ start: words[at]?.start ?? 0, end: last?.end ?? 0 });
    at += longest - 1;
  }
  return found;
}

/**
 * Where a text names the brand: its name and spellings in any case, with е for ё, in Russian cases, transliterated either
 * way, or typed on the wrong keyboard layout; whole words only. Empty when the text has one of the brand's excluded words.
 * In order, not overlapping.
 */
export function findMentions(text: string, brand: Pick<Brand, 'name' | 'spellings' | 'exclude'>): Mention[] {
  const pattern = compileBrand(brand);
  const read = text.slice(0, MAX_CHARS);
  const words = wordsOf(read);
  if (namedBy(pattern.excluded, words, read).length > 0) return [];
  const all = [...namedBy(pattern.names, words, read), ...wrongLayout(pattern, read)];
  all.sort((a, b) => a.start - b.start || b.end - a.end);
  return all.filter((mention, i) => i === 0 || mention.start >= (all[i - 1]?.end ?? 0));
}
