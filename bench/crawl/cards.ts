import { createServer } from 'node:http';
import { makeOwnTexts } from '../texts.ts';

/** 1,000 pages of 20 cards, 100 kB each: real pages of reviews have 80 to 600 kB, most of it menus, scripts and state. */
export const PAGES = 1000;
export const CARDS = 20;
/** Asked for side by side, by both. */
export const AT_ONCE = 10;

function cardsPage(page: number, texts: readonly string[]): string {
  const cards = Array.from({ length: CARDS }, (_, index) => {
    const number = (page - 1) * CARDS + index;
    const day = new Date(Date.UTC(2026, 0, 1) - (number % 700) * 86_400_000).toISOString().slice(0, 10);
    return `<div class="review card" data-id="r${number}"><div class="card__head"><img alt="" src="/a.png"><a class="card__author" href="/u/${number}">Автор ${number}</a>
<span class="card__stars" data-value="${1 + (number % 5)}">${'★'.repeat(1 + (number % 5))}</span><time class="card__date" datetime="${day}">${day}</time></div>
<h3 class="card__title"><a href="/review/${number}">Отзыв ${number}</a></h3><div class="card__body"><p class="card__text">${texts[number]}</p></div>
<ul class="card__foot"><li><button type="button">Полезно</button></li><li><button type="button">Ответить</button></li><li><a href="/complain/${number}">Пожаловаться</a></li></ul></div>`;
  });
  const next = page % 100 === 0 ? '' : `<a class="next" href="/cards/${page + 1}">дальше</a>`;
  const menu = Array.from(
    { length: 120 },
    (_, index) => `<li class="menu__item"><a href="/m/${index}">Раздел ${index}</a></li>`,
  );
  const state = JSON.stringify(
    Array.from({ length: 450 }, (_, index) => ({
      id: index,
      path: `/m/${index}`,
      title: `Section ${index}`,
      open: index % 3 === 0,
    })),
  );
  return `<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>Отзывы, страница ${page}</title><script>window.state=${state}</script></head><body><nav><ul class="menu">${menu.join('')}</ul></nav><main>${cards.join('\n')}${next}</main><footer>О сайте</footer></body></html>`;
}

/** Serves the pages on loopback and prints the port; the parent ends it. */
export async function serveCards(): Promise<void> {
  const texts = makeOwnTexts(PAGES * CARDS);
  const pages = Array.from({ length: PAGES }, (_, index) => Buffer.from(cardsPage(index + 1, texts)));
  const server = createServer((request, response) => {
    const number = /^\/cards\/(\d+)$/.exec(request.url ?? '')?.[1];
    const body = number === undefined ? undefined : pages[Number(number) - 1];
    if (body === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(body);
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address !== null && typeof address === 'object') process.send?.({ port: address.port });
  });
}
