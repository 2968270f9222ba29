import { LEAST_SPREAD, spreadFrom, surprise } from './baseline.ts';
import { AllPraise, nearOf, type Praise, type PraisedPair, pairsOf } from './praised-pairs.ts';
import type { Row } from './rows.ts';

/** What is known of an author from the reviews given. */
export interface AuthorTies {
  readonly reviews: number;
  readonly brands: number;
  /** All his reviews are praise. */
  readonly onlyPraise: boolean;
  /** How rare that is among so many reviews with stars: -log10 of its probability; 0 where they are not all praise. */
  readonly praise: number;
  /** Other authors who praise the same two brands, for the pair that is most beyond chance. */
  readonly others: number;
  /** How far that is beyond chance (-log10 p, less that of having looked at all pairs), times the part of them that chance does not explain. */
  readonly ring: number;
  /** The same for those who wrote within a few days of him, brand by brand. */
  readonly together: number;
  readonly close: number;
  /** Keys of their reviews. */
  readonly linked: readonly string[];
}

/** What of a review is needed here. */
export type TieRow = Pick<Row, 'side' | 'day'> & {
  readonly input: Pick<Row['input'], 'key' | 'author' | 'brand' | 'source' | 'lang'>;
};

/** Authors with more are curators or a broken id; pairs of brands would explode. */
const MOST_BRANDS = 30;
/** Of a pair that very many praise, an author is compared with so many of those who wrote next to him. */
const MOST_COMPARED = 200;
/** Reviews of one brand by two authors of a ring come within so many days of each other. */
const CLOSE_DAYS = 10;
/** Nothing is impossible. */
const LEAST_EXPECTED = 0.01;
const MOST_LINKED = 20;

function byAuthors(rows: readonly TieRow[]): ReadonlyMap<string, TieRow[]> {
  const byAuthor = new Map<string, TieRow[]>();
  for (const row of rows) {
    const { author } = row.input;
    if (author === null) continue;
    const list = byAuthor.get(author);
    if (list === undefined) byAuthor.set(author, [row]);
    else list.push(row);
  }
  return byAuthor;
}

function allOf(rows: readonly TieRow[]): AllPraise {
  const all = new AllPraise();
  for (const row of rows) all.add(row);
  return all;
}

/** The first praise of each brand; null where that is no second brand or far too many. */
function praiseOf(list: readonly TieRow[]): ReadonlyMap<string, TieRow> | null {
  const brands = new Map<string, TieRow>();
  for (const row of list) if (row.side === 'high' && !brands.has(row.input.brand)) brands.set(row.input.brand, row);
  return brands.size < 2 || brands.size > MOST_BRANDS ? null : brands;
}

/** Part of `n` that is more than `expected`, by how sure that is. */
function beyond(n: number, expected: number, spread: number, tried: number): number {
  const sure = surprise(n, expected, spread) - Math.log10(Math.max(1, tried));
  return Math.max(0, sure) * Math.max(0, 1 - expected / Math.max(1, n));
}

/** Others of the pair who wrote of both brands within days of `mine`; `expected` by how crowded these days are. */
function closeTo(
  mine: Praise,
  pair: PraisedPair,
  all: AllPraise,
): { readonly close: readonly Praise[]; readonly expected: number } {
  const { a, b } = mine;
  if (a.day === null || b.day === null) return { close: [], expected: 0 };
  const near = nearOf(pair, a.day, CLOSE_DAYS);
  const from = Math.max(0, near.length - MOST_COMPARED) >>> 1;
  const others = near.slice(from, from + MOST_COMPARED).filter((one) => one !== mine);
  const close = others.filter((one) => one.b.day !== null && Math.abs(one.b.day - b.day!) <= CLOSE_DAYS);
  // Of all others who praise both, as many as the days of both brands together would have it.
  const crowd = all.shareAt(a.input.brand, a.day, CLOSE_DAYS) * all.shareAt(b.input.brand, b.day, CLOSE_DAYS);
  const part = near.length > MOST_COMPARED ? MOST_COMPARED / near.length : 1;
  return { close, expected: Math.max(LEAST_EXPECTED, (pair.praises.length - 1) * crowd * part) };
}

/**
 * Authors who praise several brands together. Chance: on each source and in each language, of all pairs of brands that busy authors
 * praise, how often this pair comes up when brands are drawn by how much everybody praises them there. Tastes and towns make some pairs
 * commoner than that, so that chance is as restless as most of the pairs show it to be. Authors of a single review are not told of. `all`: where `rows` are not all reviews, but those of authors of more than one.
 */
export function authorTies(rows: readonly TieRow[], all: AllPraise = allOf(rows)): ReadonlyMap<string, AuthorTies> {
  const authors = [...byAuthors(rows)].filter(([, list]) => list.length > 1);
  const praised = authors.flatMap(([author, list]) => {
    const brands = praiseOf(list);
    return brands === null ? [] : [{ author, brands }];
  });
  const pairs = pairsOf(praised, all);
  const spread = Math.max(LEAST_SPREAD, spreadFrom(pairs.map(({ praises, expected }) => [praises.length, expected])));
  const usual = -Math.log10((all.n + 1) / (all.inAll + 2));
  const ties = new Map<string, AuthorTies>(
    authors.map(([author, list]) => [
      author,
      {
        reviews: list.length,
        brands: new Set(list.map(({ input }) => input.brand)).size,
        onlyPraise: list.every(({ side }) => side === 'high'),
        praise: list.every(({ side }) => side === 'high') ? list.length * usual : 0,
        others: 0,
        ring: 0,
        together: 0,
        close: 0,
        linked: [],
      },
    ]),
  );
  const tried = pairs.reduce((sum, { praises }) => sum + praises.length, 0);
  for (const pair of pairs) {
    const ring = beyond(pair.praises.length, pair.expected, spread, pairs.length);
    for (const mine of pair.praises) {
      const { close, expected } = closeTo(mine, pair, all);
      const one = ties.get(mine.author)!;
      // One other is no group, and among so many who praise two brands some are close by chance.
      const together = close.length < 2 ? 0 : beyond(close.length, expected, LEAST_SPREAD, tried);
      if (ring <= one.ring && together <= one.together) continue;
      const others = close.length > 0 ? close : pair.praises.filter((other) => other !== mine).slice(0, MOST_LINKED);
      ties.set(mine.author, {
        ...one,
        others: ring > one.ring ? pair.praises.length - 1 : one.others,
        ring: Math.max(ring, one.ring),
        close: together > one.together ? close.length : one.close,
        together: Math.max(together, one.together),
        linked: [...new Set([...others.flatMap(({ a, b }) => [a.input.key, b.input.key]), ...one.linked])].slice(
          0,
          MOST_LINKED,
        ),
      });
    }
  }
  return ties;
}
