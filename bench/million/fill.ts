import { demoBrand } from '../../src/demo/places.ts';
import { tellStory } from '../../src/demo/story.ts';
import type { Understanding } from '../../src/domain/item.ts';
import type { Store } from '../../src/store/store.ts';
import { toDrafts } from '../../src/understand/draft.ts';
import { loadModels, readItem } from '../../src/understand/index.ts';

export const NOW = '2026-11-22T00:00:00.000Z';
const BATCH = 1000;
const DAYS = 1000;
const SOURCES = ['otzovik', '2gis', 'wildberries', 'ozon', 'irecommend', 'yandex-maps', 'telegram', 'vk'];
/** In one text of a thousand. */
export const RARE = 'крокодил';

/**
 * `n` texts of a brand over 1,000 days from eight sources, in Russian, English and Dutch, read and indexed. What the model says
 * is found once per base text: the store is what is measured.
 */
export async function fillStore(store: Store, n: number, onBatch?: (done: number) => void): Promise<void> {
  const brand = { ...demoBrand(), madeUp: false };
  const models = await loadModels();
  const said = tellStory({ seed: 3, now: NOW }).reviews.flatMap(({ content }) => content.text ?? []);
  const read = new Map<string, Understanding>();
  const understand = (text: string): Understanding => {
    const known = read.get(text);
    if (known !== undefined) return known;
    const parts = { key: text, title: null, text, pros: null, cons: null, stars: null };
    const told = readItem(
      { ...parts, declaredLanguage: null, correctedLanguage: null, brand, matchMentions: false },
      models,
    );
    read.set(text, told);
    return told;
  };
  await store.saveBrand(brand, NOW);
  for (let from = 0; from < n; from += BATCH) {
    const texts = Array.from({ length: BATCH }, (_, index) => {
      const at = from + index;
      return `${said[(at * 7919) % said.length]}${at % 1000 === 0 ? ` ${RARE}` : ''}`;
    });
    const collected = new Date(publishedMs(from + BATCH, n)).toISOString();
    const { drafts } = toDrafts(
      { reviews: texts.map((text, index) => review(from + index, `${text} ${from + index}`, n)) },
      {
        scraper: { name: SOURCES[(from / BATCH) % SOURCES.length] ?? 'otzovik', idScope: 'site' },
        pageId: 'bench',
        page: { url: '', fetchedAt: collected },
        brand,
        secret: 'bench',
        keepNames: false,
      },
    );
    await store.importItems({ items: drafts, targetId: null, backfill: false, now: collected });
    const results = drafts.map(({ key }, index) => ({
      key,
      revision: 1,
      understanding: { ...understand(texts[index] ?? ''), dupKey: null },
    }));
    const written = await store.saveUnderstanding(results, collected);
    if (written !== results.length) throw new Error(`${written} of ${results.length} understood`);
    onBatch?.(from + BATCH);
  }
  while ((await store.refreshRollups(50)) > 0);
}

const publishedMs = (at: number, n: number): number => Date.parse(NOW) - DAYS * 86_400_000 * (1 - at / n);

function review(at: number, text: string, n: number) {
  return {
    externalId: `m${at}`,
    author: `a${at % 99_991}`,
    rating: 1 + (at % 5),
    ratingScale: 5,
    title: null,
    text,
    pros: null,
    cons: null,
    publishedAt: new Date(publishedMs(at, n)).toISOString(),
    url: null,
    likes: null,
    replyText: null,
    verified: null,
  };
}
