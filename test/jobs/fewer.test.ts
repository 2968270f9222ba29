import { describe, expect, test } from '@jest/globals';
import type { Run } from '../../src/domain/run.ts';
import { cutList, lostFields } from '../../src/jobs/fewer.ts';

const run = (more: Partial<Run>): Run => ({ cards: 100, pages: 10, siteTotal: null, fill: {}, ...more }) as Run;

describe('a list that ends too soon', () => {
  const cut = (now: object, { last = run({}), stored = 100 } = {}): string | undefined =>
    cutList({
      summary: { complete: true, window: false, cards: 10, pages: 1, siteTotal: null, ...now },
      last,
      stored,
    });

  test('is told when pages and a good part of the known reviews are missing [R25]', () => {
    expect(cut({})).toBe(
      'The list ended after 1 page with 10 reviews; 90 known reviews more should follow. Its link to the next page may have changed.',
    );
  });

  test.each([
    ['the visit did not come to the end', { complete: false }, {}],
    ['there are as many pages as before', { pages: 10 }, {}],
    ['only a few are missing', { cards: 90, pages: 9 }, {}],
    ['the counter of the site says that this is all', { siteTotal: 10 }, { last: run({ siteTotal: 100 }) }],
    ['the counter of the site has fallen by as many', { siteTotal: 30 }, { last: run({ siteTotal: 120 }) }],
    ['the rest came in by hand and no visit ever showed it', { cards: 96, pages: 9 }, { stored: 500 }],
    ['it is a window, and most of it is there', { window: true, cards: 60, pages: 6 }, {}],
  ])('is none where %s', (_, now, known) => {
    expect(cut(now, known)).toBeUndefined();
  });

  test('is doubted on a first visit too little known of to compare with: never', () => {
    expect(
      cutList({
        summary: { complete: true, window: false, cards: 10, pages: 1, siteTotal: 500 },
        last: undefined,
        stored: 10,
      }),
    ).toBeUndefined();
  });

  test('is told of a window that is half as long, and where the counter stays', () => {
    expect(cut({ window: true }, { stored: 5000 })).toMatch(/90 known reviews more/);
    expect(cut({ siteTotal: 120 }, { last: run({ siteTotal: 120 }) })).toMatch(/90 known reviews more/);
  });
});

describe('a field that no card has any more', () => {
  const lost = (
    before: readonly Partial<Run>[],
    now: { cards?: number; fill?: Record<string, number>; siteTotal?: number | null } = {},
    sameReviews = false,
  ): string | undefined =>
    lostFields({ summary: { cards: 10, fill: {}, siteTotal: null, ...now }, sameReviews, before: before.map(run) });

  test('is told when chance does not explain it [R25]', () => {
    expect(lost([{ cards: 10, fill: { rating: 1, author: 0.9 } }])).toBe(
      'The pages show no more ratings and authors, as they did before (10 reviews read). They may have changed.',
    );
  });

  test('is no news where it was rare and the reviews are others', () => {
    expect(lost([{ cards: 10, fill: { replyText: 0.2 } }])).toBeUndefined();
    expect(lost([{ cards: 1, fill: { title: 1 } }], { cards: 1 })).toBeUndefined();
  });

  test('is told of the same reviews, however rare it was', () => {
    expect(lost([{ cards: 10, fill: { replyText: 0.1 } }], {}, true)).toMatch(/no more replies,/);
  });

  test('stays told until it is back, but a single one that was taken back only once', () => {
    const empty = { cards: 10, fill: {} };
    expect(lost([empty, empty, { cards: 10, fill: { rating: 1 } }])).toMatch(/ratings/);
    expect(lost([empty, { cards: 10, fill: { replyText: 0.1 } }], {}, true)).toBeUndefined();
  });

  test('is not looked for on no cards, nor compared with visits that had none', () => {
    expect(lost([{ cards: 10, fill: { rating: 1 } }], { cards: 0 })).toBeUndefined();
    expect(
      lost([
        { cards: 0, fill: {} },
        { cards: 10, fill: { rating: 1 } },
      ]),
    ).toMatch(/ratings/);
  });

  test("counts the site's own counter among the fields", () => {
    expect(lost([{ siteTotal: 500 }])).toMatch(/the number of all reviews/);
    expect(lost([{ siteTotal: 500 }], { siteTotal: 400 })).toBeUndefined();
  });
});
