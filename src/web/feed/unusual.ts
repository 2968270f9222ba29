import type { ItemUnusual, UnusualLevel, Verdict } from '../api/trust.ts';
import type { Item } from '../api/types.ts';

/** What looks paid for, as the page tells it. */

/** The strongest first. */
export const LEVELS = ['likely-paid', 'rewarded', 'worth-a-look'] as const satisfies readonly UnusualLevel[];
/** A person's words, each with its key. */
export const VERDICT_KEYS = { b: 'unusual', g: 'genuine', m: 'not-sure' } as const satisfies Record<string, Verdict>;

const NOTHING_FOUND: ItemUnusual = {
  score: null,
  level: 'none',
  found: 'none',
  reasons: [],
  version: null,
  verdict: null,
};

/** What was said of the review itself: what was said of a copy of it holds, and is taken back there. */
export function verdictOf({ unusual }: Item): Verdict | null {
  const said = unusual?.verdict ?? null;
  return said === null || said.of !== null ? null : said.verdict;
}

/** Only what outsiders say in public is weighed. */
export function isWeighed({ channel, isOwn }: Item): boolean {
  return channel === 'public' && !isOwn;
}

/** How many reasons speak for the level; what speaks against it is no reason for it. */
export function reasonCount({ unusual }: Item): number {
  return unusual?.reasons.filter(({ weight }) => weight > 0).length ?? 0;
}

/** The item as it will be with this word of `by`; null takes the word back. */
export function judged(item: Item, verdict: Verdict | null, mark: { readonly by: string; readonly at: string }): Item {
  const before = item.unusual ?? NOTHING_FOUND;
  if (verdict === null) return { ...item, unusual: { ...before, level: before.found, verdict: null } };
  const agreed = before.found === 'rewarded' ? 'rewarded' : 'likely-paid';
  const level = verdict === 'unusual' ? agreed : verdict === 'genuine' ? 'none' : before.found;
  return { ...item, unusual: { ...before, level, verdict: { verdict, ...mark, of: null } } };
}
