import type { Random } from './random.ts';

/**
 * A small grammar of sentences that only one person would write: who, where, when and what for, neutral in mood.
 * `<name>` in a shape stands for any entry of that list; slots in braces are filled by `fill`.
 */
export interface Details {
  /** Fit everywhere. */
  readonly life: readonly string[];
  /** Of people who were in the shop. */
  readonly visit: readonly string[];
  readonly lists: Readonly<Record<string, readonly string[]>>;
}

/** One sentence of its own. Throws where a shape names a list that is not there. */
export function detail(grammar: Details, kind: 'life' | 'visit', random: Random): string {
  const shape = random.pick(kind === 'visit' ? [...grammar.visit, ...grammar.life] : grammar.life);
  const said = shape.replace(/<([a-z]+)>/g, (_, name: string) => {
    const list = grammar.lists[name];
    if (list === undefined) throw new Error(`No list of details is called ${name}`);
    return random.pick(list);
  });
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** A source that repeats itself as late as it can: of a list it picks only what it has picked least often so far. */
export function sparing(random: Random): Random {
  const uses = new Map<unknown, number>();
  return {
    ...random,
    pick: (list) => {
      const least = Math.min(...list.map((one) => uses.get(one) ?? 0));
      const chosen = random.pick(list.filter((one) => (uses.get(one) ?? 0) === least));
      uses.set(chosen, least + 1);
      return chosen;
    },
  };
}
