import { BAND_HEAD } from '../relation-store.ts';
import { bandsOf } from './related.ts';

interface Keyed {
  readonly id: number;
  readonly bands: string | null;
}

export interface Candidates {
  /** Ids of what a text is to be compared with. */
  readonly candidates: ReadonlySet<number>;
  /** Ids of what it is linked to although they share no key any more. */
  readonly stale: readonly number[];
}

/**
 * What a text is compared with: of each of its keys the first texts, and of those that it is linked to already the ones behind the
 * first where it is itself among them. `firstOf`: the ids of a key in their order, as many as there are or more than `BAND_HEAD`.
 */
export function candidatesOf(
  own: Keyed,
  firstOf: (band: string) => readonly number[],
  linked: readonly Keyed[],
): Candidates {
  const candidates = new Set<number>();
  const leads = new Set<string>();
  for (const band of bandsOf(own.bands)) {
    for (const id of firstOf(band).slice(0, BAND_HEAD)) {
      if (id === own.id) leads.add(band);
      else candidates.add(id);
    }
  }
  const stale: number[] = [];
  for (const { id, bands } of linked) {
    if (candidates.has(id)) continue;
    if (bandsOf(bands).some((band) => leads.has(band))) candidates.add(id);
    else stale.push(id);
  }
  return { candidates, stale };
}

/** Where items came to a key or went from it: the id behind which all are to be compared again, null where none is. */
export function behindWhom(first: readonly number[], moved: readonly number[]): number | null {
  const last = first[BAND_HEAD - 1];
  return first.length <= BAND_HEAD || last === undefined || moved.every((id) => id > last) ? null : last;
}

/** A list of pairs, each once, whichever side is named first. */
export class Pairs {
  readonly #found = new Map<string, readonly [number, number]>();

  add(a: number, b: number): void {
    const [low, high] = a < b ? [a, b] : [b, a];
    this.#found.set(`${low} ${high}`, [low, high]);
  }

  get size(): number {
    return this.#found.size;
  }

  ids(): readonly number[] {
    return [...new Set([...this.#found.values()].flat())];
  }

  /** By the keys of the ids; a pair with an id that has none is left out. */
  named(keys: ReadonlyMap<number, string>): readonly (readonly [string, string])[] {
    return [...this.#found.values()].flatMap(([a, b]) => {
      const [x, y] = [keys.get(a), keys.get(b)];
      return x === undefined || y === undefined ? [] : [[x, y] as const];
    });
  }
}
