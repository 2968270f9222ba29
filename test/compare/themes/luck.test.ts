import { describe, expect, test } from '@jest/globals';
import { Selector } from '../../../src/compare/false-discovery.ts';
import { biasedBits, seededRandom } from '../../../src/compare/random.ts';
import type { ThemedText } from '../../../src/compare/themes/texts.ts';
import { cpuClock, cpuMs } from '../../cpu.ts';
import { seeded } from '../rows.ts';
import { tableOf, themed } from './texts.ts';

const THEMES = Array.from({ length: 16 }, (_, at) => `theme ${at}`);

type Sizes = { readonly public: number; readonly direct: number };

/** Threads of `of` texts; a thread has moods of its own about every theme. `more`: how many themes public texts blame twice as often. */
function texts({
  sizes,
  of,
  more,
  random,
}: {
  sizes: Sizes;
  of: number;
  more: number;
  random: () => number;
}): ThemedText[] {
  return (['public', 'direct'] as const).flatMap((name) =>
    Array.from({ length: sizes[name] / of }, (_, thread) => {
      const moods = THEMES.map((_theme, at) => {
        const share = name === 'public' && at < more ? 0.24 : 0.12;
        if (of === 1) return share;
        return random() < 0.2 ? Math.min(1, 3 * share) : share / 2;
      });
      return Array.from({ length: of }, (_text, at) =>
        themed(
          name,
          Object.fromEntries(
            THEMES.filter((_theme, number) => random() < moods[number]!).map((one) => [one, 'negative']),
          ),
          { threadId: `${name} ${thread}`, targetId: `page ${name} ${thread} ${at}` },
        ),
      );
    }).flat(),
  );
}

describe('what luck alone finds', () => {
  test('bits are one as often as asked', () => {
    const random = seededRandom(2);
    for (const parts of [1, 655, 16_384, 32_768, 50_001, 65_535]) {
      let ones = 0;
      for (let word = 0; word < 30_000; word++)
        for (let bits = biasedBits(random, parts) >>> 0; bits !== 0; bits = (bits & (bits - 1)) >>> 0) ones += 1;
      const n = 30_000 * 32;
      const share = parts / 65_536;
      expect(Math.abs(ones / n - share)).toBeLessThan(5 * Math.sqrt((share * (1 - share)) / n));
    }
  });

  test('where five themes differ, luck finds next to none', async () => {
    const table = await tableOf(texts({ sizes: { public: 600, direct: 600 }, of: 1, more: 5, random: seeded(6) }));
    expect(table.differ).toBeGreaterThanOrEqual(5);
    expect(table.differ).toBeLessThanOrEqual(6);
    expect(table.luck!.expected).toBeLessThan(0.5);
    expect(table.luck!.p).toBeLessThan(0.005);
    expect(table.luck!.shuffles).toBe(1000);
  });

  test('where none does, what is found is what luck finds, in single texts and in threads, on sides of any size', async () => {
    const random = seeded(9);
    for (const [of, sizes] of [
      [1, { public: 300, direct: 300 }],
      [8, { public: 640, direct: 640 }],
      [8, { public: 1600, direct: 320 }],
    ] as const) {
      let [found, expected, low] = [0, 0, 0];
      const trials = 16;
      for (let trial = 0; trial < trials; trial++) {
        const { differ, luck } = await tableOf(texts({ sizes, of, more: 0, random }), { seed: trial });
        found += differ;
        expected += luck!.expected;
        if (luck!.p < 0.05) low += 1;
      }
      expect(found / trials).toBeLessThan(0.6);
      expect(expected / trials).toBeLessThan(0.6);
      // p is uniform at most: under 0.05 about once of 16, by chance never 5 times.
      expect(low).toBeLessThan(5);
    }
  });

  test('whole threads move: the same texts, each by itself, would promise less luck', async () => {
    const list = texts({ sizes: { public: 640, direct: 640 }, of: 16, more: 0, random: seeded(31) });
    const naive = await tableOf(list.map((text) => ({ ...text, threadId: null })));
    const honest = await tableOf(list);
    expect(naive.differ).toBeGreaterThan(honest.differ);
  });

  test('twenty thousand texts a side and 36 themes are shuffled a thousand times while a selection is made some thousand times', async () => {
    const random = seeded(17);
    const names = [...THEMES, ...Array.from({ length: 20 }, (_, at) => `own ${at}`)];
    const lists = Array.from({ length: 500 }, () =>
      names
        .filter((_, at) => random() < (at < 16 ? 0.05 : 0.01))
        .map((theme) => ({ theme, sentiment: 'negative' as const })),
    );
    const list = Array.from({ length: 40_000 }, (_, at) =>
      themed(
        at % 2 === 0 ? 'public' : 'direct',
        {},
        {
          themes: lists[Math.floor(random() * 500)]!,
          authorHash: `a${Math.floor(random() * 30_000)}`,
          targetId: at % 2 === 0 ? `page ${at % 16}` : null,
          day: `2026-0${1 + (at % 9)}-1${at % 10}`,
        },
      ),
    );
    const selector = new Selector();
    const yardstick = cpuMs(() => {
      for (let at = 0; at < 5000; at++) selector.select(Float64Array.from({ length: 36 }, random));
    });
    let longest = 0;
    let sincePause = cpuClock();
    const spent = cpuClock();
    const table = await tableOf(list, {
      pause: async () => {
        longest = Math.max(longest, sincePause());
        sincePause = cpuClock();
      },
    });
    expect(table.luck!.shuffles).toBe(1000);
    expect(spent()).toBeLessThan(Math.max(1500, 60 * yardstick));
    expect(longest).toBeLessThan(1000);
  });
});
