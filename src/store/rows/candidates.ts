import { BAND_HEAD } from '../relation-store.ts';
import { bandsOf } from './related.ts';

/** An item as it is found by its keys. */
export interface Keyed {
  readonly id: number;
  readonly bands: string | null;
}

/** What a text is to be compared with. */
export interface Candidates {
  /** Ids of what a text is to be compared with. */
  readonly candidates: ReadonlySet<number>;
  /** Ids of what it is linked to although they share no key any more. */
  readonly stale: readonly number[];
  /** Its keys of which all behind are to be compared with it from their side, as they are too many for one step. */
  readonly crowded: readonly string[];
}

/** How the ids of a key are looked up. */
export interface Members {
  /** In their order, as many as there are or from `BAND_HEAD` on. */
  readonly firstOf: (band: string) => readonly number[];
  /** Those behind the first that do not wait to be compared with these themselves; null where they are more than `MOST_BEHIND`. */
  readonly behind: (band: string) => readonly number[] | null;
}

/**
 * What a text is compared with: of each of its keys the first texts, and where it is itself among them all the others. Of a key that
 * too many have these are only those that it is linked to already.
 */
export function candidatesOf(own: Keyed, { firstOf, behind }: Members, linked: readonly Keyed[]): Candidates {
  const candidates = new Set<number>();
  const leads = new Set<string>();
  const crowded: string[] = [];
  for (const band of bandsOf(own.bands)) {
    const first = firstOf(band);
    for (const id of first.slice(0, BAND_HEAD)) {
      if (id === own.id) leads.add(band);
      else candidates.add(id);
    }
    if (first.length < BAND_HEAD || !leads.has(band)) continue;
    const others = behind(band);
    if (others === null) crowded.push(band);
    for (const id of others ?? []) candidates.add(id);
  }
  const stale: number[] = [];
  for (const { id, bands } of linked) {
    if (candidates.has(id)) continue;
    if (bandsOf(bands).some((band) => leads.has(band))) candidates.add(id);
    else stale.push(id);
  }
  return { candidates, stale, crowded };
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
