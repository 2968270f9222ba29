import type { Row } from './rows.ts';

/** What is known of an author from the reviews given. */
export interface AuthorTies {
  readonly reviews: number;
  readonly brands: number;
  /** All his reviews are praise. */
  readonly onlyPraise: boolean;
  /** Other authors who praise at least two of the same brands, beyond what so many busy authors would by chance. */
  readonly ring: number;
  /** Some of them wrote within a few days of him, brand by brand. */
  readonly together: number;
  /** Keys of their reviews. */
  readonly linked: readonly string[];
}

/** Reviews of one brand by two authors of a ring come within so many days of each other. */
const CLOSE_DAYS = 10;
/** Authors with more reviews are curators or a broken id; pairs of brands would explode. */
const MOST_BRANDS = 30;

/**
 * Authors who praise several brands together. Chance: of all pairs of brands that busy authors praise, how often this pair comes up
 * when the brands were drawn by how much they are praised.
 */
export function authorTies(rows: readonly Row[]): ReadonlyMap<string, AuthorTies> {
  const byAuthor = new Map<string, Row[]>();
  for (const row of rows) {
    const { author } = row.input;
    if (author === null) continue;
    const list = byAuthor.get(author);
    if (list === undefined) byAuthor.set(author, [row]);
    else list.push(row);
  }
  const praised = new Map<string, Map<string, Row>>();
  const brandShare = new Map<string, number>();
  for (const [author, list] of byAuthor) {
    const brands = new Map(list.filter(({ side }) => side === 'high').map((row) => [row.input.brand, row]));
    if (brands.size < 2 || brands.size > MOST_BRANDS) continue;
    praised.set(author, brands);
    for (const brand of brands.keys()) brandShare.set(brand, (brandShare.get(brand) ?? 0) + 1);
  }
  const pairs = new Map<string, string[]>();
  let pairsInAll = 0;
  for (const [author, brands] of praised)
    for (const pair of pairsOf([...brands.keys()])) {
      pairsInAll += 1;
      const list = pairs.get(pair);
      if (list === undefined) pairs.set(pair, [author]);
      else list.push(author);
    }
  const total = [...brandShare.values()].reduce((sum, n) => sum + n, 0);
  const expected = (pair: string): number => {
    const [a, b] = pair.split('\n') as [string, string];
    return (2 * pairsInAll * (brandShare.get(a) ?? 0) * (brandShare.get(b) ?? 0)) / Math.max(1, total * total);
  };
  return new Map(
    [...byAuthor].map(([author, list]) => {
      const mine = praised.get(author);
      let [ring, together] = [0, 0];
      const linked = new Set<string>();
      for (const pair of mine === undefined ? [] : pairsOf([...mine.keys()])) {
        const others = pairs.get(pair)!.filter((other) => other !== author);
        ring = Math.max(ring, others.length - expected(pair));
        const near = others.filter((other) =>
          pair.split('\n').every((brand) => isClose(mine!.get(brand)!, praised.get(other)!.get(brand)!)),
        );
        together = Math.max(together, near.length);
        for (const other of others.slice(0, 10))
          for (const brand of pair.split('\n')) linked.add(praised.get(other)!.get(brand)!.input.key);
      }
      const ties: AuthorTies = {
        reviews: list.length,
        brands: new Set(list.map(({ input }) => input.brand)).size,
        onlyPraise: list.every(({ side }) => side === 'high'),
        ring,
        together,
        linked: [...linked].slice(0, 20),
      };
      return [author, ties] as const;
    }),
  );
}

function isClose(a: Row, b: Row): boolean {
  return a.day !== null && b.day !== null && Math.abs(a.day - b.day) <= CLOSE_DAYS;
}

function pairsOf(brands: readonly string[]): string[] {
  const sorted = [...brands].sort();
  return sorted.flatMap((a, i) => sorted.slice(i + 1).map((b) => `${a}\n${b}`));
}
