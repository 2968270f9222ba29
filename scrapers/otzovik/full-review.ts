import {
  attrOf,
  type Doc,
  emptyReview,
  type Node,
  type NoReview,
  orNull,
  type Page,
  parseUnix,
  textOf,
  unreadable,
} from '../../src/collect/extract.ts';
import type { RawReview } from '../../src/collect/scraper.ts';
import { authorOf, dateOf, labelled, likesOf, ratingOf } from './fields.ts';

const OFFICIAL = 'Официальный представитель';
/** What stands in a comment besides its words, where the words have no box of their own. */
const NOT_SAID = '.comment-author-wrap, .comment-postdate, .comment-bar, .comment-thread, a, button';

/** The page of one review: the whole text, and the first comment of an official representative as the reply. */
export function readFullReview(doc: Doc, page: Page): RawReview | NoReview {
  const address =
    [
      page.url,
      `review_${attrOf(doc('.review-contents, [itemprop="review"]').first(), 'data-rid')}.html`,
      attrOf(doc('link[rel="canonical"]'), 'href'),
      attrOf(doc('a.review-yes, a[href*="review_"]').first(), 'href'),
    ]
      .map((url) => /review_(\d{1,12})\.html/.exec(url ?? '')?.[1])
      .find(Boolean) ?? null;
  if (address === null) return unreadable('no externalId');
  const card = frame(doc);
  const text = orNull(
    textOf(
      card.find('[itemprop="reviewBody"], .review-body.description, .review-body, [itemprop="description"]').first(),
      'aside, .comments, .otz_panel_inpage',
    ),
  );
  if (text === null) return unreadable('no text', address);
  const rating = ratingOf(card);
  const date = dateOf(card, page);
  const product = orNull(
    textOf(
      doc('.product-name .fn, .product-name a, [itemprop="itemReviewed"] [itemprop="name"], .product-name').first(),
    ),
  );
  return {
    ...emptyReview,
    externalId: address,
    ...authorOf(card),
    rating,
    ratingScale: rating === null ? null : 5,
    title: titleOf(doc, card, product),
    text,
    pros: labelled(card, '.review-plus', 'Достоинства'),
    cons: labelled(card, '.review-minus', 'Недостатки'),
    publishedAt: date?.at ?? null,
    publishedOn: date?.on ?? null,
    url: `https://otzovik.com/review_${address}.html`,
    likes: likesOf(card),
    productId:
      attrOf(card, 'data-pid') ?? attrOf(doc('.post-review[data-pid], .postreview[data-pid]').first(), 'data-pid'),
    productName: product,
    ...officialReply(doc),
  };
}

/** The innermost known box of the review; comments and other reviews lie outside of it. */
function frame(doc: Doc): Node {
  const box = doc('.review-contents, [itemprop="review"]').first();
  return box.length > 0 ? box : doc.root();
}

/** The heading repeats the product's name before the title; the links of the page know that name too. */
function titleOf(doc: Doc, card: Node, product: string | null): string | null {
  const named = orNull(textOf(card.find('.review-title, .summary, h1[itemprop="name"]').first()));
  const heading =
    named ?? orNull(textOf(card.find('h1').first())) ?? orNull(textOf(doc('h1:not(.product-name)').first()));
  if (heading === null) return null;
  const bare = heading.replace(/^Отзыв:\s*/, '');
  const links = doc('a[href*="/reviews/"]')
    .toArray()
    .map((link) => textOf(doc(link)));
  const prefix = [product, ...links].find((name) => name && bare.startsWith(name)) ?? '';
  const rest = bare.slice(prefix.length).replace(/^\s*[-–—:]\s*/, '');
  return rest === '' ? bare : rest;
}

/** The first comment whose author wears the badge of an official representative. */
function officialReply(doc: Doc): Pick<RawReview, 'replyText' | 'replyAt'> {
  const badge = doc('.product-official, .comment-author-wrap span')
    .filter((_, node) => textOf(doc(node)) === OFFICIAL)
    .first();
  const comment = badge.closest('.comment-right, .comment, .comment-thread');
  if (comment.length === 0) return { replyText: null, replyAt: null };
  const own = comment.find('.comment-body, .comment-text, .comment-content').first();
  const text = own.length > 0 ? textOf(own) : textOf(comment, NOT_SAID);
  const stamp = comment.find('.comment-postdate[data-ts], [data-ts]').first();
  return { replyText: orNull(text), replyAt: parseUnix(attrOf(stamp, 'data-ts'))?.at ?? null };
}
