import { describe, expect, test } from '@jest/globals';
import { places } from '../../src/demo/places.ts';
import { demoReport } from '../../src/demo/report.ts';
import { renderDemoReport } from '../../src/demo/report-text.ts';
import { tellStory } from '../../src/demo/story.ts';
import { contentAt, type DemoReview } from '../../src/demo/truth.ts';
import { NO_DECISIONS } from '../../src/domain/decision.ts';
import type { Item, SentimentLabel } from '../../src/domain/item.ts';

const now = '2026-11-20T09:00:00.000Z';
const truth = tellStory({ seed: 7, now });
const wall = 'https://otzovik.com/reviews/zavaryona_mobilnoe_prilozhenie_vydumannoe/';

/** The item that a flawless run of two visits would leave behind. */
function flawless(review: DemoReview): Item {
  const content = contentAt(review, review.vanishes ? 1 : 2);
  return {
    key: `key-${review.id}`,
    brand: 'zavaryona',
    scraper: review.site,
    channel: 'public',
    externalId: review.externalId,
    url: null,
    decisions: NO_DECISIONS,
    duplicate: { cluster: `key-${review.id}`, family: `key-${review.id}`, role: 'original', similarity: 1 },
    touchpoint: null,
    metric: null,
    threadId: null,
    parentId: null,
    isOwn: false,
    reach: null,
    authorHash: null,
    authorName: null,
    title: content.title,
    text: mask(review, content.text),
    pros: content.pros,
    cons: content.cons,
    rating: content.stars === null ? null : { value: content.stars, best: 5 },
    stars: content.stars,
    reply: null,
    verified: null,
    likes: null,
    productId: null,
    productName: null,
    location: null,
    declaredLanguage: null,
    publishedAt: review.publishedAt,
    publishedOn: review.publishedAt.slice(0, 10),
    precision: 'instant',
    editedAt: null,
    fetchedAt: now,
    partial: false,
    id: review.id,
    targetId: 't',
    collectedAt: now,
    lastSeenAt: now,
    vanishedAt: review.vanishes ? now : null,
    revision: 1,
    versions: review.edited ? 1 : 0,
    backfill: true,
    tags: [],
    understanding: {
      modelVersion: 'test',
      language: content.text === null ? null : review.language,
      sentiment: content.sentiment && { label: content.sentiment, score: 0, confidence: 1, unsure: false },
      why: [],
      themes: [],
      kind: null,
      mentionsBrand: review.site === 'telegram' ? review.mentionsBrand : null,
    },
    correction: null,
    copyOf: review.copyOf && `key-${review.copyOf}`,
    copies: 0,
    unusual: null,
  };
}

function mask(review: DemoReview, text: string | null): string | null {
  return review.contacts.reduce((masked, contact) => masked?.replace(contact, '[phone]') ?? null, text);
}

const items = truth.reviews.map(flawless);
const dead = places.find(({ page }) => page === 'shop-outlet')!.url;
const targets = [wall, dead].map((url) => ({ url, lastOutcome: 'blocked', health: 'blocked' as const }));

