import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import PQueue from 'p-queue';
import { defaultConfig } from '../../config/load.ts';
import { scrapers } from '../../scrapers/index.ts';
import { createFetching } from '../../src/app-fetching.ts';
import { LocalPace } from '../../src/collect/local-pace.ts';
import { createLocalPlaces } from '../../src/collect/local-places.ts';
import { createPool } from '../../src/compute/pool.ts';
import { quietLog } from '../../src/domain/ambient.ts';
import { Brand } from '../../src/domain/brand.ts';
import { scrapeTarget } from '../../src/jobs/scrape-target.ts';
import { targetId } from '../../src/jobs/target-id.ts';
import { understandPending } from '../../src/jobs/understand-pending.ts';
import { isoNow, type VisitDeps } from '../../src/jobs/visiting.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { AT_ONCE, CARDS, PAGES } from './cards.ts';

/** A made-up origin that leads to the loopback site: as for the demo, nobody has to be spared. */
const ORIGIN = 'http://cards.example';
const clock = { now: () => Date.now() };

const OPTIONS = {
  item: '.card',
  next: 'a.next',
  fields: {
    externalId: { selector: ':self', attr: 'data-id' },
    author: { selector: '.card__author' },
    rating: { selector: '.card__stars', attr: 'data-value' },
    title: { selector: '.card__title' },
    text: { selector: '.card__text' },
    publishedAt: { selector: '.card__date', attr: 'datetime' },
  },
};

const css = scrapers.find(({ name }) => name === 'css')!;
const optionsFor = (page: number) => css.options.parse({ ...OPTIONS, url: `${ORIGIN}/cards/${page}` });

function fetching(port: number) {
  return createFetching({
    config: defaultConfig(),
    version: 'bench',
    clock,
    log: quietLog,
    pace: new LocalPace(),
    places: createLocalPlaces(),
    random: Math.random,
    origins: { [ORIGIN]: `http://127.0.0.1:${port}` },
    cut: new AbortController().signal,
  });
}

/** Fetches and parses every page, ten at once, the parsing in this thread as the peer does it; resolves to the seconds it took. */
export async function fetchAndParse(port: number): Promise<number> {
  const web = fetching(port);
  const fetchPage = web.fetchFor(css, ORIGIN, new AbortController().signal);
  const queue = new PQueue({ concurrency: AT_ONCE });
  const reads: Promise<unknown>[] = [];
  let cards = 0;
  const begin = performance.now();
  for (let number = 1; number <= PAGES; number += 1) {
    const read = queue.add(async () => {
      const options = optionsFor(number);
      const page = await fetchPage(css.firstPage(options));
      cards += css.parse(page, options).reviews.length;
    });
    reads.push(read);
  }
  await Promise.all(reads);
  const seconds = (performance.now() - begin) / 1000;
  await web.close();
  if (cards !== PAGES * CARDS) throw new Error(`read ${cards} cards of ${PAGES * CARDS}`);
  return seconds;
}

/** Ten sources of a hundred pages each, visited as the product does it: fetched, parsed, stored page by page, understood meanwhile. */
export async function wholeWay(port: number): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'molva-bench-'));
  const store = await openSqliteStore({ path: path.join(folder, 'molva.db'), role: 'loop' });
  const compute = createPool({ workers: 1, parseTimeoutMs: 2000, secret: 'bench' });
  const web = fetching(port);
  const visits: VisitDeps = {
    store,
    compute,
    scrapers,
    clock,
    log: quietLog,
    fetchFor: web.fetchFor,
    random: Math.random,
    owner: 'bench',
    keepNames: false,
    retentionDays: null,
    limits: { maxPages: PAGES, maxFollow: 0, jitterMs: 0, leaseMs: 60_000, fullEveryMs: 0 },
  };
  try {
    const brand = Brand.parse({ id: 'bench', name: 'Вулкан' });
    await store.saveBrand(brand, isoNow(clock));
    await compute.modelVersion();
    const ids = await Promise.all(
      Array.from({ length: PAGES / 100 }, async (_, index) => {
        const options = optionsFor(index * 100 + 1);
        const id = targetId(brand.id, css.name, options);
        const url = `${ORIGIN}/cards/${index * 100 + 1}`;
        const { id: name, timeZone } = brand;
        await store.addTarget(
          {
            id,
            brand: name,
            scraper: css.name,
            options,
            url,
            title: id,
            schedule: '0 0 * * *',
            timeZone,
            origin: 'page',
          },
          isoNow(clock),
        );
        return id;
      }),
    );
    const reading = { store, compute, matchMentions: () => false, now: () => isoNow(clock), log: quietLog };
    const begin = performance.now();
    let visiting = true;
    const understanding = (async () => {
      while (visiting) {
        if ((await understandPending(reading)) === 0) await new Promise((resolve) => setTimeout(resolve, 50));
      }
      await understandPending(reading);
    })();
    await Promise.all(ids.map((id) => scrapeTarget(id, visits, new AbortController().signal)));
    visiting = false;
    await understanding;
    const seconds = (performance.now() - begin) / 1000;
    const [stored, waiting] = [await store.count({ copies: 'all' }), await store.pendingCount()];
    if (stored !== PAGES * CARDS || waiting > 0) throw new Error(`stored ${stored}, ${waiting} not understood`);
    return seconds;
  } finally {
    await Promise.all([web.close(), compute.close()]);
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
