import { isStop } from './tokens.ts';

export { COMMA, isStop, readable, STOP, SWEARING, tokens } from './tokens.ts';

/** Buckets per language: 2^18 keeps collisions of the trained features rare and the weights under 0.8 MB a language. */
export const BUCKETS = 1 << 18;
export const CLASSES = 3;
const CHAR_GRAM_MIN = 3;
const CHAR_GRAM_MAX = 5;
/** How many words a negation reaches. */
const NEGATION_REACH = 3;

/** Seeds of the feature kinds, so that the word "ok" and the pair of letters "ok" fall into different buckets. */
const SEED = { char: 0x51ed270b, word: 0x2f6e2b1d, pair: 0x7a3f91c5, negated: 0x1b873593, stem: 0x3c6ef372 } as const;

const NEGATIONS = new Set(
  'не нет ни без никак никогда ничего нельзя not no never without cannot cant dont doesnt didnt isnt wasnt arent werent wont wouldnt couldnt shouldnt havent hasnt hadnt nothing none nor hardly niet geen nooit zonder niets nergens noch'.split(
    ' ',
  ),
);

export function isNegation(token: string): boolean {
  return NEGATIONS.has(token);
}

/** Final mix of MurmurHash3, so that the low bits are as good as the high ones. */
function bucket(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) & (BUCKETS - 1);
}

/** FNV-1a over UTF-16 units, seeded. */
function hash(text: string, seed: number): number {
  let h = seed;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h;
}

export function wordBucket(word: string): number {
  return bucket(hash(word, SEED.word));
}

export function stemBucket(stem: string): number {
  return bucket(hash(stem, SEED.stem));
}

/** Buckets of the letter runs of three to five inside a word with its ends marked. */
export function charBuckets(word: string): number[] {
  const padded = `<${word}>`;
  const found: number[] = [];
  for (let i = 0; i + CHAR_GRAM_MIN <= padded.length; i++) {
    let h: number = SEED.char;
    const end = Math.min(i + CHAR_GRAM_MAX, padded.length);
    for (let j = i; j < end; j++) {
      h = Math.imul(h ^ padded.charCodeAt(j), 0x01000193);
      if (j - i + 1 >= CHAR_GRAM_MIN) found.push(bucket(h));
    }
  }
  return found;
}

/** What the buckets of pairs and of denied words are made from. */
export interface ContextWord {
  readonly id: number;
  readonly isStop: boolean;
  readonly isNegation: boolean;
}

export function contextWord(token: string): ContextWord {
  return { id: hash(token, SEED.word), isStop: isStop(token), isNegation: isNegation(token) };
}

/** Buckets of neighbouring words, and of words within the reach of a negation, which ends at a stop. */
export function contextBuckets(words: readonly ContextWord[]): number[] {
  const found: number[] = [];
  let reach = 0;
  let before: number = SEED.pair;
  for (const word of words) {
    if (word.isStop) {
      reach = 0;
      continue;
    }
    const { id } = word;
    found.push(bucket(Math.imul(before, 0x9e3779b1) ^ id ^ SEED.pair));
    if (reach > 0) {
      found.push(bucket(id ^ SEED.negated));
      reach -= 1;
    }
    if (word.isNegation) reach = NEGATION_REACH;
    before = id;
  }
  return found;
}
