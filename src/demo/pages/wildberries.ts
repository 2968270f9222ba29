import { addresses, places } from '../places.ts';
import { contentAt, type DemoReview, shownOn } from '../truth.ts';
import { type DemoAnswer, type DemoRequest, jsonAnswer } from './answer.ts';

const nm = Number(addresses.wildberriesNm);
const imt = Number(addresses.wildberriesImt);

/** `card.wb.ru`: which group of variants (`root`) a product belongs to. */
export function wildberriesCard({ url, truth, visit }: DemoRequest): DemoAnswer | null {
  const version = /^\/cards\/(v\d)\/(?:detail|list)$/.exec(url.pathname)?.[1];
  if (!version) return null;
  const wanted = (url.searchParams.get('nm') ?? '').split(';');
  const shown = shownOn(truth, 'wildberries-kettle', visit);
  const products = wanted.includes(addresses.wildberriesNm)
    ? [
        {
          id: nm,
          root: imt,
          brand: 'Заварёна',
          name: places.find((place) => place.page === 'wildberries-kettle')!.name,
          reviewRating: Number(average(shown, visit)),
          feedbacks: shown.length,
          nmReviewRating: Number(average(shown, visit)),
          nmFeedbacks: shown.length,
        },
      ]
    : [];
  return jsonAnswer(version === 'v4' ? { products } : { state: 0, data: { products } });
}

/** `feedback-bt.wildberries.ru`: on which host the reviews lie. */
export function wildberriesHost({ url }: DemoRequest): DemoAnswer | null {
  if (url.pathname !== '/feedback/api/v2/host') return null;
  return jsonAnswer(
    url.searchParams.get('imt') === addresses.wildberriesImt ? ['https://feedback-view-02.wb.ru/'] : [],
  );
}

/** `feedback-view-NN.wb.ru`: everything at once, by rank and not by date. */
export function wildberriesFeedbacks({ url, truth, visit }: DemoRequest): DemoAnswer | null {
  if (!/^\/feedbacks\/v[12]\/\d+$/.test(url.pathname)) return null;
  const here = url.hostname === 'feedback-view-02.wb.ru' && url.pathname.endsWith(`/${addresses.wildberriesImt}`);
  const shown = here ? shownOn(truth, 'wildberries-kettle', visit) : [];
  const distribution = Object.fromEntries(
    [1, 2, 3, 4, 5].map((stars) => [stars, shown.filter((review) => contentAt(review, visit).stars === stars).length]),
  );
  const ranked = shown
    .map((review, index) => ({ review, rank: (index * 37) % 101 }))
    .sort((a, b) => b.rank - a.rank)
    .map(({ review, rank }) => feedback(review, visit, rank));
  return jsonAnswer({
    photosUris: [],
    photo: [],
    photos: [],
    valuation: shown.length > 0 ? average(shown, visit) : '',
    valuationSum: shown.reduce((sum, review) => sum + (contentAt(review, visit).stars ?? 0), 0),
    valuationDistribution: distribution,
    feedbackCount: shown.length,
    feedbackCountWithPhoto: 0,
    feedbackCountWithText: shown.filter((review) => contentAt(review, visit).text !== null).length,
    feedbackCountWithVideo: 0,
    feedbacks: shown.length > 0 ? ranked : null,
  });
}

function feedback(review: DemoReview, visit: 1 | 2, rank: number) {
  const { text, pros, cons, stars } = contentAt(review, visit);
  return {
    id: review.externalId,
    globalUserId: `demo-${review.id}`,
    wbUserId: 0,
    wbUserDetails: { country: 'ru', name: review.author.name, hasPhoto: false },
    nmId: nm,
    text: text ?? '',
    pros: pros ?? '',
    cons: cons ?? '',
    matchingSize: '',
    matchingPhoto: '',
    matchingDescription: '',
    productValuation: stars,
    color: 'чёрный',
    size: '0',
    createdDate: `${review.publishedAt.slice(0, 19)}Z`,
    updatedDate: `${review.publishedAt.slice(0, 19)}.000000042Z`,
    answer: review.reply
      ? {
          text: review.reply.text,
          state: 'wbRu',
          lastUpdate: null,
          createDate: `${review.reply.at.slice(0, 19)}Z`,
          rejectReason: null,
          metadata: { editText: '', editRejectReason: 0 },
        }
      : null,
    feedbackHelpfulness: null,
    video: null,
    votes: { pluses: review.likes, minuses: 0 },
    rank,
    statusId: 16,
    bables: [],
    reasons: { good: [], bad: [] },
    excludedFromRating: { isExcluded: false, reasons: [] },
  };
}

function average(shown: readonly DemoReview[], visit: 1 | 2): string {
  const sum = shown.reduce((total, review) => total + (contentAt(review, visit).stars ?? 0), 0);
  return (sum / Math.max(1, shown.length)).toFixed(1);
}
