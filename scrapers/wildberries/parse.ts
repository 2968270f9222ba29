import {
  cleanText,
  emptyReview,
  orNull,
  type Page,
  parseDate,
  parseJson,
  readCards,
  refuseBlocked,
} from '../../src/collect/extract.ts';
import type { ParseResult, RawReview } from '../../src/collect/scraper.ts';
import { LayoutChanged } from '../../src/errors.ts';
import { Feedback, Feedbacks } from './schema.ts';
import { feedbacksRequest, readStep } from './steps.ts';

export const required = ['externalId', 'rating', 'text', 'publishedAt'] as const;

/** Three kinds of answers on the way: the product's card, the host resolver, the reviews themselves. */
export function parse(page: Page): ParseResult {
  refuseBlocked(page);
  if (!/^[\s\ufeff]*[[{]/.test(page.body.slice(0, 100))) {
    throw new LayoutChanged('Not an answer of the review servers', { details: { url: page.url } });
  }
  const list = Feedbacks.safeParse(parseJson(page.body));
  if (list.success) return readFeedbacks(list.data, page);
  const step = readStep(page);
  if (step === undefined) {
    throw new LayoutChanged('Neither a card, nor a list of hosts, nor reviews', { details: { url: page.url } });
  }
  return step;
}

function readFeedbacks(list: { feedbackCount: number; feedbacks: readonly unknown[] | null }, page: Page): ParseResult {
  const cards = list.feedbacks ?? [];
  if (cards.length === 0 && list.feedbackCount > 0) {
    throw new LayoutChanged('The answer counts reviews but lists none', { details: { url: page.url } });
  }
  if (cards.length === 0) return readNone(page);
  const { reviews, skipped } = readCards(cards, {
    page,
    required,
    read: (card) => readFeedback(Feedback.parse(card), page),
  });
  const name = page.request?.state?.['name'] ?? null;
  return {
    reviews: reviews.map((review) => ({ ...review, productName: name })),
    skipped,
    total: list.feedbackCount,
    window: true,
  };
}

/** A server that does not hold the group also says "none": the next one is asked, and the card's promise is remembered. */
function readNone(page: Page): ParseResult {
  const state = page.request?.state ?? {};
  const others = (state['hosts'] ?? '').split(',').filter(Boolean);
  if (others.length > 0) return { reviews: [], next: feedbacksRequest(others, page) };
  if (Number(state['expected'] ?? '0') > 0) {
    throw new LayoutChanged('The card counts reviews but no server has them', { details: { url: page.url } });
  }
  return { reviews: [], total: 0, window: true };
}

function readFeedback(feedback: Feedback, page: Page): RawReview {
  const context = { fetchedAt: page.fetchedAt, timeZone: 'Europe/Moscow' };
  const date = parseDate(feedback.createdDate, context);
  const reply = feedback.answer?.text;
  return {
    ...emptyReview,
    externalId: feedback.id,
    author: orNull(cleanText(feedback.wbUserDetails?.name ?? '')),
    authorId: orNull(feedback.globalUserId) ?? (feedback.wbUserId ? String(feedback.wbUserId) : null),
    rating: feedback.productValuation,
    ratingScale: 5,
    text: cleanText(feedback.text),
    pros: orNull(cleanText(feedback.pros ?? '')),
    cons: orNull(cleanText(feedback.cons ?? '')),
    publishedAt: date?.at ?? null,
    publishedOn: date?.on ?? null,
    likes: feedback.votes?.pluses ?? null,
    replyText: reply ? orNull(cleanText(reply)) : null,
    replyAt: parseDate(feedback.answer?.createDate, context)?.at ?? null,
    productId: feedback.nmId ? String(feedback.nmId) : null,
    threadId: feedback.parentFeedbackId || feedback.id,
    parentId: orNull(feedback.parentFeedbackId),
  };
}
