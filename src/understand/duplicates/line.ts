import { z } from 'zod';
import type { DupInput } from './input.ts';

const word = z.string().nullish();

/** A line of a file of reviews. Other fields are let be. */
export const DupLine = z.object({
  id: z.union([z.string().min(1), z.number()]),
  lang: word,
  source: z.string(),
  brand: word,
  /** The brand's own product. */
  productId: z.union([z.string(), z.number()]).nullish(),
  /** Name as printed; where it is not there, `authorId` stands for it. */
  author: word,
  authorId: z.union([z.string(), z.number()]).nullish(),
  /** A day, or an instant of which the day is taken. */
  date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}(?:$|T)/, 'a day as YYYY-MM-DD, or an instant')
    .nullish(),
  stars: z.number().min(0).max(5).nullish(),
  text: z.string(),
});
export type DupLine = z.infer<typeof DupLine>;

function known(value: string | number | null | undefined): string | null {
  return value === null || value === undefined || value === '' ? null : String(value);
}

/** The review of a line; its id is its key. */
export function toInput(line: DupLine): DupInput {
  return {
    key: String(line.id),
    lang: known(line.lang),
    source: line.source,
    brand: line.brand ?? '',
    productId: known(line.productId),
    author: known(line.author) ?? known(line.authorId),
    day: line.date?.slice(0, 10) ?? null,
    stars: line.stars ?? null,
    text: line.text,
  };
}
