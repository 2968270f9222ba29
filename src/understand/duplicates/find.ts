import type { Duplicate } from '../../domain/duplicate.ts';
import type { DupInput } from './input.ts';
import { DuplicateSearch } from './search.ts';

/** Where each review of a set stands. A function of the set; keys must be unique. For sets of which all fit in memory, see `DuplicateSearch`. */
export function findDuplicates(inputs: Iterable<DupInput>): ReadonlyMap<string, Duplicate> {
  const search = new DuplicateSearch();
  for (const input of inputs) search.add(input);
  const places = new Map<string, Duplicate>();
  search.place((key, place) => places.set(key, place));
  return places;
}
