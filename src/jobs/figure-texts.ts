import type { FigureTexts } from '../domain/comparison.ts';
import { ItemFilter } from '../domain/filter.ts';

/** Readings of a query's word, in order: as it stands, as yes or no, as a list of one. */
const readings = (raw: string | string[]): unknown[] => [
  raw,
  raw === 'true' ? true : raw === 'false' ? false : raw,
  [raw].flat(),
];

/** The filter behind a figure's texts, so that the mail lists exactly what it counts. Throws `ZodError` for one that is none. */
export function filterOf(texts: FigureTexts): ItemFilter {
  const shape: Readonly<Record<string, { safeParse(value: unknown): { success: boolean } }>> = ItemFilter.shape;
  const entries = Object.entries(texts).map(([name, raw]) => [
    name,
    readings(raw).find((value) => shape[name]?.safeParse(value).success) ?? raw,
  ]);
  return ItemFilter.strict().parse(Object.fromEntries(entries));
}
