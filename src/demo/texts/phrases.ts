import type { Details } from '../detail.ts';

/** What a review speaks of. */
export type Theme =
  | 'delivery'
  | 'packaging'
  | 'price'
  | 'quality'
  | 'staff'
  | 'support'
  | 'waiting'
  | 'app'
  | 'assortment';

/**
 * Hand-written sentences on one theme. Slots: `{а}` is added for a female author, `{m|f}` chooses by the author's
 * gender; `{nom}`, `{acc}` and `{gen}` are the product in that Russian case, `{product}` the product in other languages.
 */
export interface ThemePhrases {
  readonly theme: Theme;
  readonly positive: readonly string[];
  readonly negative: readonly string[];
  readonly neutral: readonly string[];
}

/** A whole short review as people type it on the run. */
export interface WholeReview {
  readonly text: string;
  readonly sentiment: 'negative' | 'neutral' | 'positive' | 'mixed';
  readonly themes: readonly Theme[];
}

/** What kind of thing a product is: sentences that begin with `[kettle]` fit kettles only. */
export type ProductKind = 'kettle' | 'grinder' | 'thermos' | 'maker' | 'cezve' | 'pot';

/** A product as the sentences name it; outside Russian all three forms are alike. */
export interface ProductName {
  readonly kind: ProductKind;
  readonly nom: string;
  readonly acc: string;
  readonly gen: string;
}

/** The edges of a review and the turn between praise and complaint. */
export interface Frame {
  readonly openers: Readonly<Record<'negative' | 'neutral' | 'positive' | 'mixed', readonly string[]>>;
  readonly closers: Readonly<Record<'negative' | 'neutral' | 'positive' | 'mixed', readonly string[]>>;
  /** Stands between the good and the bad half of a mixed review. */
  readonly turns: readonly string[];
  readonly titles: Readonly<Record<'negative' | 'neutral' | 'positive' | 'mixed', readonly string[]>>;
  readonly products: readonly ProductName[];
}

/** Everything one language needs. */
export interface Language {
  readonly code: 'ru' | 'en' | 'nl';
  readonly themes: readonly ThemePhrases[];
  readonly wholes: readonly WholeReview[];
  readonly frame: Frame;
  /** Sentences that only one person would write. */
  readonly details: Details;
  /** Short advantages and drawbacks for sites that ask for them. */
  readonly pros: readonly string[];
  readonly cons: readonly string[];
  readonly emoji: Readonly<Record<'negative' | 'neutral' | 'positive' | 'mixed', readonly string[]>>;
}
