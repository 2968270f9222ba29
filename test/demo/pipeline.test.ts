import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { twoGis } from '../../scrapers/2gis/index.ts';
import { jsonld } from '../../scrapers/jsonld/index.ts';
import { otzovik } from '../../scrapers/otzovik/index.ts';
import { telegram } from '../../scrapers/telegram/index.ts';
import { wildberries } from '../../scrapers/wildberries/index.ts';
import type { AnyScraper } from '../../src/collect/scraper.ts';
import { demoBrand, places } from '../../src/demo/places.ts';
import { type DemoReport, demoReport } from '../../src/demo/report.ts';
import { startDemoSite } from '../../src/demo/site.ts';
import { NO_DECISIONS } from '../../src/domain/decision.ts';
import type { Item, ItemDraft } from '../../src/domain/item.ts';
import { toDrafts } from '../../src/understand/draft.ts';
import { loadModels, type Models, readItem } from '../../src/understand/index.ts';
import { walk } from './walk.ts';

/** Pages -> drafts -> understanding without a store: what the text pipeline alone makes of the first visit. */
const now = '2026-11-20T09:00:00.000Z';
const scrapers: Readonly<Record<string, AnyScraper>> = { '2gis': twoGis, jsonld, otzovik, telegram, wildberries };
const brand = demoBrand();

let report: DemoReport;
let site: Awaited<ReturnType<typeof startDemoSite>>;
beforeAll(async () => {
  site = await startDemoSite({ seed: 7, now });
  const models = await loadModels();
  const drafts: ItemDraft[] = [];
  for (const { site: name, url } of places) {
    const scraper = scrapers[name]!;
    const { reviews } = await walk(scraper, { url, origins: site.origins, fetchedAt: now });
    const context = { scraper, pageId: url, page: { url, fetchedAt: now }, brand, secret: 'test', keepNames: false };
    drafts.push(...toDrafts({ reviews }, context).drafts);
  }
  report = await demoReport(site.truth, understood(drafts, models), { visit: 1 });
});
afterAll(() => site.close());

function understood(drafts: readonly ItemDraft[], models: Models): Item[] {
  const earliest = new Map<string, string>();
  const inTime = [...drafts].sort((a, b) => (a.publishedAt! < b.publishedAt! ? -1 : 1));
  return inTime.map((draft, index): Item => {
    const matchMentions = draft.scraper === 'telegram';
    const { dupKey, stems, ...understanding } = readItem(
      { ...draft, correctedLanguage: null, brand, matchMentions },
      models,
    );
    const original = dupKey === null ? undefined : earliest.get(dupKey);
    if (dupKey !== null && original === undefined) earliest.set(dupKey, draft.key);
    return {
      ...draft,
      id: String(index),
      targetId: null,
      collectedAt: now,
      lastSeenAt: now,
      vanishedAt: null,
      revision: stems.length > 0 ? 1 : 0,
      versions: 0,
      backfill: true,
      tags: [],
      understanding,
      correction: null,
      copyOf: original ?? null,
      copies: 0,
      unusual: null,
      decisions: NO_DECISIONS,
    };
  });
}

test('every planted review arrives, no other, and no contact can be read', () => {
  expect(report.sites.filter(({ planted, found }) => planted !== found)).toEqual([]);
  expect(report.unexpected).toBe(0);
  expect(report.maskedContacts).toEqual({ planted: 4, found: 4, wrong: 0 });
});

test('copies across sites that show stars are found, and nothing is called a copy that is none', () => {
  // A copy on a site without stars is apart by rule: four of the fourteen come from or go to the channel.
  const byId = new Map(site.truth.reviews.map((review) => [review.id, review]));
  const starred = site.truth.reviews.filter(
    (review) => review.copyOf && review.content.stars !== null && byId.get(review.copyOf)!.content.stars !== null,
  );
  expect(report.exactCopies.found + report.retypedCopies.found).toBeGreaterThanOrEqual(starred.length);
  expect(report.exactCopies.wrong).toBe(0);
});

test('languages and sentiment are far better than guessing', () => {
  expect(report.language.agree / report.language.n).toBeGreaterThan(0.95);
  expect(report.mentions.agree / report.mentions.n).toBeGreaterThan(0.9);
  expect(report.sentiment.macroF1!).toBeGreaterThan(0.4);
});
