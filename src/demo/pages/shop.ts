import { addresses, places } from '../places.ts';
import { contentAt, type DemoReview, shownOn } from '../truth.ts';
import { type DemoAnswer, type DemoRequest, html, htmlAnswer, lines, MADE_UP, scriptJson } from './answer.ts';

const PER_PAGE = 20;

/** The shop's own review pages in English and Dutch, with schema.org data for search engines. */
export function shop({ url, truth, visit }: DemoRequest): DemoAnswer | null {
  const place = places.find(
    (candidate) => candidate.site === 'jsonld' && new URL(candidate.url).pathname === url.pathname.replace(/\/$/, ''),
  );
  if (!place) return null;
  const number = Math.max(1, Number(url.searchParams.get('page') ?? '1') || 1);
  const shown = shownOn(truth, place.page, visit);
  const cards = shown.slice((number - 1) * PER_PAGE, number * PER_PAGE);
  if (cards.length === 0) return null;
  const more = number * PER_PAGE < shown.length;
  const average = shown.reduce((sum, review) => sum + (contentAt(review, visit).stars ?? 0), 0) / shown.length;
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    '@id': `${place.url}#product`,
    name: place.name,
    description: MADE_UP,
    brand: { '@type': 'Brand', name: place.language === 'nl' ? 'Zavarjona' : 'Zavaryona' },
    sku: place.page,
    aggregateRating: {
      '@type': 'AggregateRating',
      ratingValue: average.toFixed(1),
      reviewCount: shown.length,
      bestRating: 5,
      worstRating: 1,
    },
    review: cards.map((review) => reviewData(review, visit)),
  };
  return htmlAnswer(`<!DOCTYPE html>
<html lang="${place.language}">
<head>
<meta charset="utf-8">
<title>${html(place.name)} (${MADE_UP})</title>
<link rel="canonical" href="${place.url}${number > 1 ? `?page=${number}` : ''}">
${more ? `<link rel="next" href="${place.url}?page=${number + 1}">` : ''}
<script type="application/ld+json">${scriptJson(data)}</script>
</head>
<body>
<p><strong>${MADE_UP}</strong> (${addresses.shopHost})</p>
<h1>${html(place.name)}</h1>
${cards.map((review) => visibleCard(review, visit)).join('\n')}
${more ? `<a href="${place.url}?page=${number + 1}">&raquo;</a>` : ''}
</body>
</html>
`);
}

function reviewData(review: DemoReview, visit: 1 | 2) {
  const { title, text, stars } = contentAt(review, visit);
  return {
    '@type': 'Review',
    '@id': review.externalId,
    author: { '@type': 'Person', name: review.author.name },
    datePublished: review.publishedAt,
    ...(visit === 2 && review.edited ? { dateModified: review.edited.at } : {}),
    ...(title ? { name: title } : {}),
    reviewBody: text ?? '',
    reviewRating: { '@type': 'Rating', ratingValue: stars, bestRating: 5, worstRating: 1 },
  };
}

function visibleCard(review: DemoReview, visit: 1 | 2): string {
  const { title, text, stars } = contentAt(review, visit);
  return `<article class="shop-review"><h2>${html(title ?? '')}</h2><p>${'★'.repeat(stars ?? 0)} ${html(review.author.name)}, ${review.publishedAt.slice(0, 10)}</p><p>${lines(text ?? '')}</p></article>`;
}
