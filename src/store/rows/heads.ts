import { BAND_HEAD, FEW } from '../relation-store.ts';
import { bandsOf } from './related.ts';

/** Ids that come to a key, and that go from it. */
export interface Turn {
  readonly come: readonly number[];
  readonly gone: readonly number[];
}

/** What becomes of the first of a key where items come and go. */
export interface HeadsMoved {
  /**
   * Behind them before, among them now: never compared with those that are behind still. Where a key of many becomes one of few, all
   * of them: those that share nothing else were not compared.
   */
  readonly up: readonly number[];
  /** Among them before, behind them now: links to others behind are no more. */
  readonly out: readonly number[];
  /** Had a key of few, which is one of many now: links by it alone are no more. */
  readonly loosened: readonly number[];
}

/** By their keys: who came to each and who went from it. */
export class Turns {
  readonly #found = new Map<string, { readonly come: number[]; readonly gone: number[] }>();

  /** One item had these keys, and has those now. */
  add(id: number, before: string | null, after: string | null): void {
    const [old, now] = [new Set(bandsOf(before)), new Set(bandsOf(after))];
    for (const band of now) if (!old.has(band)) this.#of(band).come.push(id);
    for (const band of old) if (!now.has(band)) this.#of(band).gone.push(id);
  }

  get all(): ReadonlyMap<string, Turn> {
    return this.#found;
  }

  #of(band: string): { readonly come: number[]; readonly gone: number[] } {
    const found = this.#found.get(band) ?? { come: [], gone: [] };
    this.#found.set(band, found);
    return found;
  }
}

/** The first ids of a key after a turn, from one more than `BAND_HEAD` and as many as go before it. */
export function afterTurn(ids: readonly number[], { come, gone }: Turn): readonly number[] {
  const without = new Set(gone);
  return [...new Set([...ids.filter((id) => !without.has(id)), ...come])].sort((a, b) => a - b);
}

/** The first ids of a key before a turn, from one more than `BAND_HEAD` and as many as came after it. */
export function beforeTurn(ids: readonly number[], { come, gone }: Turn): readonly number[] {
  return afterTurn(ids, { come: gone, gone: come });
}

/**
 * Who is moved by a turn; those that came or went are not named, as they are compared anew or not at all. Of both lists there are
 * more than `BAND_HEAD` where the key has so many.
 */
export function headsMoved(before: readonly number[], after: readonly number[], { come, gone }: Turn): HeadsMoved {
  const [was, is] = [before.slice(0, BAND_HEAD), after.slice(0, BAND_HEAD)];
  const others = (ids: readonly number[], than: readonly number[]): readonly number[] => {
    const known = new Set(than);
    return ids.filter((id) => !known.has(id));
  };
  const [hadMany, hasMany] = [before.length > FEW, after.length > FEW];
  return {
    up: others(is, hadMany && !hasMany ? come : [...was, ...come]),
    out: others(was, [...is, ...gone]),
    loosened: hasMany && !hadMany ? others(was, gone) : [],
  };
}
