import {
  absoluteUrl,
  attrOf,
  type Doc,
  emptyReview,
  loadHtml,
  type Node,
  type NoReview,
  orNull,
  type Page,
  type PageRequest,
  parseCount,
  parseNumber,
  readCards,
  refuseBlocked,
  textOf,
  unreadable,
} from '../../src/collect/extract.ts';
import type { ParseResult, RawReview } from '../../src/collect/scraper.ts';
import { LayoutChanged } from '../../src/errors.ts';
import { authorOf, dateOf, labelled, likesOf, ratingOf } from './fields.ts';
import { readFullReview } from './full-review.ts';

export const required = ['externalId', 'title', 'publishedAt', 'url'] as const;

/** Product pages (schema.org cards), older markup of the same, front page and latest reviews (cards with data-id). */
const CARDS =
  '[itemprop="review"], [data-id][data-pid], .review-list-chunk .item, .review-list-2 .item, .review-list-1 .item';
const REVIEW_PATH = /(?:^|\/)review_(\d{1,12})\.html/;

/** A product's list, the front page's list, or one whole review. */
export function parse(page: Page): ParseResult {
  refuseBlocked(page);
  const doc = loadHtml(page, { markers: ['otzovik', 'Отзовик'] });
  const captions = doc('title, .page-caption')
    .toArray()
    .map((node) => textOf(doc(node)) ?? '');
  if (captions.some((caption) => caption.startsWith('Ошибка'))) {
    throw new LayoutChanged('Otzovik says that there is no such page', { details: { url: page.url } });
  }
  const { pathname } = new URL(page.url);
  const whole = doc('.review-contents, .review-body.description').length > 0 && !pathname.startsWith('/reviews/');
  if (whole || REVIEW_PATH.test(pathname)) {
    const { reviews, skipped } = readCards([doc], { page, required, read: () => readFullReview(doc, page) });
    return { reviews, skipped, window: true };
  }
  return readList(doc, page);
}

function readList(doc: Doc, page: Page): ParseResult {
  const cards = doc(CARDS).toArray();
  const known = new Set<unknown>(cards);
  const outermost = cards.filter(
    (card) =>
      !doc(card)
        .parents()
        .toArray()
        .some((parent) => known.has(parent)),
  );
  const total = siteTotal(doc);
  if (outermost.length === 0 && total !== 0) {
    throw new LayoutChanged('No review cards, and nothing that says there are none', { details: { url: page.url } });
  }
  const { reviews, skipped } = readCards(outermost, { page, required, read: (card) => readCard(doc(card), page) });
  const follow = reviews
    .filter((review) => review.partial)
    .map((review): PageRequest => ({ url: review.url!, forId: review.externalId! }));
  const next = nextPage(doc, page);
  return { reviews, skipped, follow, ...(next ? { next } : {}), ...(total === null ? { window: true } : { total }) };
}

function readCard(card: Node, page: Page): RawReview | NoReview {
  const link = card.find('[itemprop="url"], a.review-read-link, a.review-title, a[href*="review_"]').toArray();
  const id =
    attrOf(card, 'data-id') ?? link.map((node) => idOf(node.attribs['href'] ?? node.attribs['content'])).find(Boolean);
  if (!id || !/^\d{1,12}$/.test(id)) return unreadable('no externalId');
  const ofProduct =
    attrOf(card, 'itemprop') === 'review' ||
    card.find('[itemprop="reviewRating"], [itemprop="datePublished"]').length > 0;
  const rating = ofProduct ? ratingOf(card) : null;
  if (ofProduct && rating === null) return unreadable('no rating', id);
  const text = orNull(textOf(card.find('.review-teaser, [itemprop="description"], [itemprop="reviewBody"]').first()));
  if (ofProduct && text === null) return unreadable('no text', id);
  const date = dateOf(card, page);
  return {
    ...emptyReview,
    externalId: id,
    ...authorOf(card),
    rating,
    ratingScale:
      rating === null
        ? null
        : (parseNumber(attrOf(card.find('[itemprop="reviewRating"] [itemprop="bestRating"]'), 'content')) ?? 5),
    title: titleOf(card, ofProduct),
    text,
    pros: labelled(card, '.review-plus', 'Достоинства'),
    cons: labelled(card, '.review-minus', 'Недостатки'),
    publishedAt: date?.at ?? null,
    publishedOn: date?.on ?? null,
    url: `https://otzovik.com/review_${id}.html`,
    likes: likesOf(card),
    productId: attrOf(card, 'data-pid'),
    productName: ofProduct ? null : orNull(textOf(card.find('.product-name').first())),
    partial: text === null || /(?:\.\.\.|…)$/.test(text),
  };
}

function idOf(address: string | undefined): string | undefined {
  return REVIEW_PATH.exec(address ?? '')?.[1];
}

/** On the front page the heading names the product: without its class the title is missing, not taken from there. */
function titleOf(card: Node, ofProduct: boolean): string | null {
  const title = card.find('.review-title, h3 [itemprop="name"], [itemprop="headline"]').first();
  if (title.length > 0) return orNull(textOf(title));
  return ofProduct ? orNull(textOf(card.find('h3 a[href*="review_"]').first())) : null;
}

/** The product's own counter; 0 is the site's sign of emptiness. Null on pages that list many products. */
function siteTotal(doc: Doc): number | null {
  return (
    parseCount(attrOf(doc('[itemprop="aggregateRating"] [itemprop="reviewCount"]').first(), 'content')) ??
    parseCount(textOf(doc('.product-header .reviews-counter, .produkts-content .reviews-counter').first()))
  );
}

/** Any link to the page after this one of the same product: the pager's own class is not needed. */
function nextPage(doc: Doc, page: Page): PageRequest | undefined {
  const here = /^(\/reviews\/[^/]+\/)(?:(\d{1,5})\/?)?$/.exec(new URL(page.url).pathname);
  if (!here) return undefined;
  const wanted = `${here[1]}${Number(here[2] ?? '1') + 1}`;
  for (const link of doc('a[href]').toArray()) {
    const url = link.attribs['href']?.includes(here[1]!) ? absoluteUrl(link.attribs['href'], page, doc) : null;
    if (url === null) continue;
    const target = new URL(url);
    if (!/^(?:www\.)?otzovik\.com$/.test(target.hostname) || target.pathname.replace(/\/$/, '') !== wanted) continue;
    return { url: `https://otzovik.com${wanted}/?order=date_desc` };
  }
  return undefined;
}
