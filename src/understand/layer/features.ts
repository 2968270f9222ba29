/** Buckets of the layer's hashed words and pairs, a language: what one installation says fits many times over. */
export const LAYER_BUCKETS = 1 << 13;

/** What is needed of a word. */
export interface LayerWord {
  readonly stem: string;
  readonly isStop: boolean;
}

/** Seeds, so that a word and a pair of words fall into different buckets. */
const SEED = { word: 0x2c1b3c6d, pair: 0x297a2d39 } as const;
/** A long text says nothing more of its words after so many. */
const MAX_WORDS = 400;

/** FNV-1a over UTF-16 units, seeded. */
function hash(text: string): number {
  let h: number = SEED.word;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h;
}

/** Final mix of MurmurHash3, so that the low bits are as good as the high ones. */
function bucket(mixed: number): number {
  let h = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) & (LAYER_BUCKETS - 1);
}

/** Buckets of the stems of a text and of its pairs of neighbours; a pair ends at a stop. */
export function layerFeatures(words: readonly LayerWord[]): number[] {
  const found: number[] = [];
  let before = 0;
  let count = 0;
  for (const { stem, isStop } of words) {
    if (isStop) {
      before = 0;
      continue;
    }
    if (++count > MAX_WORDS) break;
    const id = hash(stem);
    found.push(bucket(id));
    if (before !== 0) found.push(bucket(Math.imul(before, 0x9e3779b1) ^ id ^ SEED.pair));
    before = id;
  }
  return found;
}
