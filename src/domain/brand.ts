import { z } from 'zod';
import { OwnThemes } from './theme.ts';

/** A name that is spoken about: what it is called, in which zone its days are, which texts are not about it. */
export const Brand = z.object({
  /** Short lasting name: lower-case latin letters, digits and dashes. Part of every item key. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case latin letters, digits and dashes'),
  name: z.string().min(1).max(200),
  /** Other ways people write it. Case, е/ё, transliteration and the wrong keyboard layout are found without being listed. */
  spellings: z.array(z.string().min(1)).default([]),
  /** A text with one of these words is not about the brand ("apple pie"). */
  exclude: z.array(z.string().min(1)).default([]),
  competitors: z.array(z.string().min(1)).default([]),
  /** IANA zone of the brand's days. */
  timeZone: z.string().default('Europe/Moscow'),
  /** Languages in which its customers write; language detection of short texts is restricted to them. */
  languages: z.array(z.string().length(2)).default(['ru']),
  /** Own products, with the ids that the sites give them: `{ otzovik: "...", wildberries: "..." }`. */
  products: z
    .array(z.object({ id: z.string(), name: z.string(), siteIds: z.record(z.string(), z.string()).default({}) }))
    .default([]),
  /** Themes of the brand's own, beside the built-in ones. */
  themes: OwnThemes.default([]),
  /** Made-up data of the demo: said on the page, in mails and in exports. */
  madeUp: z.boolean().default(false),
});
export type Brand = z.infer<typeof Brand>;
