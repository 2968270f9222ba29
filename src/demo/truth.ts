import type { SentimentLabel } from '../domain/item.ts';
import type { Theme } from './texts/phrases.ts';

/** The scrapers whose markup the demo speaks. */
export type DemoSite = 'otzovik' | '2gis' | 'wildberries' | 'telegram' | 'jsonld';

/** One place to read. `captcha` answers with a robot check for ever. */
export type DemoPage =
  | 'otzovik-shop'
  | 'otzovik-captcha'
  | '2gis-firm'
  | 'wildberries-kettle'
  | 'telegram-channel'
  | 'shop-en'
  | 'shop-nl'
  | 'shop-outlet';

/** What a review says at one visit. */
export interface DemoContent {
  readonly title: string | null;
  /** Null for cards with stars alone. */
  readonly text: string | null;
  readonly pros: string | null;
  readonly cons: string | null;
  /** Null on sites without stars. */
  readonly stars: number | null;
  /** What its author meant; null without any words. */
  readonly sentiment: SentimentLabel | null;
}

export interface DemoAuthor {
  readonly name: string;
  readonly female: boolean;
}

/** One planted review with everything that is known about it. */
export interface DemoReview {
  /** Name within the story, e.g. `r0042`. */
  readonly id: string;
  readonly site: DemoSite;
  readonly page: DemoPage;
  /** The id as the site prints it. */
  readonly externalId: string;
  readonly author: DemoAuthor;
  /** ISO instant in UTC. */
  readonly publishedAt: string;
  readonly language: 'ru' | 'en' | 'nl';
  readonly themes: readonly Theme[];
  readonly likes: number;
  readonly reply: { readonly text: string; readonly at: string } | null;
  readonly content: DemoContent;
  /** What it says from the second visit on, for reviews that their authors changed. */
  readonly edited: { readonly at: string; readonly content: DemoContent } | null;
  /** First visit that shows it. */
  readonly arrives: 1 | 2;
  /** Gone at the second visit. */
  readonly vanishes: boolean;
  /** Id of the review whose text it repeats on another site. */
  readonly copyOf: string | null;
  /** The copy differs in case, ё, punctuation or a smiley. */
  readonly retyped: boolean;
  /** Part of the bought burst of praise. */
  readonly paid: boolean;
  /** Part of the wave of complaints about broken delivery. */
  readonly incident: boolean;
  /** Written by the first buyers of a new shop: many at once, and honest. */
  readonly launch: boolean;
  /** Names the brand, or stands on a page about it. */
  readonly mentionsBrand: boolean;
  /** Phone numbers and e-mail addresses (of nobody) in its text, which must not be stored. */
  readonly contacts: readonly string[];
  /** Carries markup, right-to-left marks or a formula as plain text. */
  readonly hostile: boolean;
}

/** The page that shuts its door in the middle of the last fortnight: figures over time go on without it. */
export const DEAD_PAGE: DemoPage = 'shop-outlet';
/** Days before the end of the story at which it was still open. */
export const DIED_DAYS = 7;

/** The whole story. */
export interface DemoTruth {
  readonly seed: number;
  /** The instant at which the story ends, ISO in UTC. */
  readonly now: string;
  /** Newest first. */
  readonly reviews: readonly DemoReview[];
  /** No review appears there after this instant. */
  readonly silent: { readonly page: DemoPage; readonly since: string };
  readonly burst: { readonly from: string; readonly to: string };
  readonly wave: { readonly from: string; readonly to: string };
  readonly launch: { readonly from: string; readonly to: string };
}

/** The content that a visit shows. */
export function contentAt(review: DemoReview, visit: 1 | 2): DemoContent {
  return visit === 2 && review.edited ? review.edited.content : review.content;
}

/** Whether a visit shows the review at all. */
export function isShown(review: DemoReview, visit: 1 | 2): boolean {
  return review.arrives <= visit && !(visit === 2 && review.vanishes);
}

/** The reviews of a page as a visit shows them, newest first. */
export function shownOn(truth: DemoTruth, page: DemoPage, visit: 1 | 2): DemoReview[] {
  return truth.reviews.filter((review) => review.page === page && isShown(review, visit));
}
