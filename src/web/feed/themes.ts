import type { Item, Kind, Label, ThemeSign } from '../api/types.ts';
import { type FeedFilter, withList } from './filters.ts';
import { shownSentiment } from './sentiment.ts';

export const THEME_SIGNS = ['negative', 'neutral', 'positive'] as const satisfies readonly ThemeSign['sentiment'][];

/** The words of the domain once more: its schemas would bring their whole library into the page. */
export const KINDS = [
  'complaint',
  'praise',
  'question',
  'suggestion',
  'advertisement',
  'reply',
  'other',
] as const satisfies readonly Kind[];
export const THEME_IDS = [
  'delivery',
  'packaging',
  'price',
  'quality',
  'assortment',
  'staff',
  'support',
  'speed',
  'usability',
  'payment',
  'information',
  'atmosphere',
  'location',
  'food',
  'loyalty',
  'safety',
] as const;

/** A theme as it is shown: with the author's own words, unless a person named it and no words are known. */
export interface ShownTheme extends ThemeSign {
  readonly quote: string | null;
}

/** What hurts is seen first, and never under "+2". */
const ORDER = { negative: 0, positive: 1, neutral: 2 } as const;

/** The themes shown: those a person named, else those of the model. A theme both praised and blamed is there twice. */
export function shownThemes({ correction, understanding }: Item): readonly ShownTheme[] {
  const found = understanding?.themes ?? [];
  const quoteOf = (one: ThemeSign) =>
    found.find(({ theme, sentiment }) => theme === one.theme && sentiment === one.sentiment)?.quote ?? null;
  const shown = correction?.themes?.map((one) => ({ ...one, quote: quoteOf(one) })) ?? found;
  return shown.toSorted((a, b) => ORDER[a.sentiment] - ORDER[b.sentiment]);
}

/** The themes shown as a person says them: without the words. */
export function saidThemes(item: Item): readonly ThemeSign[] {
  return shownThemes(item).map(({ theme, sentiment }) => ({ theme, sentiment }));
}

/** The kind shown: a person's word, else the model's; null where there is none. */
export function shownKind({ correction, understanding }: Item): Kind | null {
  return correction?.kind ?? understanding?.kind ?? null;
}

/** Kinds worth a label of their own: praise and complaint are said by the sentiment beside it already. */
const TELLING: ReadonlySet<Kind> = new Set(['question', 'suggestion', 'advertisement', 'reply']);

export function tellingKind(item: Item): Kind | null {
  const kind = shownKind(item);
  return kind !== null && TELLING.has(kind) ? kind : null;
}

/** Themes of a card beyond these go under "+2", but never a single one: its own chip is as short. */
const ON_CARD = 2;

export function themesOnCard(item: Item): { readonly shown: readonly ShownTheme[]; readonly hidden: number } {
  const themes = shownThemes(item);
  const n = themes.length <= ON_CARD + 1 ? themes.length : ON_CARD;
  return { shown: themes.slice(0, n), hidden: themes.length - n };
}

/** Exactly the texts that speak so of this theme; asked for once more, all of them again. */
export function toggledTheme(filter: FeedFilter, { theme, sentiment }: ThemeSign): FeedFilter {
  const { theme: themes = [], theme_sentiment: signs = [] } = filter.lists;
  const isAsked = themes.length === 1 && themes[0] === theme && signs.length === 1 && signs[0] === sentiment;
  return withList(withList(filter, 'theme', isAsked ? [] : [theme]), 'theme_sentiment', isAsked ? [] : [sentiment]);
}

/** What the text is read as where its stars say the opposite: four or five over a negative text, one or two over a positive one. */
export function againstStars(item: Item): Label | null {
  const { shade } = shownSentiment(item);
  if (item.stars === null) return null;
  if (shade === 'negative' && item.stars >= 4) return shade;
  return shade === 'positive' && item.stars <= 2 ? shade : null;
}
