import { describe, expect, test } from '@jest/globals';
import { ClusterTally } from '../../../src/compare/clusters.ts';
import type { ThemedText } from '../../../src/compare/themes/texts.ts';
import type { CountRow } from '../../../src/domain/count-row.ts';
import { seeded } from '../rows.ts';
import { rowOf, side, tableOf, themed } from './texts.ts';

/** Texts of both sides with these shares of blame per theme. */
function world(
  shares: Readonly<Record<string, readonly [number, number]>>,
  n: number,
  random: () => number,
): ThemedText[] {
  return (['public', 'direct'] as const).flatMap((name, at) =>
    Array.from({ length: n }, (_, number) => {
      const said = Object.entries(shares).filter(([, pair]) => random() < pair[at]!);
      return themed(name, Object.fromEntries(said.map(([theme]) => [theme, 'negative' as const])), {
        targetId: `page ${name} ${number}`,
        words: 1 + Math.floor(random() * 30),
      });
    }),
  );
}

describe('themes of two sides', () => {
  test('the same gap, clear with many texts and not clear with few', async () => {
    const clear = rowOf(
      await tableOf([...side('public', 'delivery', [24, 80]), ...side('direct', 'delivery', [30, 200])]),
      'delivery',
    );
    expect(clear).toMatchObject({
      verdict: 'more-in-public',
      public: { k: 24, n: 80, nEff: 80, value: 0.3, mentioned: 24, display: 'show' },
      texts: { public: { theme: ['delivery'], theme_sentiment: ['negative'], channel: ['public'], judged: 'true' } },
    });
    expect(clear.p).toBeCloseTo(0.00405, 5);
    expect([clear.difference.low!.toFixed(3), clear.difference.high!.toFixed(3)]).toEqual(['0.045', '0.267']);
    const few = await tableOf([...side('public', 'delivery', [10, 40]), ...side('direct', 'delivery', [15, 100])]);
    expect(rowOf(few, 'delivery').verdict).toBe('no-clear-difference');
    const turned = await tableOf([...side('public', 'delivery', [30, 200]), ...side('direct', 'delivery', [24, 80])]);
    expect(rowOf(turned, 'delivery').verdict).toBe('more-in-surveys');
  });

  test('a theme is counted once a text however often it is named; praise is a mention and no blame', async () => {
    const said = [
      { theme: 'price', sentiment: 'negative' },
      { theme: 'price', sentiment: 'positive' },
      { theme: 'staff', sentiment: 'positive' },
    ] as const;
    const table = await tableOf(Array.from({ length: 12 }, () => themed('public', {}, { themes: said })));
    expect(rowOf(table, 'price').public).toMatchObject({ k: 12, n: 12, mentioned: 12 });
    expect(rowOf(table, 'staff').public).toMatchObject({ k: 0, n: 12, mentioned: 12 });
  });

  test('too few texts, mentions or clusters get no verdict and are not tested', async () => {
    const verdict = async (open: readonly ThemedText[], direct: readonly ThemedText[]) => {
      const table = await tableOf([...open, ...direct]);
      return [rowOf(table, 'food').verdict, rowOf(table, 'food').p, table.tested, table.luck];
    };
    const none = ['too-few', null, 0, null];
    expect(await verdict(side('public', 'food', [20, 29]), side('direct', 'food', [5, 100]))).toEqual(none);
    expect(await verdict(side('public', 'food', [2, 300]), side('direct', 'food', [2, 300]))).toEqual(none);
    expect(
      await verdict(side('public', 'food', [60, 100], { targetId: 'one' }), side('direct', 'food', [5, 100])),
    ).toEqual(none);
    expect(await verdict(side('public', 'food', [60, 100]), [])).toEqual(none);
    expect((await tableOf([])).rows).toEqual([]);
  });

  test('a question that asks for faults gets no verdict', async () => {
    const texts = [...side('public', 'food', [24, 80]), ...side('direct', 'food', [30, 200])];
    const table = await tableOf(texts, { comparable: false });
    expect(rowOf(table, 'food')).toMatchObject({ verdict: 'not-comparable', p: null });
    expect(table).toMatchObject({ tested: 0, differ: 0, luck: null });
  });

  test('if texts of one length stand the other way round, it depends on length', async () => {
    const texts = (long: number) => [
      ...side('public', 'staff', [120, 300], { words: 3 }),
      ...side('public', 'staff', [long, 60], { words: 30 }),
      ...side('direct', 'staff', [10, 200], { words: 3 }),
      ...side('direct', 'staff', [18, 60], { words: 30 }),
    ];
    const turned = rowOf(await tableOf(texts(6)), 'staff');
    expect(turned.verdict).toBe('depends-on-length');
    expect(turned.byLength.map((one) => [one.least, one.most, one.public.k, one.direct.n])).toEqual([
      [1, 5, 120, 200],
      [6, 20, 0, 0],
      [21, null, 6, 60],
    ]);
    expect(turned.byLength[1]!.difference).toEqual({ value: null, low: null, high: null });
    // 16 of 60 against 18 of 60: a hair, which chance turns either way.
    expect(rowOf(await tableOf(texts(16)), 'staff').verdict).toBe('more-in-public');
  });

  test.each([
    ['thread and week', false],
    ['thread, week and opinion', true],
  ])('texts are worth what the tally of one theme says, by the worst of author, %s', async (_, hasCopies) => {
    const random = seeded(12);
    const texts = Array.from({ length: 900 }, (_, at) =>
      themed(
        at % 3 === 0 ? 'direct' : 'public',
        {
          ...(random() < [0.1, 0.5, 0.2][Math.floor(at / 30) % 3]! ? { speed: 'negative' as const } : {}),
          ...(random() < 0.05 ? { price: 'negative' as const } : {}),
          ...(random() < 0.2 ? { food: 'positive' as const } : {}),
        },
        {
          authorHash: random() < 0.5 ? `a${Math.floor(random() * 200)}` : null,
          threadId: random() < (hasCopies ? 0 : 0.7) ? `t${Math.floor(at / 30)}` : null,
          cluster: hasCopies && at % 30 < 25 ? `o${Math.floor(at / 30)}` : null,
          targetId: at % 3 === 0 ? null : `page ${at % 4}`,
          day: `2026-0${1 + (at % 9)}-1${at % 10}`,
        },
      ),
    );
    const table = await tableOf(texts);
    for (const theme of ['speed', 'price', 'food'])
      for (const name of ['public', 'direct'] as const) {
        const tally = new ClusterTally();
        for (const text of texts)
          if ((text.channel === 'public') === (name === 'public'))
            tally.add(
              text as CountRow,
              text.themes.some((one) => one.theme === theme && one.sentiment === 'negative') ? 1 : 0,
            );
        const figure = rowOf(table, theme)[name];
        expect([figure.k, figure.n]).toEqual([tally.sum, tally.n]);
        expect(figure.nEff).toBeCloseTo(tally.effectiveN(), 8);
      }
    expect(rowOf(table, 'speed').public.nEff).toBeLessThan(300);
  });

  test('each theme stands beside what its public share would be without unusual texts', async () => {
    const paid = { unusualScore: 0.9, unusual: 'likely-paid' as const };
    const texts = [
      ...Array.from({ length: 40 }, (_, at) =>
        themed('public', at < 8 ? { price: 'negative' } : {}, { targetId: `t${at}` }),
      ),
      ...Array.from({ length: 10 }, (_, at) =>
        themed('public', { price: 'negative' }, { ...paid, targetId: `p${at}` }),
      ),
      ...Array.from({ length: 40 }, () => themed('direct', { staff: 'negative' }, paid)),
    ];
    const table = await tableOf(texts);
    const { withoutUnusual, public: open } = rowOf(table, 'price');
    expect(withoutUnusual.all).toBeCloseTo(open.value!, 12);
    expect(withoutUnusual.without).toBeCloseTo((8 + 10 * 0.1) / (40 + 10 * 0.1), 12);
    expect(withoutUnusual).toMatchObject({ items: 10, weight: 9 });
    expect(withoutUnusual.genuineShare).toBeCloseTo(0.1, 12);
    expect(rowOf(table, 'staff').withoutUnusual).toMatchObject({ all: 0, without: 0, items: 10 });
  });

  test('verdict and interval never contradict each other, and clear differences come first', async () => {
    const random = seeded(21);
    const seen = new Set<string>();
    for (let trial = 0; trial < 24; trial++) {
      const n = [60, 300, 1200, 4000][trial % 4]!;
      const shares = Object.fromEntries(
        Array.from({ length: 12 }, (_, at): [string, [number, number]] => {
          const share = 0.25 * random();
          return [`t${at}`, [share, random() < 0.5 ? share : 0.25 * random()]];
        }),
      );
      const table = await tableOf(world(shares, n, random), { seed: trial });
      const tells = table.rows.map(({ verdict, difference: { value, low, high } }) => {
        seen.add(verdict);
        if (verdict === 'more-in-public') expect(low! > 0 && value! >= 0.03).toBe(true);
        if (verdict === 'more-in-surveys') expect(high! < 0 && value! <= -0.03).toBe(true);
        if (verdict === 'about-the-same') expect(low! >= -0.05 && high! <= 0.05).toBe(true);
        if (verdict === 'no-clear-difference')
          expect((low! <= 0 && high! >= 0 && (low! < -0.05 || high! > 0.05)) || Math.abs(value!) < 0.03).toBe(true);
        return verdict.startsWith('more') ? Math.abs(value!) : 0;
      });
      expect(tells).toEqual([...tells].sort((a, b) => b - a));
      expect(table.differ).toBeGreaterThanOrEqual(tells.filter((one) => one > 0).length);
    }
    expect([...seen].sort()).toEqual(
      expect.arrayContaining(['about-the-same', 'more-in-public', 'more-in-surveys', 'no-clear-difference', 'too-few']),
    );
  });

  test('texts that come in another order make the same table', async () => {
    const random = seeded(3);
    const texts = world({ food: [0.2, 0.1], price: [0.1, 0.1], staff: [0.05, 0.2] }, 200, random).map((text, at) =>
      at % 2 === 0 ? { ...text, threadId: `t${at % 40}` } : text,
    );
    const backwards = await tableOf([...texts].reverse());
    const forwards = await tableOf(texts);
    expect(backwards.luck).toEqual(forwards.luck);
    expect(backwards.rows.map((row) => [row.theme, row.verdict, row.public.k])).toEqual(
      forwards.rows.map((row) => [row.theme, row.verdict, row.public.k]),
    );
  });
});
