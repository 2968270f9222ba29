import { describe, expect, test } from '@jest/globals';
import { NO_CONTEXT, type UnusualInput, weighUnusual } from '../../../src/understand/unusual/index.ts';
import { dayAfter, plainText, review, usualYear } from './made.ts';

const levelsOf = (all: readonly UnusualInput[], some: readonly UnusualInput[], context = NO_CONTEXT) => {
  const { results } = weighUnusual(all, context);
  return some.map(({ key }) => results.get(key)!.level);
};
const flagged = (levels: readonly string[]): number =>
  levels.filter((level) => level !== 'none').length / levels.length;

/** Eighteen five-star reviews in four days by young accounts. */
const paidWave = (from: number, given: Partial<UnusualInput> = {}): UnusualInput[] =>
  Array.from({ length: 18 }, (_, i) =>
    review({
      day: dayAfter(from + (i % 4)),
      stars: 5,
      text: `${plainText(2000 + 37 * i)}`,
      authorReviews: 1 + (i % 2),
      ...given,
    }),
  );

describe('groups', () => {
  const usual = usualYear();

  test('a wave of five stars by young accounts is flagged and shown as a burst', () => {
    const wave = paidWave(200);
    const { results, bursts } = weighUnusual([...usual, ...wave], NO_CONTEXT);
    expect(flagged(wave.map(({ key }) => results.get(key)!.level))).toBe(1);
    const burst = bursts.find(({ side }) => side === 'high')!;
    expect(burst).toMatchObject({ brand: 'Calder & Finch', kind: 'paid', campaign: null });
    expect(wave.every(({ key }) => burst.members.includes(key))).toBe(true);
    expect(burst.n).toBeGreaterThan(3 * burst.expected);
    const reason = results.get(wave[0]!.key)!.reasons[0]!;
    expect(reason).toMatchObject({ code: 'praise-burst', values: { n: burst.n } });
    expect(reason.linked).not.toContain(wave[0]!.key);
    expect(reason.linked.length).toBeGreaterThanOrEqual(11);
  });

  test('the same days without the wave are not', () => {
    const { results, bursts } = weighUnusual(usual, NO_CONTEXT);
    expect(bursts).toEqual([]);
    expect(flagged([...results.values()].map(({ level }) => level))).toBeLessThan(0.02);
  });

  test('a mailing to buyers brings all stars from ordinary accounts: not flagged', () => {
    const stars = [5, 4, 3, 5, 4, 5, 2, 5, 4, 1, 3, 5, 4, 5, 3, 4, 5, 4, 2, 5];
    const mailing = stars.map((one, i) =>
      review({
        day: dayAfter(200 + (i % 5)),
        stars: one,
        text: plainText(3000 + 31 * i),
        authorReviews: i % 3 === 0 ? 1 : 9,
      }),
    );
    expect(flagged(levelsOf([...usual, ...mailing], mailing))).toBeLessThanOrEqual(0.1);
  });

  test('the launch of a product is no paid wave', () => {
    const stars = [5, 5, 4, 5, 3, 5, 4, 5, 5, 4, 5, 3, 4, 5];
    const launch = stars.map((one, i) =>
      review({
        day: dayAfter(200 + (i % 7)),
        stars: one,
        productId: 'new',
        text: plainText(4000 + 31 * i),
        authorReviews: i % 3 === 0 ? 1 : 15,
      }),
    );
    expect(flagged(levelsOf([...usual, ...launch], launch))).toBeLessThanOrEqual(0.1);
  });

  test('one-star reviews of ordinary accounts about one event are an incident, of young accounts that name the brand an attack', () => {
    const low = (given: (i: number) => Partial<UnusualInput>): UnusualInput[] =>
      Array.from({ length: 12 }, (_, i) => review({ day: dayAfter(200 + (i % 4)), stars: 1, ...given(i) }));
    const incident = low((i) => ({
      text: `${plainText(5000 + 31 * i)}, parcel lost at the depot`,
      authorReviews: 4 + 7 * i,
    }));
    const attack = low((i) => ({
      text: `${plainText(6000 + 31 * i)}, stay away from Calder & Finch`,
      authorReviews: 1,
    }));
    expect(flagged(levelsOf([...usual, ...incident], incident))).toBeLessThanOrEqual(0.1);
    expect(flagged(levelsOf([...usual, ...attack], attack))).toBeGreaterThanOrEqual(0.9);
    expect(weighUnusual([...usual, ...incident], NO_CONTEXT).bursts.find(({ side }) => side === 'low')!.kind).toBe(
      'incident',
    );
    expect(weighUnusual([...usual, ...attack], NO_CONTEXT).bursts.find(({ side }) => side === 'low')!.kind).toBe(
      'attack',
    );
  });

  test('a campaign of the brand itself explains its days', () => {
    const wave = paidWave(200);
    const campaign = {
      id: 'c1',
      brand: 'Calder & Finch',
      name: 'mailing',
      from: dayAfter(198),
      to: dayAfter(205),
      scraper: null,
      by: 'anna',
      at: '2026-01-01T00:00:00Z',
    };
    const { results, bursts } = weighUnusual([...usual, ...wave], { ...NO_CONTEXT, campaigns: [campaign] });
    expect(bursts.find(({ side }) => side === 'high')).toMatchObject({ kind: 'campaign', campaign: 'c1' });
    const one = results.get(wave[0]!.key)!;
    expect(one.level).toBe('none');
    expect(one.reasons.map(({ code }) => code)).toContain('own-campaign');
    const elsewhere = { ...campaign, brand: 'another' };
    expect(flagged(levelsOf([...usual, ...wave], wave, { ...NO_CONTEXT, campaigns: [elsewhere] }))).toBe(1);
  });

  test('praise right after a wave of complaints says so', () => {
    const complaints = Array.from({ length: 12 }, (_, i) =>
      review({ day: dayAfter(192 + (i % 3)), stars: 1, text: plainText(7000 + 31 * i), authorReviews: 20 }),
    );
    const wave = paidWave(199);
    const { results } = weighUnusual([...usual, ...complaints, ...wave], NO_CONTEXT);
    expect(results.get(wave[0]!.key)!.reasons.map(({ code }) => code)).toContain('after-complaints');
  });

  test('what was before counts: the same many are no wave where as many always came', () => {
    const wave = paidWave(0, { authorReviews: null });
    const often = Array.from({ length: 120 }, (_, i) => ({
      source: 'maps',
      side: 'high' as const,
      day: dayAfter(-i - 1),
      n: 3,
    }));
    const never = Array.from({ length: 120 }, (_, i) => ({
      source: 'maps',
      side: 'high' as const,
      day: dayAfter(-i - 1),
      n: i % 20 === 0 ? 1 : 0,
    }));
    expect(weighUnusual(wave, { ...NO_CONTEXT, history: never }).bursts).toHaveLength(1);
    expect(weighUnusual(wave, { ...NO_CONTEXT, history: often }).bursts).toEqual([]);
  });
});

