import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defaultConfig } from '../config/load.ts';
import { createMail } from '../src/app-mail.ts';
import { createPool } from '../src/compute/pool.ts';
import { demoBrand } from '../src/demo/places.ts';
import { tellStory } from '../src/demo/story.ts';
import { quietLog } from '../src/domain/ambient.ts';
import type { ItemFilter } from '../src/domain/filter.ts';
import { commitSurvey } from '../src/feedback/import-survey.ts';
import { createFigures } from '../src/jobs/figures.ts';
import { understandPending } from '../src/jobs/understand-pending.ts';
import { openSqliteStore } from '../src/store/sqlite/open.ts';
import type { Store } from '../src/store/store.ts';
import { toDrafts } from '../src/understand/draft.ts';
import { type Figure, median } from './figure.ts';

const ITEMS = 100_000;
const ANSWERS = 50_000;
const BATCH = 1000;
const NOW = '2026-11-22T00:00:00.000Z';
const SECRET = 'a secret of the bench';
const RUNS = 5;

/** The people's rooms on a brand of a hundred thousand texts: filters, comparison, the daily mail; and a survey of fifty thousand answers. */
export async function loop(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'molva-bench-'));
  const store = await openSqliteStore({ path: path.join(folder, 'molva.db'), role: 'loop' });
  const compute = createPool({ workers: 1, parseTimeoutMs: 2000, secret: SECRET });
  try {
    const brand = demoBrand();
    await store.saveBrand(brand, NOW);
    await fill(store);
    // Not compared for copies: put together from a few hundred sentences, nearly all are of one family.
    const alone = { ...store, brandsToRelate: async () => [] };
    await understandPending({ store: alone, compute, matchMentions: () => false, now: () => NOW, log: quietLog });
    const clock = { now: () => Date.parse(NOW) };
    const figures = createFigures({ store, clock });
    const { digests } = await createMail({
      config: defaultConfig(),
      env: {},
      cwd: folder,
      store,
      figures,
      scrapers: [],
      compute,
      clock,
      log: quietLog,
    });
    const preview = () => digests.preview({ brand: brand.id, language: 'ru' });
    await preview();
    const filters: ItemFilter[] = [
      { open: true },
      { open: true, sentiment: ['negative'] },
      { stars: [1], published_from: '2026-09-01' },
      { q: 'доставка' },
    ];
    const filter = await timed(async () => {
      for (const one of filters)
        await Promise.all([
          store.items({ brand: brand.id, ...one }, { sort: '-published', limit: 50 }),
          store.count({ brand: brand.id, ...one }),
        ]);
    });
    const compared = await timed(() => figures.comparison({ brand: brand.id }));
    const mailed = (await timed(preview)) / 1000;
    const csv = surveyCsv();
    const begin = performance.now();
    await commitSurvey({
      bytes: csv,
      fileName: 'survey.csv',
      brand,
      secret: SECRET,
      now: () => NOW,
      store,
      keepNames: false,
    });
    const survey = (performance.now() - begin) / 1000;
    return [
      {
        what: `first page and count of a filter, ${ITEMS} texts`,
        value: filter / filters.length,
        unit: 'ms',
        goal: 100,
        better: 'smaller',
        peer: null,
      },
      {
        what: `comparison, ${ITEMS} texts`,
        value: compared,
        unit: 'ms',
        goal: 1000,
        better: 'smaller',
        peer: null,
      },
      {
        what: `daily mail built and rendered after the first, ${ITEMS} texts`,
        value: mailed,
        unit: 's',
        goal: 1,
        better: 'smaller',
        peer: null,
      },
      {
        what: `survey of ${ANSWERS} answers stored`,
        value: survey,
        unit: 's',
        goal: 30,
        better: 'smaller',
        peer: null,
      },
    ];
  } finally {
    await compute.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  await work();
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const begin = performance.now();
    await work();
    times.push(performance.now() - begin);
  }
  return median(times);
}

/** One after the other over 320 days, as a brand that was watched all the time. */
const publishedMs = (at: number): number => Date.parse(NOW) - 320 * 86_400_000 * (1 - at / ITEMS);

async function fill(store: Store): Promise<void> {
  const said = tellStory({ seed: 3, now: NOW }).reviews.flatMap(({ content }) => content.text ?? []);
  for (let from = 0; from < ITEMS; from += BATCH) {
    const reviews = Array.from({ length: BATCH }, (_, index) => {
      const at = from + index;
      const publishedAt = new Date(publishedMs(at)).toISOString();
      return {
        externalId: `b${at}`,
        author: `a${at % 9973}`,
        rating: 1 + (at % 5),
        ratingScale: 5,
        title: null,
        text: `${said[at % said.length]} ${at}`,
        pros: null,
        cons: null,
        publishedAt,
        url: null,
        likes: null,
        replyText: null,
        verified: null,
      };
    });
    const collected = new Date(publishedMs(from + BATCH)).toISOString();
    const scraper = { name: `bench-${from % 5}`, idScope: 'site' } as const;
    const { drafts } = toDrafts(
      { reviews },
      {
        scraper,
        pageId: 'bench',
        page: { url: '', fetchedAt: collected },
        brand: demoBrand(),
        secret: SECRET,
        keepNames: false,
      },
    );
    await store.importItems({ items: drafts, targetId: null, backfill: false, now: collected });
  }
}

function surveyCsv(): Uint8Array {
  const rows = Array.from({ length: ANSWERS }, (_, index) => {
    const day = new Date(Date.parse(NOW) - (index % 300) * 86_400_000).toISOString().slice(0, 10);
    return `s${index};${day};${index % 11};"Комментарий ${index}; доставка и упаковка"`;
  });
  return new TextEncoder().encode(
    `ID ответа;Дата;Насколько вероятно, что вы порекомендуете нас?;Почему?\r\n${rows.join('\r\n')}\r\n`,
  );
}
