import { Brand } from '../../domain/brand.ts';
import type { Unusual } from '../../domain/unusual.ts';
import { findDuplicates } from '../duplicates/index.ts';
import { type Models, readText } from '../index.ts';
import { dayNumber } from './days.ts';
import { weighUnusual } from './index.ts';
import type { FileReview } from './line.ts';
import { sideOf } from './rows.ts';
import { type DayCount, NO_CONTEXT, type UnusualInput } from './types.ts';

/** No brand speaks in a file: all languages that are read are expected alike. */
const ANY_BRAND = Brand.parse({ id: 'any', name: 'any', languages: ['ru', 'en', 'nl'] });
/** Reviews that are weighed against each other at once, and those of the days beside them that are looked at with them. */
export interface Blocks {
  readonly size: number;
  readonly beside: number;
}
/** What fits in memory next to the texts of a large file. Twice as many are still weighed as one. */
const BLOCKS: Blocks = { size: 20_000, beside: 3_000 };

/** Families by text, and the mood of what has five stars: there alone it is asked for. */
function prepared(reviews: readonly FileReview[], models: Models): UnusualInput[] {
  const places = findDuplicates(reviews.map(({ input, authorName }) => ({ ...input, author: authorName })));
  return reviews.map(({ input }) => {
    const place = places.get(input.key);
    const parts = { title: null, text: input.text, pros: null, cons: null };
    const read =
      sideOf(input.stars) !== 'high' || input.text === ''
        ? null
        : readText({ ...parts, declaredLanguage: null, correctedLanguage: input.lang, brand: ANY_BRAND }, models);
    return {
      ...input,
      lang: input.lang ?? read?.language ?? null,
      sentimentScore: read?.sentiment?.score ?? null,
      cluster: place?.cluster ?? input.key,
      family: place?.family ?? input.key,
    };
  });
}

/** After every day that can be written. */
const LATEST = 1e9;

type Tally = Map<string, DayCount & { n: number }>;

/** Adds `by` for each review to the count of its source, side and day. */
function count(tally: Tally, reviews: readonly UnusualInput[], by: 1 | -1): void {
  for (const { source, stars, day } of reviews) {
    const side = sideOf(stars);
    if (side === null || day === null) continue;
    const id = `${source}\n${side}\n${day}`;
    const one = tally.get(id);
    if (one === undefined) tally.set(id, { source, side, day, n: by });
    else one.n += by;
  }
}

/**
 * Weighs all reviews of a file against each other. Very many are weighed in blocks of days that follow each other, each together
 * with the days beside it; where the file is of one brand, the rest of it then tells what is usual. By key.
 */
export function weighFile(
  reviews: readonly FileReview[],
  models: Models,
  { size, beside }: Blocks = BLOCKS,
): ReadonlyMap<string, Unusual> {
  const inputs = prepared(reviews, models);
  if (inputs.length <= 2 * size) return weighUnusual(inputs, NO_CONTEXT).results;
  // Undated ones last: they lie in no wave.
  const days = new Map(inputs.map(({ key, day }) => [key, dayNumber(day) ?? LATEST]));
  inputs.sort((a, b) => days.get(a.key)! - days.get(b.key)! || (a.key < b.key ? -1 : 1));
  const others: Tally = new Map();
  count(others, inputs, 1);
  const results = new Map<string, Unusual>();
  for (let from = 0; from < inputs.length; from += size) {
    const block = inputs.slice(Math.max(0, from - beside), from + size + beside);
    count(others, block, -1);
    const history = [...others.values()].filter(({ n }) => n > 0);
    const weighed = weighUnusual(block, { ...NO_CONTEXT, history }).results;
    count(others, block, 1);
    for (const { key } of inputs.slice(from, from + size)) results.set(key, weighed.get(key)!);
  }
  return results;
}
