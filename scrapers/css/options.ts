import { z } from 'zod';
import { isSelector } from '../../src/collect/extract.ts';
import { WebAddress, ZoneName } from '../../src/collect/page-options.ts';

/** What a card can give; the names are those of a review. */
export const FIELD_NAMES = [
  'externalId',
  'author',
  'authorId',
  'rating',
  'title',
  'text',
  'pros',
  'cons',
  'publishedAt',
  'editedAt',
  'url',
  'likes',
  'reach',
  'replyText',
  'replyAt',
  'verified',
  'productName',
  'location',
  'language',
  'parentId',
] as const;
export type FieldName = (typeof FIELD_NAMES)[number];

const Selector = z
  .string()
  .min(1, 'wanted a CSS selector')
  .max(1000)
  .refine(isSelector, 'not a CSS selector that can be read; try it in the browser with document.querySelectorAll');

const Field = z.strictObject({
  selector: z
    .union([z.literal(':self'), Selector])
    .describe('CSS selector inside the card; ":self" is the card itself'),
  attr: z.string().min(1).optional().describe('Attribute to take; without it the text is taken'),
  regex: z
    .string()
    .max(1000)
    .refine(isRegex, 'not a regular expression of JavaScript')
    .optional()
    .describe('Keeps what its first group matches, or the whole match; no match means no value'),
  all: z.boolean().optional().describe('Joins all matches by line breaks; without it the first one counts'),
  remove: z
    .union([Selector, z.array(Selector)])
    .optional()
    .describe('Selectors inside the match to leave out: quotes, labels, buttons'),
  date: z
    .string()
    .optional()
    .describe(
      'How the date is written, e.g. DD.MM.YYYY or MM/DD/YYYY; "unix" for seconds. ISO, e-mail and spelled-out dates need none',
    ),
  locale: z
    .string()
    .refine(isLocale, 'not a language code such as nl or de-DE')
    .optional()
    .describe('Language of month names; en-US also means month before day'),
  zone: ZoneName.optional().describe(
    'Zone of times that are printed without one; without it such a time counts as its day',
  ),
  map: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
    .optional()
    .describe('Replaces values: {"stars-5": 5}; one word of a longer value is enough, anything else means no value'),
});
export type Field = z.infer<typeof Field>;

const Fields = z.partialRecord(z.enum(FIELD_NAMES), Field, {
  error: ({ code }) =>
    String(code) === 'unrecognized_keys' ? `there is no such field; known are ${FIELD_NAMES.join(', ')}` : undefined,
});

/** The options of the css scraper: where the cards are, and where in a card its fields. */
export const CssOptions = z.strictObject({
  url: WebAddress.describe('Address of the first page'),
  item: Selector.describe('CSS selector of one card: a review, a post, a comment'),
  ratingScale: z.number().positive().max(1000).optional().describe('Best rating of the site; 5 when left out'),
  fields: Fields.refine(
    (fields) => (['text', 'title', 'rating', 'pros', 'cons'] as const).some((name) => fields[name] !== undefined),
    'at least one of text, title, rating, pros, cons is needed',
  ).describe('Field name -> where to find it in the card'),
  next: Selector.optional().describe('CSS selector of the link to the next page'),
  empty: Selector.optional().describe('CSS selector of the words by which the site says that there is nothing yet'),
});
export type CssOptions = z.infer<typeof CssOptions>;

function isRegex(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
}

function isLocale(code: string): boolean {
  try {
    return Intl.getCanonicalLocales(code).length === 1;
  } catch {
    return false;
  }
}
