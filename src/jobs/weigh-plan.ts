import { shiftDay } from '../collect/zone.ts';

/** Days that are weighed in one step. All bounds are days, both included; '' = undated. */
export interface WeighStep {
  /** Reviews that are read: more than are written, so that those are seen among their neighbours. */
  readonly read: { readonly from: string; readonly to: string };
  /** Reviews whose results are written. */
  readonly write: { readonly from: string; readonly to: string };
}

/** A burst is at most 14 days long, and praise follows complaints within 10: what is further away is not moved by a day. */
const REACH = 14;
/** Neighbours on both sides that are read for what is usual, where there is room. */
const MARGIN = 30;
const ALL = { from: '', to: '9999' } as const;
const UNDATED = { from: '', to: '' } as const;

/** How many reviews each day has. */
export class DaySizes {
  readonly #days: readonly string[];
  /** Reviews up to and with each day. */
  readonly #upTo: readonly number[];
  readonly total: number;
  /** Reviews that a step reads at most, where a day alone is not more. */
  readonly most: number;

  /** Brands of so many are weighed as a whole. */
  readonly whole: number;

  /** By day, undated ones under ''. */
  constructor(sizes: ReadonlyMap<string, number>, most: number, whole = most) {
    this.most = most;
    this.whole = whole;
    this.#days = [...sizes.keys()].filter((day) => day !== '').sort();
    let sum = 0;
    this.#upTo = this.#days.map((day) => {
      sum += sizes.get(day) ?? 0;
      return sum;
    });
    this.total = sum + (sizes.get('') ?? 0);
  }

  /** Reviews of the days from `from` to `to`. */
  between(from: string, to: string): number {
    if (to < from) return 0;
    const [before, last] = [this.#placeOf(from), this.#endOf(to)];
    return (this.#upTo[last - 1] ?? 0) - (this.#upTo[before - 1] ?? 0);
  }

  daysBetween(from: string, to: string): readonly string[] {
    return this.#days.slice(this.#placeOf(from), this.#endOf(to));
  }

  /** '' stands before the first day. */
  after(day: string): readonly string[] {
    return this.#days.slice(this.#endOf(day));
  }

  /** Days up to and with this one. */
  #endOf(day: string): number {
    return day === '' ? 0 : this.#placeOf(`${day}~`);
  }

  /** Days before this one. */
  #placeOf(day: string): number {
    let [low, high] = [0, this.#days.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#days[middle]! < day) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The step that weighs the first of the days that changed (in their order), and as many of the others as fit. Null where none did. */
export function stepFor(changed: readonly string[], sizes: DaySizes): WeighStep | null {
  const [first] = changed;
  if (first === undefined) return null;
  if (sizes.total <= sizes.whole) return { read: ALL, write: ALL };
  if (first === '') return { read: UNDATED, write: UNDATED };
  const from = shiftDay(first, -REACH);
  let step = around(from, shiftDay(first, REACH), sizes);
  for (const day of changed.slice(1)) {
    const to = shiftDay(day, REACH);
    const wider = around(from, to, sizes);
    if (wider.write.to < to) break;
    step = wider;
  }
  // Where even its own reach does not fit, the day that changed comes first.
  return step.write.to < first ? around(first, first, sizes) : step;
}

/** The step after a day when all days are weighed in turn; null stands for the beginning, undated ones first. Null at the end. */
export function stepAfter(through: string | null, sizes: DaySizes): WeighStep | null {
  if (sizes.total <= sizes.whole) return through === null ? { read: ALL, write: ALL } : null;
  if (through === null) return { read: UNDATED, write: UNDATED };
  const left = sizes.after(through);
  return left.length === 0 ? null : around(left[0]!, left.at(-1)!, sizes);
}

/** As much from `from` on, and at most to `to`, as can be read with its neighbours; at least one day. */
function around(from: string, to: string, sizes: DaySizes): WeighStep {
  const { most } = sizes;
  // Neighbours before take at most a third, so that there is room for getting on.
  let low = shiftDay(from, -MARGIN);
  while (low < from && sizes.between(low, shiftDay(from, -1)) > most / 3) low = shiftDay(low, 1);
  const inside = sizes.daysBetween(from, to);
  let last = inside.length - 1;
  while (last > 0 && sizes.between(low, shiftDay(inside[last]!, REACH)) > most) last -= 1;
  const end = last >= inside.length - 1 ? to : shiftDay(inside[last + 1]!, -1);
  let high = shiftDay(end, MARGIN);
  while (high > end && sizes.between(low, high) > most) high = shiftDay(high, -1);
  return { read: { from: low, to: high }, write: { from, to: end } };
}
