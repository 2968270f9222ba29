import { CHOICES } from '../../domain/choices.ts';
import type { ItemFilter } from '../../domain/filter.ts';

export interface Difference {
  readonly all: ItemFilter;
  readonly less: ItemFilter;
}

/** The same filter without, and with the opposite of, a decision that nearly all items have: two quick counts for a slow one. */
export function byDifference(filter: ItemFilter): Difference | null {
  if (filter.open === true) return { all: { ...filter, open: undefined }, less: { ...filter, open: false } };
  if (filter.open !== undefined) return null;
  if (filter.done === false) return { all: { ...filter, done: undefined }, less: { ...filter, done: true } };
  for (const field of ['answer', 'work'] as const) {
    const others = CHOICES.filter((choice) => filter[field]?.includes(choice) === false);
    if (filter[field]?.includes('undecided') && others.length > 0)
      return { all: { ...filter, [field]: undefined }, less: { ...filter, [field]: others } };
  }
  return null;
}

/** The same of what befell few items: each of the opposites has a small index. */
export function byRareDifference(filter: ItemFilter): Difference | null {
  for (const name of ['vanished', 'edited', 'has_reply'] as const) {
    if (filter[name] === false) return { all: { ...filter, [name]: undefined }, less: { ...filter, [name]: true } };
  }
  return null;
}
