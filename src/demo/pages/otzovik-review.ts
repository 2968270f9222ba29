import { places } from '../places.ts';
import { contentAt, type DemoReview } from '../truth.ts';
import { html, lines, MADE_UP, moscowTime } from './answer.ts';

/** The page of one whole review. */
export function otzovikReviewPage(review: DemoReview, visit: 1 | 2): string {
  const place = places.find((candidate) => candidate.page === review.page)!;
  const { title, text, pros, cons, stars } = contentAt(review, visit);
  const address = `https://otzovik.com/review_${review.externalId}.html`;
  const name = html(review.author.name);
  const local = moscowTime(review.publishedAt);
  return `<!DOCTYPE HTML>
<html lang="ru">
<head>
<meta http-equiv="Content-Type" content="text/html;charset=utf-8">
<title>Отзыв: ${html(place.name)} - ${html(title ?? '')} (${MADE_UP})</title>
<link rel="canonical" href="${address}">
</head>
<body class="body_review">
<div id="content" class="main_content content">
<p class="demo-note">${MADE_UP}: этого магазина и этого отзыва нет</p>
<div class="product-header"><div class="product-name"><a class="fn" href="${new URL(place.url).pathname}">${html(place.name)}</a></div></div>
<div class="review-contents hreview" itemscope itemtype="http://schema.org/Review">
<link itemprop="url" href="${address}">
<div class="item-left" itemprop="author" itemscope itemtype="http://schema.org/Person">
<div class="user-info">
<div class="login-line"><a class="user-login" href="/profile/${name}"><span itemprop="name">${name}</span></a></div>
<div class="karma-line">Репутация<br><span class="karma karma1">1</span></div>
<div>Россия, Москва</div>
</div></div>
<div class="item-right">
<h1>${html(title ?? '')}</h1>
<div class="review-postdate" itemprop="datePublished" content="${local}+03:00"><abbr class="value" title="${local}+03:00">${local.slice(0, 10)}</abbr></div>
<abbr class="rating" title="${stars}"></abbr>
<span itemprop="reviewRating" itemscope itemtype="http://schema.org/Rating">
<meta itemprop="ratingValue" content="${stars}">
<meta itemprop="bestRating" content="5">
<meta itemprop="worstRating" content="1">
</span>
${pros ? `<div class="review-plus"><b>Достоинства:</b> ${html(pros)}</div>` : ''}
${cons ? `<div class="review-minus"><b>Недостатки:</b> ${html(cons)}</div>` : ''}
<div class="review-body description" itemprop="reviewBody">${lines(text ?? '')}</div>
<table class="product-props"><tr><td>Общее впечатление</td><td>${html(title ?? '')}</td></tr></table>
<div class="review-bar">
<a class="review-btn review-yes tooltip-top" href="#" title="Отзыв понравился ${review.likes} пользователям"><span>${review.likes}</span></a>
</div>
</div>
</div>
</div>
</body>
</html>
`;
}
