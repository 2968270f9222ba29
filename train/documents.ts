import { random, shuffle } from './random.ts';

/** Sentences of one source by mood: negative, neutral, positive. */
export type Pool = readonly [readonly string[], readonly string[], readonly string[]];

/** A longer text put together from sentences, with the index of its mood. */
export interface Document {
  readonly text: string;
  readonly label: 0 | 1 | 2;
}

/** A pool with fewer sentences of a mood would repeat them in every text. */
const MIN_SENTENCES = 10;
/** Shares of moods among the texts; what is left is neutral, which long reviews seldom are. */
const NEGATIVE = 0.42;
const POSITIVE = 0.44;
const MIN_PARTS = 3;
const MAX_PARTS = 16;
/** At most so much of a text is of the other mood, or plain. */
const OTHER = 0.25;
const PLAIN = 0.5;

/**
 * Longer texts out of sentences of one source: most of one mood, with plain ones and a few of the other, the order mixed. The open
 * sets have long texts on films only and none in Dutch; without these a long review is called neutral, as praise and blame in it
 * seem to cancel out.
 */
export function makeDocuments(pools: readonly Pool[], count: number, seed: number): Document[] {
  const next = random(seed);
  const usable = pools.filter((pool) => pool.every((sentences) => sentences.length >= MIN_SENTENCES));
  if (usable.length === 0) return [];
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  return Array.from({ length: count }, () => {
    const pool = pick(usable);
    const mood = next();
    const label = mood < NEGATIVE ? 0 : mood < NEGATIVE + POSITIVE ? 2 : 1;
    const size = MIN_PARTS + Math.floor(next() * next() * (MAX_PARTS - MIN_PARTS + 1));
    const other = label === 1 ? 0 : next() * OTHER;
    const plain = label === 1 ? 1 : next() * PLAIN;
    const parts = Array.from({ length: size }, (_, i) => {
      const drawn = next();
      if (i === 0 || drawn >= other + plain) return pick(pool[label]);
      return pick(pool[drawn < other ? ((2 - label) as 0 | 2) : 1]);
    });
    shuffle(parts, next);
    return { text: parts.join(' '), label };
  });
}
