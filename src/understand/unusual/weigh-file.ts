import { Brand } from '../../domain/brand.ts';
import type { Unusual } from '../../domain/unusual.ts';
import { findDuplicates } from '../duplicates/index.ts';
import { type Models, readText } from '../index.ts';
import { dayName } from './days.ts';
import { weighUnusual } from './index.ts';
import type { FileReview } from './line.ts';
import { sideOf } from './rows.ts';
import { type DayCount, NO_CONTEXT, type UnusualInput } from './types.ts';

/** No brand speaks in a file: all languages that are read are expected alike. */
const ANY_BRAND = Brand.parse({ id: 'any', name: 'any', languages: ['ru', 'en', 'nl'] });
/** Reviews that are weighed against each other at once, and those of the days beside them that are looked at with them. */
const BLOCK = 40_000;
const BESIDE = 5_000;

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

function historyOf(others: readonly UnusualInput[]): DayCount[] {
  const counts = new Map<string, DayCount & { n: number }>();
  for (const { source, stars, day } of others) {
    const side = sideOf(stars);
    if (side === null || day === null) continue;
    const id = `${source}\n${side}\n${day}`;
    const count = counts.get(id);
    if (count === undefined) counts.set(id, { source, side, day, n: 1 });
    else count.n += 1;
  }
  return [...counts.values()];
}

/**
 * Weighs all reviews of a file against each other. Very many are weighed in blocks of days that follow each other, each together
 * with the days beside it; the rest of the file then tells what is usual. By key.
 */
export function weighFile(reviews: readonly FileReview[], models: Models): ReadonlyMap<string, Unusual> {
  const inputs = prepared(reviews, models);
  if (inputs.length <= BLOCK) return weighUnusual(inputs, NO_CONTEXT).results;
  const never = dayName(3_000_000);
  const place = ({ day, key }: UnusualInput): string => `${day ?? never}\n${key}`;
  inputs.sort((a, b) => (place(a) < place(b) ? -1 : 1));
  const results = new Map<string, Unusual>();
  for (let from = 0; from < inputs.length; from += BLOCK) {
    const [first, end] = [Math.max(0, from - BESIDE), from + BLOCK + BESIDE];
    const history = historyOf([...inputs.slice(0, first), ...inputs.slice(end)]);
    const block = weighUnusual(inputs.slice(first, end), { ...NO_CONTEXT, history }).results;
    for (const { key } of inputs.slice(from, from + BLOCK)) results.set(key, block.get(key)!);
  }
  return results;
}
