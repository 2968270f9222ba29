import { z } from 'zod';
import { Brand } from '../../domain/brand.ts';
import type { Understanding } from '../../domain/item.ts';
import { type Models, readItem } from '../index.ts';
import { FOUR_LABELS } from './tally.ts';

const words = z.string().nullish();

/** What every labelled text has. Other fields are let be. */
export const LabelledText = z.object({
  id: z.union([z.string(), z.number()]),
  /** The language, where it is known; it is then not detected. */
  lang: z
    .string()
    .regex(/^[a-z]{2}$/i, 'two letters')
    .nullish(),
  text: words,
  title: words,
  pros: words,
  cons: words,
});
export type LabelledText = z.infer<typeof LabelledText>;

const SOMETHING = 'one of text, title, pros, cons must be there';

export const SentimentRow = LabelledText.extend({ label: z.enum(FOUR_LABELS) });
export type SentimentRow = z.infer<typeof SentimentRow>;

/** A line of a labelled file, or what is wrong with it and where: `field` is `line` where it is not JSON. */
export type Parsed<T> = { readonly row: T } | { readonly field: string; readonly message: string };

/** Never throws: a labelled file may have any fault. */
export function parseRow<T extends LabelledText>(schema: z.ZodType<T>, line: string): Parsed<T> {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { field: 'line', message: 'is not JSON' };
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return { field: issue?.path.join('.') || 'line', message: issue?.message ?? 'cannot be read' };
  }
  const { text, title, pros, cons } = parsed.data;
  if ([text, title, pros, cons].every((one) => one === null || one === undefined))
    return { field: 'text', message: SOMETHING };
  return { row: parsed.data };
}

/** No brand speaks in a file: all languages that are read are expected alike. */
const ANY_BRAND = Brand.parse({ id: 'any', name: 'any', languages: ['ru', 'en', 'nl'] });

/** The text read as the product reads one: cleaned, language detected where it is not given. Stars are not handed on. */
export function readRow({ id, lang, text, title, pros, cons }: LabelledText, models: Models): Understanding {
  return readItem(
    {
      key: String(id),
      title: title ?? null,
      text: text ?? null,
      pros: pros ?? null,
      cons: cons ?? null,
      stars: null,
      declaredLanguage: null,
      correctedLanguage: lang?.toLowerCase() ?? null,
      brand: ANY_BRAND,
      matchMentions: false,
    },
    models,
  );
}
