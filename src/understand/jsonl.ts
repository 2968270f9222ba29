import { z } from 'zod';
import { Brand } from '../domain/brand.ts';
import { type Models, readItem } from './index.ts';

const Line = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string().nullish(),
  title: z.string().nullish(),
  pros: z.string().nullish(),
  cons: z.string().nullish(),
  /** The language, where it is known; it is then not detected. */
  lang: z
    .string()
    .regex(/^[a-z]{2}$/i, 'two letters')
    .nullish(),
  stars: z.number().nullish(),
});

/** No brand speaks in a line: all languages that are read are expected alike. */
const ANY_BRAND = Brand.parse({ id: 'any', name: 'any', languages: ['ru', 'en', 'nl'] });

function reason(error: unknown): string {
  if (error instanceof z.ZodError) {
    return error.issues.map((issue) => `${issue.path.join('.') || 'line'}: ${issue.message}`).join('; ');
  }
  return error instanceof SyntaxError ? 'not JSON' : 'cannot be read';
}

/**
 * One line of JSONL `{id, text, title?, pros?, cons?, lang?, stars?}` -> `{id, lang, sentiment: {label, score, confidence,
 * unsure}}` as JSON without a newline; sentiment null where there is nothing to read. A bad line -> `{"error", "line"}`
 * with the number handed in (from 1). Never throws.
 */
export function understandLine(line: string, models: Models, lineNumber = 1): string {
  try {
    const { id, text, title, pros, cons, lang, stars } = Line.parse(JSON.parse(line));
    const understanding = readItem(
      {
        key: String(id),
        title: title ?? null,
        text: text ?? null,
        pros: pros ?? null,
        cons: cons ?? null,
        stars: stars ?? null,
        declaredLanguage: null,
        correctedLanguage: lang?.toLowerCase() ?? null,
        brand: ANY_BRAND,
        matchMentions: false,
      },
      models,
    );
    return JSON.stringify({ id, lang: understanding.language, sentiment: understanding.sentiment });
  } catch (error) {
    return JSON.stringify({ error: reason(error), line: lineNumber });
  }
}
