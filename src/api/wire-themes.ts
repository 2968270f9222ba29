import { z } from 'zod';
import { OwnTheme, OwnThemes, RisingPhrases, THEMES, ThemePreview } from '../domain/theme.ts';

/** Shapes of users' own themes on the wire. */

export const BUILT_IN = THEMES;
/** `fromPage`: made here, and may be changed here; else it stands in the configuration. */
export const Theme = OwnTheme.extend({ fromPage: z.boolean().default(false) });
/** `GET /themes?brand=`. */
export const Themes = z.object({ builtIn: z.array(z.enum(THEMES)), own: OwnThemes });
/** `POST /themes`. */
export const ThemeAdd = z.strictObject({ brand: z.string(), ...OwnTheme.shape });
const { words, phrases, exclusions, title } = OwnTheme.shape;
/** `POST /themes/preview`. */
export const ThemeTrial = z.strictObject({ brand: z.string(), words, phrases, exclusions });
/** `PATCH /themes/{id}`: what is left out stays. */
export const ThemeChange = z.strictObject({
  brand: z.string(),
  title: title.optional(),
  words: words.removeDefault().optional(),
  phrases: phrases.removeDefault().optional(),
  exclusions: exclusions.removeDefault().optional(),
});
/** `POST /themes/rising/dismissals`: with `dismissed: false` it is shown again. */
export const RisingDismissal = z.strictObject({
  brand: z.string(),
  id: z.string().min(1).max(300).describe('Id of the phrase'),
  dismissed: z.boolean().default(true),
});
export { RisingPhrases, ThemePreview };