describe('single reviews', () => {
  const usual = usualYear();

  test('who says that he was rewarded is `rewarded`, with his own words', () => {
    const one = review({ stars: 5, text: 'Lovely. I got this for free in exchange for my review.', day: dayAfter(90) });
    const answer = weighUnusual([...usual, one], NO_CONTEXT).results.get(one.key)!;
    expect(answer.level).toBe('rewarded');
    expect(answer.score).toBeGreaterThan(0.5);
    expect(answer.reasons[0]).toMatchObject({
      code: 'reward',
      values: { quote: expect.stringContaining('in exchange for my review') },
    });
  });

  test('what a site does not show is not held against anybody', () => {
    const shown = review({ stars: 5, text: plainText(9001), day: dayAfter(90) });
    const hidden = {
      ...shown,
      key: 'hidden',
      cluster: 'hidden',
      family: 'hidden',
      author: null,
      authorReviews: null,
      verified: null,
      productId: null,
      day: null,
    };
    const { results } = weighUnusual([...usual, hidden], NO_CONTEXT);
    expect(results.get('hidden')).toMatchObject({ level: 'none' });
    const known = weighUnusual([...usual, shown], NO_CONTEXT).results.get(shown.key)!;
    expect(results.get('hidden')!.score).toBeLessThanOrEqual(known.score + 0.02);
  });

  test("a person's verdict wins, and the reasons stay", () => {
    const wave = paidWave(200).map((one, i): UnusualInput => (i === 0 ? { ...one, verdict: 'genuine' } : one));
    const calm = { ...review({ text: plainText(9002), day: dayAfter(10) }), verdict: 'unusual' as const };
    const { results } = weighUnusual([...usual, ...wave, calm], NO_CONTEXT);
    expect(results.get(wave[0]!.key)).toMatchObject({ level: 'none', score: 0 });
    expect(results.get(wave[0]!.key)!.reasons.length).toBeGreaterThan(0);
    expect(results.get(calm.key)).toMatchObject({ level: 'likely-paid', score: 1 });
  });

  test("an installation's weights move the score, never the author's own word", () => {
    const wave = paidWave(200);
    const { results } = weighUnusual([...usual, ...wave], NO_CONTEXT);
    const less = weighUnusual([...usual, ...wave], { ...NO_CONTEXT, weights: { 'praise-burst': 0.25 } }).results;
    expect(less.get(wave[0]!.key)!.score).toBeLessThan(results.get(wave[0]!.key)!.score);
  });

  test('an author who praises brands together with the same others is flagged; one who gives all stars is not', () => {
    const brands = ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => `Brand ${name}`);
    const others = brands.flatMap((brand) => usualYear({ brand }).slice(0, 120));
    const ring = ['x1', 'x2', 'x3', 'x4', 'x5', 'x6'].flatMap((name, a) =>
      brands.slice(0, 3).map((brand, b) =>
        review({
          brand,
          author: `maps:${name}`,
          stars: 5,
          day: dayAfter(30 + b),
          text: plainText(11_000 + 97 * (a * 3 + b)),
          authorReviews: 6,
        }),
      ),
    );
    const prolific = brands.map((brand, i) =>
      review({
        brand,
        author: 'maps:busy',
        stars: [5, 3, 4, 2, 5, 1][i]!,
        day: dayAfter(31),
        text: plainText(12_000 + i),
        authorReviews: 60,
      }),
    );
    const { results } = weighUnusual([...others, ...ring, ...prolific], NO_CONTEXT);
    expect(flagged(ring.map(({ key }) => results.get(key)!.level))).toBeGreaterThanOrEqual(0.9);
    expect(flagged(prolific.map(({ key }) => results.get(key)!.level))).toBe(0);
  });
});

