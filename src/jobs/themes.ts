import type { Compute } from '../compute/compute.ts';
import type { Clock } from '../domain/ambient.ts';
import type { Brand } from '../domain/brand.ts';
import { sayIssues } from '../domain/issues.ts';
import type { Item } from '../domain/item.ts';
import { OwnTheme, OwnThemes, type ThemePreview } from '../domain/theme.ts';
import { BadInput, Conflict, NotFound } from '../errors.ts';
import type { Store } from '../store/store.ts';
import type { ReadInput } from '../understand/index.ts';

/** The themes that people make themselves. What they change is found in texts once these are read anew; see `reading-version`. */
export interface Themes {
  /** Throws `NotFound` for an unknown brand. */
  list(brand: string): Promise<Brand['themes']>;
  /** Throws `BadInput` for one that is wrong or there already. */
  add(brand: string, theme: unknown): Promise<OwnThemes[number]>;
  /** Throws `NotFound`, `BadInput`, `Conflict` for a theme of the configuration. */
  change(brand: string, id: string, change: Readonly<Record<string, unknown>>): Promise<OwnThemes[number]>;
  remove(brand: string, id: string): Promise<void>;
  /** What it would find among the newest texts of the last 30 days. */
  preview(brand: string, theme: unknown): Promise<ThemePreview>;
}

export interface ThemesDeps {
  readonly store: Pick<Store, 'brand' | 'saveBrand' | 'items'>;
  readonly compute: Pick<Compute, 'understand'>;
  readonly clock: Clock;
}

const PREVIEW_DAYS = 30;
/** Texts read for a preview: about a second of one worker. */
const PREVIEW_TEXTS = 2000;
const PAGE = 200;
const QUOTES = 10;
const DAY_MS = 86_400_000;

export function createThemes({ store, compute, clock }: ThemesDeps): Themes {
  const known = async (id: string): Promise<Brand> => {
    const brand = await store.brand(id);
    if (brand === null) throw new NotFound(`There is no brand ${JSON.stringify(id)}.`);
    return brand;
  };

  const save = async (brand: Brand, themes: readonly unknown[]): Promise<Brand['themes']> => {
    const parsed = OwnThemes.safeParse(themes);
    if (!parsed.success) throw new BadInput('theme', sayIssues(parsed.error, 'themes').replaceAll(/\b\d+\./g, ''));
    await store.saveBrand({ ...brand, themes: parsed.data }, new Date(clock.now()).toISOString());
    return parsed.data;
  };

  const ofPage = (brand: Brand, id: string): void => {
    const theme = brand.themes.find((one) => one.id === id);
    if (theme === undefined) throw new NotFound(`There is no theme ${JSON.stringify(id)} of the brand's own.`);
    if (!theme.fromPage) throw new Conflict('This theme stands in the configuration file, which alone can change it.');
  };

  return {
    list: async (brand) => (await known(brand)).themes,
    async add(id, theme) {
      const brand = await known(id);
      const made = { ...(theme as object), fromPage: true };
      return (await save(brand, [...brand.themes, made])).at(-1)!;
    },
    async change(brandId, id, change) {
      const brand = await known(brandId);
      ofPage(brand, id);
      const themes = brand.themes.map((one) => (one.id === id ? { ...one, ...change, id, fromPage: true } : one));
      return (await save(brand, themes)).find((one) => one.id === id)!;
    },
    async remove(brandId, id) {
      const brand = await known(brandId);
      ofPage(brand, id);
      await save(
        brand,
        brand.themes.filter((one) => one.id !== id),
      );
    },
    async preview(brandId, given) {
      const brand = await known(brandId);
      const theme = OwnTheme.safeParse({ id: 'preview', title: 'preview', ...(given as object) });
      if (!theme.success) throw new BadInput('theme', sayIssues(theme.error, 'theme'));
      const trial: Brand = { ...brand, themes: [{ ...theme.data, fromPage: true }] };
      const from = new Date(clock.now() - PREVIEW_DAYS * DAY_MS).toISOString().slice(0, 10);
      const filter = { brand: brandId, has_text: true, published_from: from };
      const found: ThemePreview['examples'] = [];
      let [read, n] = [0, 0];
      let cursor: string | undefined;
      do {
        const page = await store.items(filter, { sort: '-published', limit: PAGE, ...(cursor ? { cursor } : {}) });
        for (const { key, themes } of await compute.understand(page.items.map((item) => inputOf(item, trial)))) {
          const mentions = themes.filter((one) => one.theme === theme.data.id);
          if (mentions.length > 0) n += 1;
          for (const { sentiment, quote } of mentions) if (found.length < QUOTES) found.push({ key, sentiment, quote });
        }
        read += page.items.length;
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined && read < PREVIEW_TEXTS);
      return { n, read, isAll: cursor === undefined, from, examples: found };
    },
  };
}

function inputOf({ key, title, text, pros, cons, stars, declaredLanguage, correction }: Item, brand: Brand): ReadInput {
  const correctedLanguage = correction?.language ?? null;
  return { key, title, text, pros, cons, stars, declaredLanguage, correctedLanguage, brand, matchMentions: false };
}
