import type { CountRow } from '../domain/count-row.ts';
import { publishedMs } from './newness.ts';

/** Texts so old that everything which comes within three days is in. */
const SETTLED_MS = 4 * 86_400_000;
/** Fewer delays say nothing about a target. */
const MIN_DELAYS = 8;
const HOURS = 24;
const HOUR_MS = 3_600_000;

/** Delays of one target's texts in ms, ascending. */
type Delays = readonly number[];

/**
 * How much of a day is in, told by each target's own delays (collected minus published, of visits after the back-fill).
 * Gather rows of the weeks before, then ask for the days around now.
 */
export class Freshness {
  readonly #delays = new Map<string, number[]>();
  readonly #nowMs: number;
  #sorted = false;

  constructor(nowMs: number) {
    this.#nowMs = nowMs;
  }

  /** Public rows of targets; others are passed over, and so is what was published too lately to know its delay. */
  add(row: CountRow): void {
    if (row.backfill || row.targetId === null) return;
    const published = publishedMs(row);
    if (published === null || this.#nowMs - published < SETTLED_MS) return;
    const delay = Math.max(0, Date.parse(row.collectedAt) - published);
    const known = this.#delays.get(row.targetId);
    if (known === undefined) this.#delays.set(row.targetId, [delay]);
    else known.push(delay);
    this.#sorted = false;
  }

  /**
   * Expected part (0..1) of the texts of a day that are in by now: targets weigh by how much they bring; every hour of the day
   * by its own age. Null where no target has 8 delays. `dayStartMs`: first instant of the day in the brand's zone.
   */
  share(dayStartMs: number): number | null {
    if (!this.#sorted) for (const list of this.#delays.values()) list.sort((a, b) => a - b);
    this.#sorted = true;
    let [sum, weight] = [0, 0];
    for (const delays of this.#delays.values()) {
      if (delays.length < MIN_DELAYS) continue;
      sum += delays.length * meanShare(delays, this.#nowMs - dayStartMs);
      weight += delays.length;
    }
    return weight === 0 ? null : sum / weight;
  }
}

/** Mean over the hours of a day of the part of delays that are over. Hours still to come are not in. */
function meanShare(delays: Delays, ageMs: number): number {
  let sum = 0;
  for (let hour = 0; hour < HOURS; hour++) {
    sum += countUpTo(delays, ageMs - (hour + 0.5) * HOUR_MS) / delays.length;
  }
  return sum / HOURS;
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
