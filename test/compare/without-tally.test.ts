import { describe, expect, test } from '@jest/globals';
import { ComparisonTally } from '../../src/compare/comparison.ts';
import { NO_STARS } from '../../src/compare/stars.ts';
import { GroupTally, WithoutTally } from '../../src/compare/without-tally.ts';
import { meanWithout, ratingWithout, removed, type Weighable } from '../../src/compare/without-unusual.ts';
import type { CountRow } from '../../src/domain/count-row.ts';
import { row, rows } from './rows.ts';

const FRAME = {
  brand: 'acme',
  from: '2026-01-01',
  to: '2026-12-31',
  timeZone: 'UTC',
  asOf: '2026-12-31T00:00:00.000Z',
  undated: { public: new Map(), direct: new Map() },
  categories: new Map(),
  leftOut: [],
  fresh: [],
};

/** Reviews of all kinds, some of which look paid for, some with a person's word. */
function mixed(n: number): CountRow[] {
  return Array.from({ length: n }, (_, at) =>
    row(`m${at}`, {
      stars: at % 11 === 0 ? null : 1 + ((at * 7) % 9) / 2,
      sentiment: at % 3 === 0 ? 'negative' : at % 17 === 0 ? null : 'positive',
      unusualScore: at % 5 === 0 ? null : (at % 20) / 20,
      unusual: at % 20 > 14 ? 'likely-paid' : 'none',
      verdict: at % 23 === 0 ? 'unusual' : at % 29 === 0 ? 'genuine' : at % 31 === 0 ? 'not-sure' : null,
    }),
  );
}

const weighable = (one: CountRow): Weighable & { stars: number | null } => ({
  score: one.unusualScore,
  level: one.unusual,
  verdict: one.verdict,
  stars: one.stars,
});

describe('figures without the unusual reviews', () => {
  test('row by row are the same as those of a list', () => {
    const all = mixed(300);
    const tally = new WithoutTally();
    for (const one of all) tally.add(one);
    const { negative, stars } = tally.figure();
    const judged = all.filter(({ sentiment }) => sentiment !== null);
    const share = meanWithout(
      judged.map((one) => ({ ...one, ...weighable(one) })),
      ({ sentiment }) => (sentiment === 'negative' ? 1 : 0),
    );
    expect(negative.all).toBeCloseTo(share.all!, 9);
    expect(negative.without).toBeCloseTo(share.without!, 9);
    expect(negative).toMatchObject({ items: share.removed.items });
    expect(negative.weight).toBeCloseTo(share.removed.weight, 5);
    expect(negative.genuineShare).toBeCloseTo(share.removed.genuineShare!, 9);
    const rating = ratingWithout(all.map(weighable));
    expect(stars.all).toBeCloseTo(rating.all!, 9);
    expect(stars.without).toBeCloseTo(rating.without!, 9);
    expect(stars.posterior!.mean).toBeCloseTo(rating.posteriorWithout!.mean, 9);
    expect(stars.posterior!.low).toBeCloseTo(rating.posteriorWithout!.low, 6);
  });

  test('of nothing are nothing, and of what was not weighed are all', () => {
    expect(new WithoutTally().figure(NO_STARS)).toEqual({
      negative: { all: null, without: null, items: 0, weight: 0, genuineShare: null },
      stars: { all: null, without: null, items: 0, weight: 0, genuineShare: null, posterior: null },
    });
    const tally = new WithoutTally();
    for (const one of rows(20, 5, { stars: 4 })) tally.add(one);
    const { negative, stars } = tally.figure();
    expect(negative).toMatchObject({ all: 0.25, without: 0.25, items: 0, weight: 0, genuineShare: null });
    expect(stars).toMatchObject({ all: 4, without: 4 });
  });
});

describe('a comparison without the unusual reviews', () => {
  async function compared(over: Partial<CountRow>) {
    const tally = new ComparisonTally();
    // 30 % blame in public, but a hundred praises more that look bought; 30 % in surveys.
    for (const one of rows(300, 90)) tally.add(one);
    for (const one of rows(300, 0, { words: 13, ...over })) tally.add(one);
    for (const one of rows(300, 90, { channel: 'survey', touchpoint: 'shop' })) tally.add(one);
    return tally.result(FRAME);
  }

  test('is told where it turns the verdict, and stands at half and at double the assumed share of paid ones', async () => {
    const { verdict, withoutUnusual, bySource, byTouchpoint } = await compared({
      unusual: 'likely-paid',
      unusualScore: 0.99,
    });
    expect(verdict).toBe('more-in-surveys');
    expect(withoutUnusual.negative.all).toBeCloseTo(0.15, 6);
    expect(withoutUnusual.negative.without).toBeCloseTo(90 / 303, 6);
    expect(withoutUnusual.negative).toMatchObject({ items: 300, weight: 297 });
    expect(withoutUnusual.negative.genuineShare).toBeCloseTo(0.01, 9);
    expect(withoutUnusual.verdict).toBe('no-clear-difference');
    expect(bySource[0]!.withoutUnusual!.negative.items).toBe(300);
    expect(byTouchpoint[0]!.withoutUnusual).toBeNull();
  });

  test('is not told where it hangs on how many paid ones are assumed, or turns nothing', async () => {
    const unsure = await compared({ unusual: 'worth-a-look', unusualScore: 0.6 });
    expect(unsure.withoutUnusual.negative.without).toBeGreaterThan(0.2);
    expect(unsure.withoutUnusual.verdict).toBeNull();
    expect((await compared({})).withoutUnusual).toMatchObject({ verdict: null, negative: { items: 0, weight: 0 } });
  });
});

describe('a group of the stats', () => {
  test('says of reviews that are alike the same as one by one, and what is left of it', () => {
    const all = mixed(120);
    const groups = Map.groupBy(all, (one) => JSON.stringify(weighable(one)));
    const tally = new GroupTally();
    for (const alike of groups.values()) tally.add({ ...weighable(alike[0]!), n: alike.length });
    const { posterior, withoutUnusual } = tally.figure();
    const rating = ratingWithout(all.map(weighable));
    expect(posterior!.mean).toBeCloseTo(rating.posterior!.mean, 9);
    expect(withoutUnusual.stars.without).toBeCloseTo(rating.without!, 9);
    expect(withoutUnusual.stars.posterior!.low).toBeCloseTo(rating.posteriorWithout!.low, 6);
    const { items, weight, genuineShare } = removed(all.map(weighable));
    expect(withoutUnusual.items).toBe(items);
    expect(withoutUnusual.weight).toBeCloseTo(weight, 5);
    expect(withoutUnusual.n).toBeCloseTo(all.length - weight, 5);
    expect(withoutUnusual.genuineShare).toBeCloseTo(genuineShare!, 9);
  });

  test('of few stars no mean is told, and of none nothing', () => {
    const tally = new GroupTally();
    tally.add({ n: 9, stars: 5, score: null, level: 'none', verdict: null });
    expect(tally.figure()).toMatchObject({ posterior: null, withoutUnusual: { n: 9, items: 0, genuineShare: null } });
    expect(new GroupTally().figure()).toMatchObject({
      posterior: null,
      withoutUnusual: { n: 0, stars: { all: null } },
    });
  });
});