describe('any input', () => {
  test('three orders give the same answers', () => {
    const all = [...usualYear(), ...paidWave(200)];
    const answer = (list: readonly UnusualInput[]) => {
      const { results, bursts } = weighUnusual(list, NO_CONTEXT);
      return { results: Object.fromEntries([...results].sort(([a], [b]) => (a < b ? -1 : 1))), bursts };
    };
    const first = answer(all);
    expect(answer([...all].reverse())).toEqual(first);
    expect(answer([...all].sort((a, b) => (a.text < b.text ? -1 : 1)))).toEqual(first);
  });

  test('nothing, empty texts, wrong days and strange stars get an answer', () => {
    expect(weighUnusual([], NO_CONTEXT)).toEqual({ results: new Map(), bursts: [] });
    const odd = [
      review({ text: '' }),
      review({ text: '😀', stars: null, day: null }),
      review({ day: '2026-99-99', stars: 0 }),
      review({ day: '9999-12-31', stars: 4.5 }),
      review({ day: '0001-01-01', stars: 5, text: '\u0000\ud800 x' }),
      review({ text: 'a '.repeat(500_000), stars: 5, authorReviews: -1 }),
    ];
    const { results } = weighUnusual(odd, NO_CONTEXT);
    for (const { key } of odd) {
      expect(results.get(key)!.score).toBeGreaterThanOrEqual(0);
      expect(results.get(key)!.score).toBeLessThanOrEqual(1);
    }
  });
});
