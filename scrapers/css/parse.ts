import { absoluteUrl, attrOf, type Doc, type Element, loadHtml, refuseBlocked } from '../../src/collect/extract.ts';
import type { Page, PageRequest } from '../../src/collect/page.ts';
import type { ParseResult, RawReview, Skipped } from '../../src/collect/scraper.ts';
import { LayoutChanged } from '../../src/errors.ts';
import { asCount, asDate, asMark, asNumber, asText, type FieldValue, valueIn } from './field.ts';
import type { CssOptions, FieldName } from './options.ts';

/** More cards than this on one page are a flood. */
const MAX_CARDS = 10_000;

/**
 * The cards that the operator's selectors find. Throws `LayoutChanged` where there is none (unless `empty` says why), and
 * where the text is missing from every card: then the selectors no longer fit the page.
 */
export function parse(page: Page, options: CssOptions): ParseResult {
  refuseBlocked(page);
  const doc = loadHtml(page);
  const cards = doc(options.item)
    .get()
    .filter((node): node is Element => node.type === 'tag');
  if (cards.length > MAX_CARDS)
    throw new LayoutChanged(`"${options.item}" matches ${cards.length} elements, far too many for cards`);
  if (cards.length === 0) {
    if (options.empty !== undefined && doc(options.empty).length > 0) return { reviews: [], total: 0 };
    throw new LayoutChanged(`Nothing on the page matches "${options.item}"`, {
      details: { url: page.url, item: options.item },
    });
  }
  const reviews: RawReview[] = [];
  const skipped: Skipped[] = [];
  for (const [index, card] of cards.entries()) {
    const review = readCard(card, { doc, page, options });
    const { externalId, title, text, rating, pros, cons } = review;
    if (options.fields.externalId !== undefined && externalId === null) skipped.push({ reason: 'no id', index });
    else if (rating === null && (title ?? text ?? pros ?? cons) === null)
      skipped.push({ reason: 'neither rating nor text', index, externalId });
    else reviews.push(review);
  }
  if (reviews.length === 0)
    throw new LayoutChanged(`None of the ${cards.length} cards could be read`, {
      details: { url: page.url, reason: skipped[0]?.reason },
    });
  const { text } = options.fields;
  if (text !== undefined && reviews.length > 1 && reviews.every((review) => review.text === null)) {
    throw new LayoutChanged(`"${text.selector}" finds no text in any of the ${cards.length} cards`, {
      details: { url: page.url },
    });
  }
  return { reviews, next: nextOf(doc, page, options.next), skipped, window: options.next === undefined };
}

function readCard(card: Element, { doc, page, options }: { doc: Doc; page: Page; options: CssOptions }): RawReview {
  const { fields } = options;
  const read = (name: FieldName): FieldValue => (fields[name] === undefined ? null : valueIn(card, fields[name], doc));
  const text = (name: FieldName) => asText(read(name));
  const date = (name: FieldName) =>
    fields[name] === undefined ? { at: null, on: null } : asDate(read(name), fields[name], page);
  const published = date('publishedAt');
  return {
    externalId: text('externalId'),
    author: text('author'),
    authorId: text('authorId'),
    ...ratingOf(asNumber(read('rating')), options.ratingScale),
    title: text('title'),
    text: text('text'),
    pros: text('pros'),
    cons: text('cons'),
    publishedAt: published.at,
    publishedOn: published.on,
    editedAt: date('editedAt').at,
    url: absoluteUrl(text('url'), page, doc),
    likes: asCount(read('likes')),
    reach: asCount(read('reach')),
    replyText: text('replyText'),
    replyAt: date('replyAt').at,
    verified: fields.verified === undefined ? null : asMark(read('verified')),
    productName: text('productName'),
    location: text('location'),
    language: text('language')?.slice(0, 2).toLowerCase() ?? null,
    parentId: text('parentId'),
  };
}

/** A value above the scale is not a rating of this scale: the selector has met something else. */
function ratingOf(value: number | null, scale = 5): { rating: number | null; ratingScale: number | null } {
  return value === null || value < 0 || value > scale
    ? { rating: null, ratingScale: null }
    : { rating: value, ratingScale: scale };
}

function nextOf(doc: Doc, page: Page, selector: string | undefined): PageRequest | undefined {
  if (selector === undefined) return undefined;
  const url = absoluteUrl(attrOf(doc(selector).first(), 'href'), page, doc);
  if (url === null) return undefined;
  const [from, to] = [new URL(page.url), new URL(url)];
  to.hash = '';
  from.hash = '';
  return from.host === to.host && from.href !== to.href ? { url: to.href } : undefined;
}
