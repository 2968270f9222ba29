import type { Compared, Link } from '../relation-store.ts';
import { isSameText } from './related.ts';

export interface LinkPlan {
  /** Texts that are related now. */
  readonly finished: readonly string[];
  /** Pairs that are alike: to be linked, if they are not yet. */
  readonly keep: readonly Link[];
  /** Pairs that are not, or not any more. */
  readonly drop: readonly (readonly [string, string])[];
}

function nameOf(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

/**
 * What of a comparison may be written, as the texts stand now (`stored`: their `related`, without those that are gone). One that
 * waits for another comparison is not called done, nor is one whose candidate has changed since: it is asked again.
 */
export function linkPlan({ asked, links }: Compared, stored: ReadonlyMap<string, number>): LinkPlan {
  const states = new Map(asked.texts.map(({ key, state }) => [key, state]));
  const stands = (key: string): boolean => {
    const [now, then] = [stored.get(key), states.get(key)];
    return now !== undefined && then !== undefined && isSameText(now, then);
  };
  const open = new Set(asked.due.filter((key) => stored.get(key) === states.get(key)));
  for (const [a, b] of asked.pairs) {
    if (!stands(a)) open.delete(b);
    if (!stands(b)) open.delete(a);
  }
  const isWritten = ([a, b]: readonly [string, string]): boolean => open.has(a) || open.has(b);
  const found = new Map(links.map((link) => [nameOf(link.a, link.b), link]));
  const alike = asked.pairs.filter(isWritten).map((pair) => ({ pair, link: found.get(nameOf(...pair)) }));
  return {
    finished: [...open],
    keep: alike.flatMap(({ link }) => link ?? []),
    drop: [...asked.stale.filter(isWritten), ...alike.flatMap(({ pair, link }) => (link === undefined ? [pair] : []))],
  };
}
