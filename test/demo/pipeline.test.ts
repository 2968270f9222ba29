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
import { type DupInput, findDuplicates } from '../../src/understand/duplicates/index.ts';
import { loadModels, type Models, readItem } from '../../src/understand/index.ts';
import { walk } from './walk.ts';

/** Pages -> drafts -> understanding without a store: what the text pipeline alone makes of the first visit. */
const now = '2026-11-20T09:00:00.000Z';
const scrapers: Readonly<Record<string, AnyScraper>> = { '2gis': twoGis, jsonld, otzovik, telegram, wildberries };
const brand = demoBrand();

let report: DemoReport;
let items: readonly Item[];
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
  items = understood(drafts, models);
  report = await demoReport(site.truth, items, { visit: 1 });
});
afterAll(() => site.close());

function inputOf({ key, scraper: source, authorName, stars, ...draft }: ItemDraft): DupInput {
  const parts = [draft.text, draft.pros, draft.cons].filter((part) => part !== null && part !== '');
  return {
    key,
    lang: null,
    source,
    brand: draft.brand,
    productId: null,
    author: authorName,
    day: draft.publishedOn ?? draft.publishedAt?.slice(0, 10) ?? null,
    stars,
    text: parts.join('\n') || (draft.title ?? ''),
  };
}

function understood(drafts: readonly ItemDraft[], models: Models): Item[] {
  const duplicates = findDuplicates(drafts.map(inputOf));
  return drafts.map((draft, index): Item => {
    const matchMentions = draft.scraper === 'telegram';
    const { stems, ...understanding } = readItem({ ...draft, correctedLanguage: null, brand, matchMentions }, models);
    const duplicate = duplicates.get(draft.key)!;
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
      copyOf: duplicate.cluster === draft.key ? null : duplicate.cluster,
      duplicate,
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

test('copies across sites are found, and at most one text in a hundred is called a copy that nobody planted', () => {
  const planted = site.truth.reviews.filter((review) => review.copyOf);
  expect(report.exactCopies.found + report.retypedCopies.found).toBe(planted.length);
  // Bought praise is planted from the same phrases: its texts may be taken for one another, and for no other text.
  expect(report.exactCopies.wrong).toBeLessThanOrEqual(items.length / 100);
});

test('languages and sentiment are far better than guessing', () => {
  expect(report.language.agree / report.language.n).toBeGreaterThan(0.95);
  expect(report.mentions.agree / report.mentions.n).toBeGreaterThan(0.9);
  expect(report.sentiment.macroF1!).toBeGreaterThan(0.4);
});
