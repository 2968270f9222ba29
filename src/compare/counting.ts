import type { Counts } from '../domain/comparison.ts';
import type { CountRow } from '../domain/count-row.ts';
import { isUnsure } from './shares.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Counts opinions by what became of them, row by row. Every row is in one of negative, neutral, positive, mixed, unsure, unread,
 * pending, noOpinion (together: `texts`) or `starsOnly` (a rating or score without a text). `undated` counts some of them a second time.
 */
export class Counting {
  readonly #counts: Writable<Counts> = {
    texts: 0,
    negative: 0,
    neutral: 0,
    positive: 0,
    mixed: 0,
    unsure: 0,
    unread: 0,
    pending: 0,
    noOpinion: 0,
    starsOnly: 0,
    undated: 0,
  };

  add(row: CountRow): void {
    const counts = this.#counts;
    if (row.day === '') counts.undated += 1;
    if (!row.hasText) {
      counts.starsOnly += 1;
      return;
    }
    counts.texts += 1;
    counts[laneOf(row)] += 1;
  }

  /** `undated`: opinions without a date that a window leaves out, told beside it in words. */
  counts(undated?: number): Counts {
    return { ...this.#counts, ...(undated === undefined ? {} : { undated }) };
  }
}

type Lane = Exclude<keyof Counts, 'texts' | 'starsOnly' | 'undated'>;

/** What became of a text; mixed is a lane of its own and never folded into negative. */
export function laneOf(row: CountRow): Lane {
  if (!row.opinion) return 'noOpinion';
  if (row.sentiment !== null) return isUnsure(row) ? 'unsure' : row.sentiment;
  return row.pending ? 'pending' : 'unread';
}
