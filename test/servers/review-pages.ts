/** A review as the local shop prints it. */
export interface ShopReview {
  readonly id: string;
  author: string;
  text: string;
  rating: number;
  /** `YYYY-MM-DD`. */
  date: string;
}

/** Reviews, newest first, cut into pages. */
export interface ReviewShop {
  reviews: ShopReview[];
  perPage: number;
}

/** A page of schema.org reviews (JSON-LD, with the same cards in microdata-free HTML) and a link to the next one. */
export function reviewPages(shop: ReviewShop, page: number): string {
  const from = (page - 1) * shop.perPage;
  const shown = shop.reviews.slice(from, from + shop.perPage);
  const hasNext = from + shop.perPage < shop.reviews.length;
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: 'Чайник «Вулкан»',
    aggregateRating: { '@type': 'AggregateRating', ratingValue: 4, reviewCount: shop.reviews.length },
    review: shown.map((review) => ({
      '@type': 'Review',
      '@id': `#${review.id}`,
      author: { '@type': 'Person', name: review.author },
      datePublished: review.date,
      reviewBody: review.text,
      reviewRating: { '@type': 'Rating', ratingValue: review.rating, bestRating: 5 },
    })),
  };
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  const cards = shown.map((review) => `<article id="${review.id}"><p>${escapeHtml(review.text)}</p></article>`);
  const next = hasNext ? `<a rel="next" href="/shop?page=${page + 1}">дальше</a>` : '';
  const link = hasNext ? `<link rel="next" href="/shop?page=${page + 1}">` : '';
  return `<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>Отзывы</title>${link}
<script type="application/ld+json">${json}</script></head><body>${cards.join('\n')}${next}</body></html>`;
}

/** `n` made-up reviews, newest first, the same ones at each call. */
export function madeUpReviews(n: number): ShopReview[] {
  return Array.from({ length: n }, (_, index) => ({
    id: `r${n - index}`,
    author: `Автор ${n - index}`,
    text: `Отзыв номер ${n - index}: чайник греет быстро, но шумит.`,
    rating: 1 + ((n - index) % 5),
    date: new Date(Date.UTC(2026, 0, 1) - index * 86_400_000).toISOString().slice(0, 10),
  }));
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
