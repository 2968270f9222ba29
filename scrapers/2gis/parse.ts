import {
  cleanText,
  emptyReview,
  orNull,
  type Page,
  type PageRequest,
  parseDate,
  parseJson,
  readCards,
  refuseBlocked,
  refuseDeep,
  unreadable,
} from '../../src/collect/extract.ts';
import type { ParseResult, RawReview } from '../../src/collect/scraper.ts';
import { Blocked, LayoutChanged } from '../../src/errors.ts';
import { type Answer, Answer as AnswerShape, Review } from './schema.ts';
import { readState } from './state.ts';

export const required = ['externalId', 'publishedAt'] as const;

const API_HOST = 'public-api.reviews.2gis.com';
/** The fields that the site itself asks for; `is_verified` comes only when it is asked for. */
const FIELDS =
  'meta.providers,meta.branch_rating,meta.branch_reviews_count,meta.total_count,reviews.hiding_reason,reviews.is_verified';

/** The firm's page (its state holds up to 50 reviews and the web key), or an answer of the reviews API. */
export function parse(page: Page, options: { readonly firm: string }): ParseResult {
  refuseBlocked(page);
  if (/^[\s\ufeff]*\{/.test(page.body.slice(0, 100))) return readAnswer(page);
  if (!page.body.includes('2gis')) throw new LayoutChanged('Not a page of 2GIS', { details: { url: page.url } });
  refuseDeep(page);
  const firm = /\/(?:firm|geo|branches)\/(\d{5,20})/.exec(page.url)?.[1] ?? options.firm;
  const state = readState(page.body, firm);
  const { reviews, skipped } = readList(state.cards, page);
  if (reviews.length === 0 && !state.firmFound) {
    throw new LayoutChanged('The page has the frame of 2GIS but not the firm', { details: { url: page.url, firm } });
  }
  const next =
    state.hasMore || (reviews.length === 0 && state.total !== 0) ? apiRequest(page, firm, state.total) : undefined;
  if (reviews.length === 0 && next === undefined && state.total !== 0) {
    throw new LayoutChanged('The page lists no reviews, has no key, and does not say that there are none', {
      details: { url: page.url },
    });
  }
  return {
    reviews: reviews.map((review) => ({ ...review, productName: state.firmName })),
    // The rest of the list can only be asked for with the page's own key: without it the page is not the whole.
    skipped:
      state.hasMore && next === undefined
        ? [...skipped, { reason: 'the rest of the list: no key on the page', index: state.cards.length }]
        : skipped,
    ...(next ? { next } : {}),
    ...(state.total === null ? {} : { total: state.total }),
    ...(state.hasMore && next === undefined ? { window: true } : {}),
  };
}

function readList(cards: readonly unknown[], page: Page) {
  if (cards.length > 0 && !cards.some((card) => typeof card === 'object' && card !== null && 'text' in card)) {
    throw new LayoutChanged('None of the reviews has a text field', { details: { url: page.url } });
  }
  return readCards(cards, {
    page,
    required,
    read: (card) =>
      card === undefined ? unreadable('listed but not on the page') : readReview(Review.parse(card), page),
  });
}

/** First request to the API, with the public key that the page itself gives its script. */
function apiRequest(page: Page, firm: string, total: number | null): PageRequest | undefined {
  const key = /"reviewApiKey":"([\w-]{4,80})"/.exec(page.body)?.[1];
  if (key === undefined) return undefined;
  const path = page.url.includes('/geo/') ? 'geo' : 'branches';
  const query = new URLSearchParams({
    limit: '50',
    is_advertiser: 'false',
    rated: 'true',
    sort_by: 'date_created',
    without_my_first_review: 'false',
    fields: FIELDS,
    locale: 'ru_RU',
    key,
  });
  return {
    url: `https://${API_HOST}/2.0/${path}/${firm}/reviews?${query}`,
    headers: { accept: 'application/json' },
    state: { firm, ...(total === null ? {} : { expected: String(total) }) },
  };
}

function readAnswer(page: Page): ParseResult {
  const parsed = AnswerShape.safeParse(parseJson(page.body));
  if (!parsed.success) throw new LayoutChanged('Not an answer of the reviews API', { cause: parsed.error });
  const { meta, reviews: cards } = parsed.data;
  if (meta.code === 401 || meta.code === 403)
    throw new Blocked('refused', 'The reviews API refused the key', { url: page.url });
  if (meta.error || cards === undefined || (meta.code ?? 200) >= 400) {
    throw new LayoutChanged(`The reviews API answered ${meta.code ?? 'an error'}`, { details: { url: page.url } });
  }
  const total = meta.branch_reviews_count ?? meta.org_reviews_count ?? meta.total_count ?? null;
  const next = nextLink(meta, page) ?? nextOffset(cards.length, total, page);
  if (cards.length === 0) assertNone(total, page);
  const { reviews, skipped } = readList(cards, page);
  return { reviews, skipped, ...(next && cards.length > 0 ? { next } : {}), ...(total === null ? {} : { total }) };
}

/** After the first page an empty list is the end; on the first it must agree with the counters. */
function assertNone(total: number | null, page: Page): void {
  const query = URL.parse(page.url)?.searchParams;
  if (query?.has('offset_date') || Number(query?.get('offset') ?? 0) > 0) return;
  const expected = Number(page.request?.state?.['expected'] ?? 0);
  if (total === 0 && expected === 0) return;
  throw new LayoutChanged('The API lists no reviews, but the firm has some', {
    details: { url: page.url, total, expected },
  });
}

/** The API's own next link, on its own host only; it has been seen with `:8080` and plain http. */
function nextLink(meta: Answer['meta'], page: Page): PageRequest | undefined {
  const url = meta.next_link ? URL.parse(meta.next_link, page.url) : null;
  if (url === null || url.hostname !== API_HOST) return undefined;
  url.protocol = 'https:';
  url.port = '';
  return {
    url: url.href,
    headers: { accept: 'application/json' },
    ...(page.request?.state ? { state: page.request.state } : {}),
  };
}

/** Answers of 3.0 carry no next link: the next page is counted from the address. */
function nextOffset(count: number, total: number | null, page: Page): PageRequest | undefined {
  const url = URL.parse(page.url);
  if (url?.hostname !== API_HOST || total === null || url.searchParams.has('offset_date')) return undefined;
  const offset = Number(url.searchParams.get('offset') ?? 0) + count;
  if (count === 0 || !Number.isSafeInteger(offset) || offset >= total) return undefined;
  url.searchParams.set('offset', String(offset));
  return {
    url: url.href,
    headers: { accept: 'application/json' },
    ...(page.request?.state ? { state: page.request.state } : {}),
  };
}

function readReview(review: Review, page: Page): RawReview {
  const context = { fetchedAt: page.fetchedAt, timeZone: 'Europe/Moscow' };
  const date = parseDate(review.date_created, context);
  const whole = [review.user?.first_name, review.user?.last_name].filter(Boolean).join(' ');
  const answer = review.official_answer;
  return {
    ...emptyReview,
    externalId: review.id,
    author: orNull(cleanText(review.user?.name || whole)),
    authorId: orNull(review.user?.public_id) ?? (review.user?.id ? String(review.user.id) : null),
    rating: review.rating,
    ratingScale: review.rating === null ? null : 5,
    text: review.text === null || review.text === undefined ? null : cleanText(review.text),
    publishedAt: date?.at ?? null,
    publishedOn: date?.on ?? null,
    editedAt: parseDate(review.date_edited, context)?.at ?? null,
    url: orNull(review.url),
    likes: review.likes_count ?? null,
    replyText: answer?.text ? orNull(cleanText(answer.text)) : null,
    replyAt: answer ? (parseDate(answer.date_created, context)?.at ?? null) : null,
    verified: review.is_verified ?? null,
    productId: review.object?.id ?? null,
  };
}