describe('a flawless run', () => {
  test('is found flawless, whether the items come as a list or in batches', async () => {
    const report = await demoReport(truth, items, { targets });
    expect(report.sites.map(({ planted, found }) => planted - found)).toEqual([0, 0, 0, 0, 0]);
    expect(report).toMatchObject({
      unexpected: 0,
      pending: 0,
      exactCopies: { planted: 10, found: 10, wrong: 0 },
      retypedCopies: { planted: 4, found: 4, wrong: 0 },
      edits: { planted: 10, found: 10, wrong: 0 },
      vanished: { planted: 5, found: 5, wrong: 0 },
      maskedContacts: { planted: 4, found: 4, wrong: 0 },
      captcha: { planted: 2, found: 2, wrong: 0 },
      mentions: { n: 44, agree: 44 },
    });
    expect(report.language.agree).toBe(report.language.n);
    expect(report.sentiment.macroF1).toBe(1);
    async function* batches() {
      for (let at = 0; at < items.length; at += 100) yield items.slice(at, at + 100);
    }
    expect(await demoReport(truth, batches(), { targets })).toEqual(report);
  });

  test('after the first visit nothing that comes later is asked for', async () => {
    const first = items
      .filter((_, index) => truth.reviews[index]!.arrives === 1)
      .map((item) => ({ ...item, vanishedAt: null, versions: 0 }));
    const report = await demoReport(truth, first, { visit: 1 });
    expect(report.edits).toEqual({ planted: 0, found: 0, wrong: 0 });
    expect(report.vanished).toEqual({ planted: 0, found: 0, wrong: 0 });
    expect(report.unexpected).toBe(0);
    expect(report.captcha).toBeNull();
  });

  test('reads as a table that says that it is made up', async () => {
    const text = renderDemoReport(await demoReport(truth, items, { targets }));
    expect(text).toMatch(/^Made-up data/);
    expect(text).toMatch(/reviews on otzovik\s+91 of 91/);
    expect(text).toMatch(/sentiment as planted\s+100\.0 % \((\d+) of \1\)/);
  });
});

describe('faults are counted', () => {
  test('missing and unknown items', async () => {
    const report = await demoReport(truth, [...items.slice(3), { ...items[0]!, externalId: 'nobody' }]);
    expect(report.unexpected).toBe(1);
    expect(report.sites.reduce((sum, { planted, found }) => sum + planted - found, 0)).toBe(3);
  });

  test('a copy that was missed, and one that is none', async () => {
    const copy = items.find((item) => item.copyOf)!;
    const alone = items.find((item) => !item.copyOf && !items.some((other) => other.copyOf === item.key))!;
    const broken = items.map((item) =>
      item === copy ? { ...item, copyOf: null } : item === alone ? { ...item, copyOf: items[5]!.key } : item,
    );
    const { exactCopies, retypedCopies } = await demoReport(truth, broken);
    expect(exactCopies.found + retypedCopies.found).toBe(13);
    expect(exactCopies.wrong).toBe(1);
  });

  test('the pair counts as found when the copy was taken for the original', async () => {
    const copy = items.find((item) => item.copyOf)!;
    const turned = items.map((item) =>
      item.key === copy.copyOf ? { ...item, copyOf: copy.key } : item === copy ? { ...item, copyOf: null } : item,
    );
    const { exactCopies, retypedCopies } = await demoReport(truth, turned);
    expect([exactCopies.found + retypedCopies.found, exactCopies.wrong]).toEqual([14, 0]);
  });

  test('wrong sentiment, doubt, wrong language, readable contacts, a healthy target said to be blocked', async () => {
    const always = (label: SentimentLabel) =>
      items.map((item) => ({
        ...item,
        understanding: item.understanding && {
          ...item.understanding,
          language: 'ru',
          sentiment: item.understanding.sentiment && { label, score: 0, confidence: 0.2, unsure: true },
        },
      }));
    const report = await demoReport(truth, always('positive'), {
      targets: [{ url: 'https://t.me/s/zavaryona_demo_vydumka', lastOutcome: 'blocked', health: 'blocked' }],
    });
    expect(report.sentiment.unsure).toBe(report.sentiment.n);
    expect(report.sentiment.sure.n).toBe(0);
    expect(report.sentiment.macroF1!).toBeLessThan(0.2);
    expect(report.language.agree).toBeLessThan(report.language.n);
    expect(report.captcha).toEqual({ planted: 2, found: 0, wrong: 1 });
    const readable = truth.reviews.map((review) => ({ ...flawless(review), text: review.content.text }));
    expect((await demoReport(truth, readable)).maskedContacts).toEqual({ planted: 4, found: 0, wrong: 4 });
  });

  test('what waits to be understood is said, not guessed', async () => {
    const report = await demoReport(
      truth,
      items.map((item) => ({ ...item, understanding: null })),
    );
    expect(report.pending).toBe(items.length);
    expect(report.sentiment).toMatchObject({ n: 0, macroF1: null });
    expect(renderDemoReport(report)).toMatch(/not understood yet\s+451/);
  });
});
