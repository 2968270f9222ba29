/** A word of a pattern is a stem, or with `*` the beginning of words; a pattern is one or more of them in a row. */
export interface Pattern {
  readonly words: readonly string[];
  /** What the finder gives back for it. */
  readonly value: number;
}

interface Node {
  readonly next: Map<number, Node>;
  readonly values: number[];
}

/** Patterns made ready to be looked for. */
export interface Patterns {
  readonly stems: ReadonlyMap<string, number>;
  readonly beginnings: ReadonlyMap<string, number>;
  /** Lengths of the beginnings, the shortest and the longest, and the first letters of all, as many as the shortest has. */
  readonly shortest: number;
  readonly longest: number;
  readonly openings: ReadonlySet<string>;
  /** Where patterns go on after their first word, by its symbol: nearly all looks end here, so it is a list and no map. */
  readonly first: readonly (Node | undefined)[];
}

export interface Match {
  readonly at: number;
  readonly size: number;
  readonly value: number;
}

/** Longer patterns are cut: a search at one place then takes a bounded time. */
const MAX_WORDS = 6;

function numberOf(map: Map<string, number>, key: string, next: number): number {
  const known = map.get(key);
  if (known !== undefined) return known;
  map.set(key, next);
  return next;
}

export function compile(list: Iterable<Pattern>): Patterns {
  const stems = new Map<string, number>();
  const beginnings = new Map<string, number>();
  const root: Node = { next: new Map(), values: [] };
  for (const { words, value } of list) {
    let node = root;
    for (const word of words.slice(0, MAX_WORDS)) {
      const count = stems.size + beginnings.size;
      const symbol = word.endsWith('*') ? numberOf(beginnings, word.slice(0, -1), count) : numberOf(stems, word, count);
      let next = node.next.get(symbol);
      if (next === undefined) {
        next = { next: new Map(), values: [] };
        node.next.set(symbol, next);
      }
      node = next;
    }
    if (node !== root) node.values.push(value);
  }
  const lengths = [...beginnings.keys()].map(({ length }) => length);
  const shortest = lengths.reduce((a, b) => Math.min(a, b), 99);
  return {
    stems,
    beginnings,
    shortest,
    openings: new Set([...beginnings.keys()].map((beginning) => beginning.slice(0, shortest))),
    longest: lengths.reduce((a, b) => Math.max(a, b), 0),
    first: Array.from({ length: stems.size + beginnings.size }, (_, symbol) => root.next.get(symbol)),
  };
}

const NONE: readonly number[] = [];

/** Numbers of the pattern words that a folded word with its stems is. The same empty list for words of no pattern. */
export function symbolsOf(patterns: Patterns, word: string, stems: readonly string[]): readonly number[] {
  const found: number[] = [];
  for (const stem of stems) {
    const symbol = patterns.stems.get(stem);
    if (symbol !== undefined && !found.includes(symbol)) found.push(symbol);
  }
  const end = Math.min(word.length, patterns.longest);
  if (end >= patterns.shortest && !patterns.openings.has(word.slice(0, patterns.shortest)))
    return found.length === 0 ? NONE : found;
  for (let size = patterns.shortest; size <= end; size++) {
    const symbol = patterns.beginnings.get(word.slice(0, size));
    if (symbol !== undefined) found.push(symbol);
  }
  return found.length === 0 ? NONE : found;
}

function walk(node: Node, list: readonly (readonly number[])[], at: number, here: number, found: Match[]): void {
  for (const value of node.values) found.push({ at, size: here - at, value });
  if (here >= list.length || node.next.size === 0) return;
  for (const symbol of list[here]!) {
    const next = node.next.get(symbol);
    if (next !== undefined) walk(next, list, at, here + 1, found);
  }
}

/** All places where a pattern stands in a list of words, given by their symbols, in order of place. */
export function find(patterns: Patterns, list: readonly (readonly number[])[]): Match[] {
  const found: Match[] = [];
  for (let at = 0; at < list.length; at++) {
    for (const symbol of list[at]!) {
      const node = patterns.first[symbol];
      if (node !== undefined) walk(node, list, at, at + 1, found);
    }
  }
  return found;
}
