import { BAND_HEAD, FEW } from '../relation-store.ts';
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
  /** Ids of what it is linked to although they do not share enough any more. */
  readonly stale: readonly number[];
  /** Its keys of which all behind are to be compared with it from their side, as they are too many for one step. */
  readonly crowded: readonly string[];
}

/** How the ids of a key are looked up. */
export interface Members {
  /** In their order, as many as there are or more than `BAND_HEAD`. */
  readonly firstOf: (band: string) => readonly number[];
  /** Those behind the first that do not wait to be compared with these themselves; null where they are more than `MOST_BEHIND`. */
  readonly behind: (band: string) => readonly number[] | null;
}

/** So many keys of many are enough to compare two texts, or one of few; the in-memory search asks for as many, see `BandIndex`. */
const ENOUGH = 2;

/** What it counts towards `ENOUGH` that two texts share a key of which these are the first. */
function worthOf(first: readonly number[]): number {
  return first.length > FEW ? 1 : ENOUGH;
}

/**
 * What a text is compared with: those that share a key of few, or two keys of many of which the older of the two is among the first.
 * Of a key that too many have these are only those that it is linked to already; they find it from their side.
 */
export function candidatesOf(own: Keyed, { firstOf, behind }: Members, linked: readonly Keyed[]): Candidates {
  const met = new Map<number, number>();
  const crowded: string[] = [];
  for (const band of bandsOf(own.bands)) {
    const first = firstOf(band);
    const worth = worthOf(first);
    let leads = false;
    for (let at = 0; at < first.length && at < BAND_HEAD; at += 1) {
      const id = first[at]!;
      if (id === own.id) leads = true;
      else met.set(id, (met.get(id) ?? 0) + worth);
    }
    if (!leads || first.length <= BAND_HEAD) continue;
    const others = behind(band);
    if (others === null) crowded.push(band);
    for (const id of others ?? []) met.set(id, (met.get(id) ?? 0) + worth);
  }
  const candidates = new Set<number>();
  for (const [id, worth] of met) if (worth >= ENOUGH) candidates.add(id);
  const stale: number[] = [];
  for (const other of linked) {
    if (candidates.has(other.id)) continue;
    if (shareEnough(own, other, firstOf)) candidates.add(other.id);
    else stale.push(other.id);
  }
  return { candidates, stale, crowded };
}

function shareEnough(own: Keyed, other: Keyed, firstOf: Members['firstOf']): boolean {
  const theirs = new Set(bandsOf(other.bands));
  const older = Math.min(own.id, other.id);
  let sum = 0;
  for (const band of bandsOf(own.bands)) {
    if (!theirs.has(band)) continue;
    const first = firstOf(band);
    const worth = worthOf(first);
    if (worth === ENOUGH || first.slice(0, BAND_HEAD).includes(older)) sum += worth;
  }
  return sum >= ENOUGH;
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

  /** The lower id of each first. */
  all(): Iterable<readonly [number, number]> {
    return this.#found.values();
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
