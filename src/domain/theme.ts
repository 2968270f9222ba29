import { z } from 'zod';

/** What reviews speak of. Ids are stored, so they never change. */
export const THEMES = [
  /** Delivery of an order: term, courier's way, damage on the way. */
  'delivery',
  'packaging',
  'price',
  /** How good a product is and how it works. */
  'quality',
  /** Choice, availability, sizes. */
  'assortment',
  /** People and service on the spot. */
  'staff',
  /** Support, returns, warranty, how complaints are handled. */
  'support',
  /** Waiting and queues. */
  'speed',
  /** Site and app, ease of use. */
  'usability',
  'payment',
  /** Whether descriptions match, communication, promises. */
  'information',
  /** Interior, music, cleanliness, comfort. */
  'atmosphere',
  'location',
  'food',
  'loyalty',
  /** Safety, trust, personal data, deceit. */
  'safety',
] as const;
export type Theme = (typeof THEMES)[number];

/** A theme that a text speaks of, with its own sign. A theme both praised and blamed is mentioned twice. */
export const ThemeMention = z.object({
  /** One of `THEMES` or the id of a user's own theme. */
  theme: z.string(),
  sentiment: z.enum(['negative', 'neutral', 'positive']),
  /** The author's own words that show it, at most about 120 characters, cut at word borders. */
  quote: z.string(),
});
export type ThemeMention = z.infer<typeof ThemeMention>;

/** A mention without its words: what is counted, and what a person says of a text. */
export const ThemeSign = ThemeMention.omit({ quote: true });
export type ThemeSign = z.infer<typeof ThemeSign>;

/** What kind of text it is: `reply` is an official answer of the company, `other` has no wish and no clear mood. */
export const TextKind = z.enum(['complaint', 'praise', 'question', 'suggestion', 'advertisement', 'reply', 'other']);
export type TextKind = z.infer<typeof TextKind>;

/** A theme that users make themselves. Its words are matched by their stems in all languages that are read. */
export const OwnTheme = z.object({
  /** Stored with each text, so it never changes. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'lower-case latin letters, digits and dashes'),
  title: z.string().min(1).max(120),
  /** Single words, in any form. */
  words: z.array(z.string().trim().min(1).max(60)).max(200).default([]),
  /** Several words in a row. */
  phrases: z.array(z.string().trim().min(1).max(200)).max(200).default([]),
  /** Words and phrases in which the words above do not count. */
  exclusions: z.array(z.string().trim().min(1).max(200)).max(200).default([]),
});
export type OwnTheme = z.infer<typeof OwnTheme>;

const BUILT_IN: ReadonlySet<string> = new Set(THEMES);

/** The own themes of a brand: each id once and none of the built-in ones, each with something to find it by. */
export const OwnThemes = z
  .array(
    OwnTheme.extend({ fromPage: z.boolean().default(false).describe('Made on the page, not in the configuration') }),
  )
  .max(50)
  .check(({ value: themes, issues }) => {
    const say = (index: number, field: string, message: string) =>
      issues.push({ code: 'custom', message, path: [index, field], input: themes });
    for (const [index, { id, words, phrases }] of themes.entries()) {
      if (BUILT_IN.has(id)) say(index, 'id', `"${id}" is a built-in theme; choose another id`);
      if (themes.findIndex((one) => one.id === id) < index) say(index, 'id', `"${id}" is there already`);
      if (words.length + phrases.length === 0) say(index, 'words', 'give at least one word or phrase');
    }
  });
export type OwnThemes = z.infer<typeof OwnThemes>;

/** What a theme would find among recent texts. */
export const ThemePreview = z.object({
  /** Texts with a mention, of `read` texts. */
  n: z.number().int(),
  read: z.number().int(),
  /** False: there are more texts in these days than were read. */
  isAll: z.boolean(),
  /** First day of the window. */
  from: z.string(),
  examples: z.array(ThemeMention.omit({ theme: true }).extend({ key: z.string().describe('Key of the item') })).max(10),
});
export type ThemePreview = z.infer<typeof ThemePreview>;

/** A phrase that more texts say now than before, and that no theme names yet. */
export const RisingPhrase = z.object({
  /** Names it when it is dismissed. */
  id: z.string(),
  /** As people write it, lower case. */
  phrase: z.string(),
  language: z.string(),
  /** Texts that say it, of all texts of the last days, and of those before. */
  now: z.number().int(),
  ofNow: z.number().int(),
  before: z.number().int(),
  ofBefore: z.number().int(),
  /** The authors' own words, at most three. */
  quotes: z.array(z.string()).max(3),
});
export type RisingPhrase = z.infer<typeof RisingPhrase>;

/** New themes proposed to a brand, the most telling first. */
export const RisingPhrases = z.object({
  data: z.array(RisingPhrase),
  /** Days that "now" has, and days of the past before it. */
  days: z.number().int(),
  pastDays: z.number().int(),
  /** The last day. */
  until: z.string(),
  /** Texts read. */
  read: z.number().int(),
  /** False: there are more texts in these days than were read. */
  isAll: z.boolean(),
  /** When they were read: at most an hour ago. */
  asOf: z.string(),
});
export type RisingPhrases = z.infer<typeof RisingPhrases>;
