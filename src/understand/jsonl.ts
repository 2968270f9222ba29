import { z } from 'zod';
import { Brand } from '../domain/brand.ts';
import { foldMixed } from './evaluate/tally.ts';
import { type Models, readText } from './index.ts';

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

interface LineOptions {
  /** Its number, from 1. */
  readonly line?: number;
  /** 3: `mixed` becomes the side to which its score leans, neutral at 0. */
  readonly labels?: 3 | 4;
}

/**
 * One line of JSONL `{id, text, title?, pros?, cons?, lang?, stars?}` -> `{id, lang, sentiment: {label, score, confidence,
 * unsure}, themes: [{theme, sentiment, quote}], kind, why: [{words, weight}]}` as JSON without a newline. Where there is nothing
 * to read, or the language is none that is read, sentiment is null and `unsure` true stands beside it. A bad line ->
 * `{"error", "line"}`. Never throws.
 */
export function understandLine(
  line: string,
  models: Models,
  { line: lineNumber = 1, labels = 4 }: LineOptions = {},
): string {
  try {
    const { id, text, title, pros, cons, lang } = Line.parse(JSON.parse(line));
    const understanding = readText(
      {
        title: title ?? null,
        text: text ?? null,
        pros: pros ?? null,
        cons: cons ?? null,
        declaredLanguage: null,
        correctedLanguage: lang?.toLowerCase() ?? null,
        brand: ANY_BRAND,
      },
      models,
    );
    const { language, sentiment: read, themes, kind, why } = understanding;
    const sentiment = read === null || labels === 4 ? read : { ...read, label: foldMixed(read) };
    return JSON.stringify({
      id,
      lang: language,
      sentiment,
      ...(read === null ? { unsure: true } : {}),
      themes,
      kind,
      why,
    });
  } catch (error) {
    return JSON.stringify({ error: reason(error), line: lineNumber });
  }
}
