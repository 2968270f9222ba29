import type { Page } from '../collect/page.ts';
import type { AnyScraper, ParseResult, RawReview } from '../collect/scraper.ts';
import type { Brand } from '../domain/brand.ts';
import type { Channel, ItemDraft, Reply } from '../domain/item.ts';
import { itemKey } from './identity.ts';
import { cleanText } from './normalise.ts';
import { authorHash, maskPersonal, pseudonym, type Secret } from './privacy.ts';
import { readRating, toStars } from './stars.ts';
import { readMoment, readPublished } from './times.ts';

/** Longer texts are cut: the longest review seen has 40,000 characters, a megabyte is an attack. */
export const MAX_TEXT_CHARS = 100_000;
export const CUT_MARK = ' […]';
const MAX_TITLE_CHARS = 1_000;
const MAX_NAME_CHARS = 200;
const MAX_ID_CHARS = 500;
const MAX_URL_CHARS = 2_000;

export interface DraftContext {
  readonly scraper: Pick<AnyScraper, 'name' | 'idScope'>;
  /** Stable address or name of the page that the walk belongs to (not of its single pages). */
  readonly pageId: string;
  readonly page: Pick<Page, 'url' | 'fetchedAt'>;
  readonly brand: Brand;
  readonly secret: Secret;
  readonly keepNames: boolean;
  /** Default `public`. */
  readonly channel?: Channel;
  /** Where ids of authors hold, when wider than one source: respondents of several surveys are the same people. */
  readonly authorSpace?: string;
  /** Counts equal reviews without an id; hand the same map to all batches of one file. Default: this result alone. */
  readonly occurrences?: Map<string, number>;
}

export interface Drafts {
  readonly drafts: ItemDraft[];
  /** Share of reviews with each optional field, 0..1; empty without reviews. */
  readonly fill: Record<string, number>;
}

const FILL_FIELDS = [
  'externalId',
  'author',
  'rating',
  'title',
  'text',
  'pros',
  'cons',
  'publishedAt',
  'url',
  'likes',
  'replyText',
  'verified',
  'productId',
  'productName',
  'location',
  'language',
  'reach',
] as const satisfies readonly (keyof RawReview)[];

function isPresent(value: unknown): boolean {
  return typeof value === 'string' ? value.trim() !== '' : value !== null && value !== undefined;
}

/** Cut before cleaning, so that a megabyte costs no more than the cut; never through a surrogate pair. */
function masked(text: string | null | undefined, maxChars: number): string | null {
  if (text === null || text === undefined) return null;
  const short = text.length > maxChars ? text.slice(0, maxChars).toWellFormed() + CUT_MARK : text;
  return maskPersonal(cleanText(short)) || null;
}

function plain(value: string | null | undefined, maxChars: number): string | null {
  if (value === null || value === undefined) return null;
  return cleanText(value.slice(0, maxChars)) || null;
}

function count(value: number | null | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? Math.floor(value) : null;
}

function webAddress(url: string | null, base: string): string | null {
  const parsed = url === null ? null : (URL.parse(url) ?? URL.parse(url, base));
  if (parsed === null || !/^https?:$/.test(parsed.protocol) || parsed.href.length > MAX_URL_CHARS) return null;
  return parsed.href;
}

function replyOf(review: RawReview): Reply | null {
  const text = masked(review.replyText, MAX_TEXT_CHARS);
  return text === null ? null : { text, at: readMoment(review.replyAt) };
}

/** A product id of the site becomes the brand's own, where the brand lists it. */
function productOf(review: RawReview, context: DraftContext): Pick<ItemDraft, 'productId' | 'productName'> {
  const siteId = plain(review.productId, MAX_ID_CHARS);
  const own = context.brand.products.find(({ siteIds }) => siteId !== null && siteIds[context.scraper.name] === siteId);
  const printed = masked(review.productName, MAX_TITLE_CHARS);
  return { productId: own?.id ?? siteId, productName: own?.name ?? printed };
}

function toDraft(review: RawReview, context: DraftContext, occurrences: Map<string, number>): ItemDraft {
  const { brand, scraper, page } = context;
  const author = plain(review.author, MAX_NAME_CHARS);
  // A name alone is nobody in particular: it holds within its source only.
  const space = review.authorId ? (context.authorSpace ?? scraper.name) : scraper.name;
  const hash = authorHash({ scraper: space, authorId: review.authorId, name: author }, context.secret);
  const published = readPublished(review, { timeZone: brand.timeZone, fetchedAt: page.fetchedAt });
  const rating = readRating(review.rating, review.ratingScale);
  const externalId = review.externalId?.trim() || null;
  const identity = {
    brand: brand.id,
    scraper: scraper.name,
    idScope: scraper.idScope,
    pageId: context.pageId,
    externalId,
    authorHash: hash,
    publishedAt: review.relativeDate ? null : (published.publishedAt ?? published.publishedOn),
    texts: [review.title, review.text, review.pros, review.cons],
  };
  const name = context.keepNames ? masked(author, MAX_NAME_CHARS) : hash && pseudonym(hash);
  return {
    key: itemKey(identity, occurrences),
    brand: brand.id,
    scraper: scraper.name,
    channel: context.channel ?? 'public',
    touchpoint: masked(review.touchpoint, MAX_NAME_CHARS),
    metric: review.metric ?? null,
    externalId: plain(externalId, MAX_ID_CHARS),
    url: webAddress(review.url, page.url),
    threadId: plain(review.threadId, MAX_ID_CHARS),
    parentId: plain(review.parentId, MAX_ID_CHARS),
    isOwn: review.isOwn ?? false,
    reach: count(review.reach),
    authorHash: hash,
    authorName: name ?? (hash && pseudonym(hash)),
    title: masked(review.title, MAX_TITLE_CHARS),
    text: masked(review.text, MAX_TEXT_CHARS),
    pros: masked(review.pros, MAX_TEXT_CHARS),
    cons: masked(review.cons, MAX_TEXT_CHARS),
    rating,
    stars: toStars(rating),
    reply: replyOf(review),
    verified: review.verified,
    likes: Number.isFinite(review.likes) ? review.likes : null,
    ...productOf(review, context),
    location: masked(review.location, MAX_NAME_CHARS),
    declaredLanguage: declaredLanguage(review.language),
    ...published,
    editedAt: readMoment(review.editedAt),
    fetchedAt: page.fetchedAt,
    partial: review.partial ?? false,
  };
}

/** `nl-NL`, `en_US` -> `nl`, `en`; what is no language code -> null. */
function declaredLanguage(language: string | null | undefined): string | null {
  const code = /^([a-z]{2})(?:[-_].*)?$/i.exec(language?.trim() ?? '')?.[1];
  return code?.toLowerCase() ?? null;
}

/**
 * Parsed reviews -> what may be stored: personal data masked, author keyed, identity, times and stars set. Nothing of the
 * raw text leaves by another way. Never throws for what a page can contain.
 */
export function toDrafts(result: Pick<ParseResult, 'reviews'>, context: DraftContext): Drafts {
  const occurrences = context.occurrences ?? new Map<string, number>();
  const drafts = result.reviews.map((review) => toDraft(review, context, occurrences));
  const fill: Record<string, number> = {};
  for (const field of drafts.length > 0 ? FILL_FIELDS : []) {
    const have = result.reviews.filter((review) => isPresent(review[field])).length;
    fill[field] = have / drafts.length;
  }
  return { drafts, fill };
}
