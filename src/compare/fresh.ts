import type { CountRow } from '../domain/count-row.ts';

const DAY_MS = 86_400_000;
/** Days so old that everything which comes within three days is in. */
const SETTLED_MS = 5 * DAY_MS;
/** Fewer texts say nothing about a target. */
const MIN_TEXTS = 8;

/**
 * How much of a day is in, told by each target's own texts of the weeks before: how long after the beginning of their day they
 * were collected, by visits after the back-fill. So it holds for sites that print a day alone, and for visits at fixed hours.
 */
export class Freshness {
  readonly #ages = new Map<string, number[]>();
  readonly #nowMs: number;
  readonly #startOf: (day: string) => number;
  #sorted = true;

  /** `startOf`: first instant of a day in the brand's zone, in ms. */
  constructor(nowMs: number, startOf: (day: string) => number) {
    this.#nowMs = nowMs;
    this.#startOf = startOf;
  }

  /** What came late, without a date, without a target or too lately to judge is passed over. */
  add(row: CountRow): void {
    if (row.backfill || row.targetId === null || row.day === '') return;
    const start = this.#startOf(row.day);
    if (this.#nowMs - start < SETTLED_MS) return;
    const age = Date.parse(row.collectedAt) - start;
    const known = this.#ages.get(row.targetId);
    if (known === undefined) this.#ages.set(row.targetId, [age]);
    else known.push(age);
    this.#sorted = false;
  }

  /** Expected part (0..1) of a day's texts that are in by now, targets weighing by what they bring; null where none has 8 texts. */
  share(day: string): number | null {
    if (!this.#sorted) for (const ages of this.#ages.values()) ages.sort((a, b) => a - b);
    this.#sorted = true;
    const age = this.#nowMs - this.#startOf(day);
    let [inByNow, all] = [0, 0];
    for (const ages of this.#ages.values()) {
      if (ages.length < MIN_TEXTS) continue;
      inByNow += countUpTo(ages, age);
      all += ages.length;
    }
    return all === 0 ? null : inByNow / all;
  }
}

/** How many of the ascending numbers are at most `limit`. */
function countUpTo(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
