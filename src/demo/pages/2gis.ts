import { addresses, places } from '../places.ts';
import { contentAt, type DemoReview, shownOn } from '../truth.ts';
import {
  type DemoAnswer,
  type DemoRequest,
  html,
  htmlAnswer,
  jsonAnswer,
  MADE_UP,
  moscowTime,
  scriptJson,
} from './answer.ts';

/** The page carries the newest ones; the rest comes from the site's own JSON. */
const ON_PAGE = 50;
const API = 'https://public-api.reviews.2gis.com/2.0/';
const KEY = '00000000-0000-4000-8000-0000000000de';

/** The firm's page with its state in a script. */
export function firmPage({ url, truth, visit }: DemoRequest): DemoAnswer | null {
  const path = `/${addresses.firmCity}/firm/${addresses.firmId}`;
  if (url.pathname.replace(/\/tab\/reviews\/?$/, '').replace(/\/$/, '') !== path) return null;
  const shown = shownOn(truth, '2gis-firm', visit);
  const name = places.find((place) => place.page === '2gis-firm')!.name;
  const reviews = shown
    .slice(0, ON_PAGE)
    .map((review) => [
      review.externalId,
      { data: reviewObject(review, visit), meta: { status: 'success', code: 200 } },
    ]);
  const profile = {
    id: addresses.firmId,
    name,
    name_ex: { primary: name },
    org: { branch_count: 1, id: '79999999000000041', name, primary: name },
    region_id: '32',
    reviews: counts(shown, visit),
    type: 'branch',
  };
  const state = {
    data: {
      entity: { profile: { [addresses.firmId]: { data: profile, meta: { code: 200 } } } },
      review: Object.fromEntries(reviews),
    },
    _note: MADE_UP,
  };
  const config = { reviewApiUrl: API, reviewApi3Url: API.replace('2.0', '3.0'), reviewApiKey: KEY };
  return htmlAnswer(`<!doctype html>
<html lang="ru">
<head><title>${html(name)}: отзывы - 2ГИС (${MADE_UP})</title></head>
<body>
<div id="root"><p>${MADE_UP}: этого магазина и этих отзывов нет</p></div>
<script>
          var __customcfg = JSON.parse('${inQuotes(scriptJson(config))}');          var initialState = JSON.parse('${inQuotes(scriptJson(state))}');
</script>
</body>
</html>
`);
}

/** The JSON that the page itself asks for: `limit` reviews older than `offset_date`. */
export function reviewsApi({ url, truth, visit }: DemoRequest): DemoAnswer | null {
  if (!/^\/[23]\.0\/(?:branches|orgs)\/\d+\/reviews$/.test(url.pathname)) return null;
  if (!url.pathname.includes(`/${addresses.firmId}/`)) return null;
  const limit = Math.min(50, Math.max(1, Number(url.searchParams.get('limit') ?? '12') || 12));
  const shown = shownOn(truth, '2gis-firm', visit);
  const before = url.searchParams.get('offset_date');
  const older = before === null ? shown : shown.filter((review) => apiTime(review.publishedAt) < before);
  const reviews = older.slice(0, limit);
  const last = reviews.at(-1);
  const more = last !== undefined && older.length > limit;
  const next = new URL(url);
  if (more) next.searchParams.set('offset_date', apiTime(last.publishedAt));
  const totals = counts(shown, visit);
  return jsonAnswer({
    meta: {
      code: 200,
      ...(more ? { next_link: next.href } : {}),
      branch_rating: totals.general_rating,
      branch_reviews_count: totals.general_review_count,
      total_count: totals.general_review_count,
      providers: [{ is_reviewable: true, tag: '2gis_reviews' }],
    },
    reviews: reviews.map((review) => reviewObject(review, visit)),
  });
}

function counts(shown: readonly DemoReview[], visit: 1 | 2) {
  const average = shown.reduce((sum, review) => sum + (contentAt(review, visit).stars ?? 0), 0) / shown.length;
  const rating = Number(average.toFixed(1));
  return {
    general_rating: rating,
    general_review_count: shown.length,
    general_review_count_with_stars: shown.length,
    is_reviewable: true,
    items: [{ is_reviewable: true, tag: '2gis_reviews' }],
    org_rating: rating,
    org_review_count: shown.length,
    org_review_count_with_stars: shown.length,
  };
}

function reviewObject(review: DemoReview, visit: 1 | 2) {
  const content = contentAt(review, visit);
  const edited = visit === 2 && review.edited ? apiTime(review.edited.at) : null;
  const userId = String(88_000_000 + (Number(review.externalId) % 1_000_000));
  return {
    comments_count: review.reply ? 1 : 0,
    date_created: apiTime(review.publishedAt),
    date_edited: edited,
    emojis: [],
    hiding_reason: null,
    hiding_type: null,
    id: review.externalId,
    is_hidden: false,
    is_rated: true,
    is_verified: false,
    likes_count: review.likes,
    media: [],
    object: { id: addresses.firmId, type: 'branch' },
    official_answer: review.reply
      ? {
          date_created: apiTime(review.reply.at),
          id: `9${review.externalId}`,
          logo_preview_urls: {},
          org_name: 'Заварёна',
          text: review.reply.text,
        }
      : null,
    provider: '2gis',
    rating: content.stars,
    region_id: 32,
    source: null,
    text: content.text ?? '',
    url: '',
    user: {
      first_name: review.author.name,
      id: userId,
      last_name: null,
      name: review.author.name,
      provider: '2gis',
      public_id: `demo${userId}`,
      reviews_count: 1,
      url: '',
    },
  };
}

function apiTime(iso: string): string {
  return `${moscowTime(iso)}.000000+03:00`;
}

/** JSON inside a single-quoted string of a script. */
function inQuotes(json: string): string {
  return json.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
}
