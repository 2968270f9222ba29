import { addresses, places } from '../places.ts';
import { contentAt, type DemoReview, isShown, shownOn } from '../truth.ts';
import { type DemoAnswer, type DemoRequest, html, htmlAnswer, MADE_UP, moscowTime } from './answer.ts';
import { captchaPage } from './otzovik-captcha.ts';
import { otzovikReviewPage } from './otzovik-review.ts';

const PER_PAGE = 20;
/** The site cuts a text in its lists at about this many characters. */
const TEASER_CHARS = 200;
const MONTHS = ['янв', 'фев', 'мар', 'апр', 'мая', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'];

/** The product's list, page by page, the whole reviews, and the robot check of the second product. */
export function otzovik({ url, truth, visit }: DemoRequest): DemoAnswer | null {
  if (url.pathname.startsWith(`/reviews/${addresses.otzovikCaptchaSlug}/`)) return htmlAnswer(captchaPage(url));
  const one = /^\/review_(\d+)\.html$/.exec(url.pathname)?.[1];
  if (one) {
    const review = truth.reviews.find((candidate) => candidate.site === 'otzovik' && candidate.externalId === one);
    return review && isShown(review, visit) ? htmlAnswer(otzovikReviewPage(review, visit)) : null;
  }
  const list = new RegExp(`^/reviews/${addresses.otzovikSlug}/(?:(\\d+)/?)?$`).exec(url.pathname);
  if (!list) return null;
  const number = Number(list[1] ?? '1');
  const shown = shownOn(truth, 'otzovik-shop', visit);
  const cards = shown.slice((number - 1) * PER_PAGE, number * PER_PAGE);
  if (cards.length === 0) return null;
  return htmlAnswer(listPage({ shown, cards, number, visit }));
}

interface ListPage {
  readonly shown: readonly DemoReview[];
  readonly cards: readonly DemoReview[];
  readonly number: number;
  readonly visit: 1 | 2;
}

function listPage({ shown, cards, number, visit }: ListPage): string {
  const place = places.find((candidate) => candidate.page === 'otzovik-shop')!;
  const root = `/reviews/${addresses.otzovikSlug}/`;
  const average = shown.reduce((sum, review) => sum + (contentAt(review, visit).stars ?? 0), 0) / shown.length;
  const pages = Math.ceil(shown.length / PER_PAGE);
  const links = Array.from({ length: pages }, (_, index) =>
    index + 1 === number
      ? `<span class="pager-item active">${index + 1}</span>`
      : `<a class="pager-item" href="${root}${index === 0 ? '' : `${index + 1}/`}?order=date_desc">${index + 1}</a>`,
  );
  const next =
    number < pages
      ? `<a class="pager-item next tooltip-top" href="${root}${number + 1}/?order=date_desc" title="Перейти на следующую страницу">&rsaquo;</a>`
      : '';
  return `<!DOCTYPE HTML>
<html lang="ru">
<head>
<meta http-equiv="Content-Type" content="text/html;charset=utf-8">
<title>Отзывы о ${html(place.name)} (${MADE_UP})</title>
<link rel="canonical" href="https://otzovik.com${root}">
</head>
<body class="body_product_contents">
<div id="content" class="main_content content">
<p class="demo-note">${MADE_UP}: этого магазина и этих отзывов нет</p>
<div class="produkts-content hreview-aggregate" itemscope itemtype="http://schema.org/Product" data-order-default="rating_desc">
<link itemprop="url" href="https://otzovik.com${root}">
<div class="product-header item hproduct hover">
<div class="page-caption">
<div class="breadcrumbs"><a href="/">Отзывы</a> &rsaquo; <a href="/internet/">Интернет и сайты</a></div>
<h1 class="product-name"><span><span class="fn" itemprop="name">${html(place.name)}</span> - отзывы</span></h1> </div>
<span itemprop="aggregateRating" itemscope itemtype="http://schema.org/AggregateRating">
<meta itemprop="ratingValue" content="${average.toFixed(2)}">
<meta itemprop="reviewCount" content="${shown.length}">
<meta itemprop="bestRating" content="5">
<meta itemprop="worstRating" content="1">
</span>
<div class="product-showcase">
<span class="reviews-counter"><span>Отзывов: <span class="votes">${shown.length}</span></span></span>
<a class="product-header-button post-review" href="https://otzovik.com/postreview.php?pid=99000042" data-pid="99000042" rel="nofollow"><span>Добавить отзыв</span></a>
</div>
</div>
<div class="product-reviews-wrap">
<div class="otz_product_reviews_left">
<div class="review-list-2 review-list-chunk">
${cards.map((review) => card(review, visit)).join('\n')}
</div>
<div class="pager">${links.join(' ')} ${next}</div>
</div>
</div>
</div>
</div>
</body>
</html>
`;
}

function card(review: DemoReview, visit: 1 | 2): string {
  const { title, text, pros, cons, stars } = contentAt(review, visit);
  const local = moscowTime(review.publishedAt);
  const day = `${Number(local.slice(8, 10))} ${MONTHS[Number(local.slice(5, 7)) - 1]} ${local.slice(0, 4)}`;
  const path = `/review_${review.externalId}.html`;
  const name = html(review.author.name);
  return `<div class="item status4 mshow0" itemprop="review" itemscope itemtype="http://schema.org/Review">
<link itemprop="url" href="https://otzovik.com${path}">
<link itemprop="discussionUrl" href="https://otzovik.com${path}#comments">
<div class="item-left" itemprop="author" itemscope itemtype="http://schema.org/Person">
<link itemprop="url" href="https://otzovik.com/profile/${name}">
<a class="avatar blank" href="/profile/${name}"><img itemprop="image" src="/static/img/2023/icons/default_ava.svg" alt="${name}" loading="lazy"></a>
<div class="user-info">
<div class="login-line"><a class="user-login" href="/profile/${name}"><span itemprop="name">${name}</span></a></div>
<div class="karma-line">Репутация<br><span class="karma karma1">1</span></div>
<div>Россия, Москва</div>
</div></div>
<div class="item-right">
<div class="rating-wrap">
<div class="rating-score tooltip-right" title="Общий рейтинг: ${stars}"><span>${stars}</span></div>
<div class="review-postdate" itemprop="datePublished" content="${local}+03:00"><span>${day.padStart(11)}</span></div>
<span itemprop="reviewRating" itemscope itemtype="http://schema.org/Rating">
<meta itemprop="ratingValue" content="${stars}">
<meta itemprop="bestRating" content="5">
<meta itemprop="worstRating" content="1">
</span>
</div>
<div class="review-body-wrap">
<h3><a class="review-title" href="${path}" itemprop="name">${html(title ?? '')}</a></h3>
<div class="review-teaser" itemprop="description">${html(teaser(text ?? ''))}</div>
${pros ? `<div class="review-plus"><b>Достоинства:</b> ${html(pros)}</div>` : ''}
${cons ? `<div class="review-minus"><b>Недостатки:</b> ${html(cons)}</div>` : ''}
</div>
<div class="review-bar">
<a class="review-btn review-read-link" href="${path}"><span>Читать весь отзыв</span></a>
<a class="review-btn review-yes tooltip-top" href="${path}" title="Отзыв понравился ${review.likes} пользователям"><span>${review.likes}</span></a>
<a class="review-btn review-comments tooltip-top" href="${path}#comments" title="Комментарии к отзыву: 0"><span itemprop="commentCount">0</span></a>
</div>
</div>
</div>`;
}

/** The beginning of a long text, cut between words; a short one whole. */
export function teaser(text: string): string {
  const flat = text.replace(/\s+/g, ' ');
  if (flat.length <= TEASER_CHARS) return flat;
  return `${flat.slice(0, flat.lastIndexOf(' ', TEASER_CHARS))}...`;
}
