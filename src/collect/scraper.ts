import type { z } from 'zod';
import type { Metric } from '../domain/metric.ts';
import type { Page, PageRequest } from './page.ts';

/** Browser resource types that a page really needs; all others are refused. */
export type ResourceType = 'document' | 'script' | 'stylesheet' | 'xhr' | 'fetch' | 'image' | 'font';

/** One review as the site prints it. Only `externalId`-less pages may leave `externalId` null. Null = the page does not say. */
export interface RawReview {
  readonly externalId: string | null;
  readonly author: string | null;
  /** Stable id of the author at the site, better than the name for the keyed hash. */
  readonly authorId?: string | null;
  readonly rating: number | null;
  /** Best value of the site's scale; required where `rating` is set. */
  readonly ratingScale: number | null;
  readonly title: string | null;
  readonly text: string | null;
  readonly pros: string | null;
  readonly cons: string | null;
  /** ISO instant (with zone), or `YYYY-MM-DD`, or `YYYY-MM`; never invented. */
  readonly publishedAt: string | null;
  /** The day as printed, where it differs from the UTC day of `publishedAt`. `YYYY-MM-DD`. */
  readonly publishedOn?: string | null;
  /** `publishedAt` was counted from words like "2 weeks ago": it differs from visit to visit and takes no part in identity. */
  readonly relativeDate?: boolean;
  readonly editedAt?: string | null;
  readonly url: string | null;
  readonly likes: number | null;
  readonly replyText: string | null;
  readonly replyAt?: string | null;
  /** Verified purchase or visit; null where the site has no such mark. */
  readonly verified: boolean | null;
  readonly productId?: string | null;
  readonly productName?: string | null;
  readonly location?: string | null;
  readonly language?: string | null;
  readonly threadId?: string | null;
  readonly parentId?: string | null;
  /** The page's owner speaks (channel post of the brand). */
  readonly isOwn?: boolean;
  /** Views. */
  readonly reach?: number | null;
  /** The text is cut; `follow` asks for the whole. */
  readonly partial?: boolean;
  /** Survey answers alone: the score on its own scale, and where along the way it was given. */
  readonly metric?: Metric | null;
  readonly touchpoint?: string | null;
}

/** A card that could not be read: the rest of the page survives, the run counts the reason. */
export interface Skipped {
  /** Short and static, e.g. `no rating`; the run counts equal reasons. */
  readonly reason: string;
  /** Position on the page, from 0. */
  readonly index: number;
  readonly externalId?: string | null;
}

export interface ParseResult {
  readonly reviews: readonly RawReview[];
  readonly next?: PageRequest;
  /** A teaser's full review or a post's comments; asked for new or changed ids only (depth 1). */
  readonly follow?: readonly PageRequest[];
  /** The site's own counter of reviews. */
  readonly total?: number;
  readonly skipped?: readonly Skipped[];
  /** The page lists a fixed window: absence from it proves nothing, nothing is marked vanished. */
  readonly window?: boolean;
}

/**
 * A site: data plus one pure function. No I/O, no clock, no loop, no retry: those are written once in `collect/`.
 * `parse` throws `Blocked` for walls and `LayoutChanged` for pages it does not know; `[]` only with the site's own sign of emptiness.
 */
export interface Scraper<O = Record<string, unknown>> {
  /** Its folder; part of every item key; never changes. */
  readonly name: string;
  readonly title: string;
  readonly kind: 'aggregator' | 'marketplace' | 'maps' | 'social' | 'appstore' | 'feed' | 'generic';
  /** Every host it may touch, pagination and redirects included. `*.wb.ru` covers sub-domains. */
  readonly hosts: readonly string[] | 'of-target';
  readonly idScope: 'site' | 'page';
  readonly languages: readonly string[] | 'any';
  /** IANA zone of times that the site prints without one. */
  readonly timeZone?: string;
  readonly browser: false | { readonly waitFor: string; readonly allow: readonly ResourceType[] };
  readonly access: 'public-page' | 'public-api' | 'official-api';
  readonly pace: { readonly perMinute: number; readonly concurrency: 1 | 2; readonly source: string };
  readonly order: 'newest-first' | 'unknown';
  readonly parserVersion: number;
  readonly options: z.ZodType<O>;
  readonly example: { readonly url: string; readonly options: O };
  /** Fields that each review of this site always has; a card without one is skipped. */
  readonly required: readonly (keyof RawReview)[];
  /** The site's own search address for a brand name, for a person to open; undefined where there is none. */
  searchUrl?(brandName: string): string;
  /** A pasted address -> options; undefined when the address is not a page of this site. */
  fromUrl(url: URL): O | undefined;
  firstPage(options: O): PageRequest;
  /** The stable address of the page within `idScope: 'page'`; default: the first page's address. */
  pageId?(options: O): string;
  parse(page: Page, options: O): ParseResult;
}

/** A scraper whose options are not known to the caller: the registry's element. Options are checked by its own zod schema. */
export type AnyScraper = Scraper<Record<string, unknown>>;

/**
 * Declares a scraper and hides its option type from the registry: options that come in as plain data are parsed by
 * `options` before `firstPage`, `pageId` or `parse` sees them, so the cast is safe.
 */
export function defineScraper<O extends object>(scraper: Scraper<O>): AnyScraper {
  return scraper as unknown as AnyScraper;
}
