import { SourceCustoms } from './customs.ts';
import type { Found } from './evidence.ts';
import { findWaves, type Waves } from './find-waves.ts';
import { type Kin, kinOf, type Voice } from './kin.ts';
import { PhraseIndex, phrasesOf } from './phrases.ts';
import { type Row, toRows } from './rows.ts';
import { type AuthorTies, authorTies } from './shared-authors.ts';
import { wordsOf } from './text-signs.ts';
import type { UnusualContext, UnusualInput } from './types.ts';

/** What is known from all reviews that are weighed together, of whichever brand. */
export interface Market {
  readonly customs: SourceCustoms;
  /** By author; who is not there wrote one review at most. */
  readonly ties: ReadonlyMap<string, AuthorTies>;
  kinOf(row: Row): Kin;
}

const MOST_LINKED = 40;

function familiesOf(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const families = new Map<string, Row[]>();
  for (const row of rows) {
    const list = families.get(row.input.family);
    if (list === undefined) families.set(row.input.family, [row]);
    else list.push(row);
  }
  return families;
}

/** Other authors' reviews of the same text family that are not the same opinion shown again. */
function foreignTo(row: Row, family: readonly Row[]): readonly Row[] {
  const found: Row[] = [];
  for (const other of family) {
    const { at, input } = other;
    if (at === row.at || (input.author !== null && input.author === row.input.author)) continue;
    // The same opinion on another site is a person who posts twice, or a site that shows another's reviews.
    if (input.brand === row.input.brand && input.source !== row.input.source && input.cluster === row.input.cluster)
      continue;
    if (found.push(other) === MOST_LINKED) break;
  }
  return found;
}

export interface Findings {
  readonly waves: Waves;
  /** Everything that is found about one of the rows. */
  of(row: Row): Found;
}

/** Looks through all reviews of one brand or more. */
export function findIn(rows: readonly Row[], context: UnusualContext, market: Market): Findings {
  const waves = findWaves(rows, context, market);
  const families = familiesOf(rows);
  return {
    waves,
    of: (row) => {
      const { input, at } = row;
      return {
        row,
        kin: market.kinOf(row),
        ties: input.author === null ? null : (market.ties.get(input.author) ?? null),
        otherBrands: input.author === null ? 0 : (context.authorBrands.get(input.author) ?? 0),
        wave: waves.of.get(at) ?? null,
        youngWave: waves.young.get(at) ?? null,
        unmarkedWave: waves.unmarked.get(at) ?? null,
        marksBuyers: market.customs.unverified(row) !== null,
        family: foreignTo(row, families.get(input.family) ?? []),
      };
    },
  };
}

function marketOf(rows: readonly Row[]): Market {
  const index = new PhraseIndex();
  const customs = new SourceCustoms();
  for (const row of rows) {
    index.add(phrasesOf(wordsOf(row.input.text), row.input.brand));
    customs.add(row);
  }
  index.build();
  const voiceOf = (at: number): Voice => {
    const { input, side } = rows[at]!;
    return { ...input, side };
  };
  const kin = rows.map(({ at }) => kinOf(at, index, voiceOf));
  return { customs, ties: authorTies(rows), kinOf: ({ at }) => kin[at]! };
}

/** Everything that can be found, for each review, in a fixed order. */
export function findAll(
  reviews: readonly UnusualInput[],
  context: UnusualContext,
): { readonly found: readonly Found[]; readonly waves: Waves } {
  const rows = toRows(reviews);
  const { waves, of } = findIn(rows, context, marketOf(rows));
  return { found: rows.map(of), waves };
}
