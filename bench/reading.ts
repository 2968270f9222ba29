import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import natural from 'natural/lib/natural/sentiment/index.js';
import { createPool } from '../src/compute/pool.ts';
import { demoBrand } from '../src/demo/places.ts';
import { quietLog } from '../src/domain/ambient.ts';
import { type UnderstandDeps, understandPending } from '../src/jobs/understand-pending.ts';
import { openSqliteStore } from '../src/store/sqlite/open.ts';
import { toDrafts } from '../src/understand/draft.ts';
import type { Figure } from './figure.ts';
import { makeTexts } from './texts.ts';

const REVIEWS = 12_000;
const BATCH = 500;

/**
 * Reviews of about 300 characters from the demo's sentences: masked, keyed, stored, understood by one worker, indexed, rolled up.
 * They are not compared with each other: put together from a few hundred sentences, nearly all of them are of one family.
 */
export async function reading(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'molva-bench-'));
  const store = await openSqliteStore({ path: path.join(folder, 'molva.db'), role: 'loop' });
  const compute = createPool({ workers: 1, parseTimeoutMs: 2000, secret: 'a secret of the bench' });
  const deps: UnderstandDeps = {
    store: { ...store, brandsToRelate: async () => [] },
    compute,
    matchMentions: () => false,
    now: () => '2026-11-22T00:00:00.000Z',
    log: quietLog,
  };
  try {
    const brand = demoBrand();
    await store.saveBrand(brand, '2026-11-22T00:00:00.000Z');
    const texts = makeTexts(REVIEWS);
    await compute.modelVersion();
    const begin = performance.now();
    // As in the running product: what is stored is understood while more comes in.
    let arriving = true;
    const arrival = (async () => {
      for (let from = 0; from < texts.length; from += BATCH) {
        const reviews = texts.slice(from, from + BATCH).map((text, index) => ({
          externalId: `b${from + index}`,
          author: `a${(from + index) % 997}`,
          rating: 1 + ((from + index) % 5),
          ratingScale: 5,
          title: null,
          text,
          pros: null,
          cons: null,
          publishedAt: new Date(Date.UTC(2026, 0, 1) + ((from + index) % 320) * 86_400_000).toISOString(),
          url: null,
          likes: null,
          replyText: null,
          verified: null,
        }));
        const { drafts } = toDrafts(
          { reviews },
          {
            scraper: { name: 'bench', idScope: 'site' },
            pageId: 'bench',
            page: { url: '', fetchedAt: '2026-11-22T00:00:00.000Z' },
            brand,
            secret: 'a secret of the bench',
            keepNames: false,
          },
        );
        await store.importItems({ items: drafts, targetId: null, backfill: true, now: '2026-11-22T00:00:00.000Z' });
      }
    })().finally(() => {
      arriving = false;
    });
    while (arriving) {
      if ((await understandPending(deps)) === 0) await setImmediate();
    }
    await arrival;
    await understandPending(deps);
    const seconds = (performance.now() - begin) / 1000;
    const left = await store.pendingCount();
    if (left > 0) throw new Error(`${left} reviews were not understood`);
    return [
      {
        what: `understand + store (copies apart), one compute worker, ${REVIEWS} reviews`,
        value: REVIEWS / seconds,
        unit: 'reviews/s',
        goal: 3000,
        better: 'bigger',
        peer: { name: "natural's SentimentAnalyzer alone, no store", value: naturalAlone(texts) },
      },
    ];
  } finally {
    await compute.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function naturalAlone(texts: readonly string[]): number {
  const analyzer = new natural.SentimentAnalyzer('English', undefined, 'afinn');
  const begin = performance.now();
  for (const text of texts) analyzer.getSentiment(text.split(/\s+/));
  return texts.length / ((performance.now() - begin) / 1000);
}
