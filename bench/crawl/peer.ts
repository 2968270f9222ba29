import { CheerioCrawler, Configuration, log } from '@crawlee/cheerio';
import { AT_ONCE, CARDS, PAGES } from './cards.ts';

/** The same pages and fields by Crawlee's CheerioCrawler, its storage in memory; resolves to the seconds it took. */
export async function crawl(port: number): Promise<number> {
  log.setLevel(log.LEVELS.ERROR);
  let cards = 0;
  const crawler = new CheerioCrawler(
    {
      minConcurrency: AT_ONCE,
      maxConcurrency: AT_ONCE,
      async requestHandler({ $ }) {
        $('.card').each((_, card) => {
          const at = $(card);
          const review = {
            externalId: at.attr('data-id'),
            author: at.find('.card__author').text().trim(),
            rating: Number(at.find('.card__stars').attr('data-value')),
            title: at.find('.card__title').text().trim(),
            text: at.find('.card__text').text().trim(),
            publishedAt: at.find('.card__date').attr('datetime'),
          };
          if (review.text !== '' && review.externalId !== undefined) cards += 1;
        });
      },
    },
    new Configuration({ persistStorage: false, availableMemoryRatio: 0.5 }),
  );
  const begin = performance.now();
  await crawler.run(Array.from({ length: PAGES }, (_, index) => `http://127.0.0.1:${port}/cards/${index + 1}`));
  const seconds = (performance.now() - begin) / 1000;
  if (cards !== PAGES * CARDS) throw new Error(`read ${cards} cards of ${PAGES * CARDS}`);
  return seconds;
}
