import { beforeAll, describe, expect, test } from '@jest/globals';
import { loadModels, type Models } from '../../../src/understand/index.ts';
import type { UnusualInput } from '../../../src/understand/unusual/index.ts';
import { weighFile } from '../../../src/understand/unusual/weigh-file.ts';
import { dayAfter, plainText, review, usualYear } from './made.ts';

let models: Models;
beforeAll(async () => {
  models = await loadModels();
});

/** Sixteen five-star reviews in four days by young accounts. */
const wave = (from: number): UnusualInput[] =>
  Array.from({ length: 16 }, (_, i) =>
    review({ day: dayAfter(from + (i % 4)), stars: 5, text: plainText(40_000 + 53 * (from + i)), authorReviews: 1 }),
  );

const weighed = (inputs: readonly UnusualInput[], blocks?: { size: number; beside: number }) =>
  weighFile(
    inputs.map((input) => ({ input, authorName: input.author })),
    models,
    blocks,
  );

describe('files of more reviews than are weighed at once', () => {
  const usual = usualYear();
  // 540 usual reviews in 360 days: blocks of 150 end near the days 100, 190 and so on, so that the second wave lies across an end.
  const waves = [...wave(50), ...wave(189), ...wave(300)];
  const undated = [review({ day: null, stars: 5, text: plainText(50_000) }), review({ day: '2026-99-99', stars: 1 })];
  const all = [...usual, ...waves, ...undated];
  const small = { size: 150, beside: 60 };

  test('every review has its answer, and waves are found in blocks as in the whole, at the ends of blocks too', () => {
    const [whole, blocks] = [weighed(all), weighed(all, small)];
    expect([...blocks.keys()].sort()).toEqual(all.map(({ key }) => key).sort());
    for (const { key } of waves) {
      expect(whole.get(key)!.level).not.toBe('none');
      expect(blocks.get(key)!.level).not.toBe('none');
    }
    const isSame = all.filter(({ key }) => whole.get(key)!.level === blocks.get(key)!.level);
    expect(isSame.length / all.length).toBeGreaterThan(0.95);
    for (const { key } of undated) expect(blocks.get(key)!.level).toBe('none');
  });

  test('the order of the lines does not matter', () => {
    const [first, turned] = [weighed(all, small), weighed([...all].reverse(), small)];
    expect(Object.fromEntries(all.map(({ key }) => [key, turned.get(key)]))).toEqual(
      Object.fromEntries(all.map(({ key }) => [key, first.get(key)])),
    );
  });

  test('days outside of a block tell what is usual in it: many a day all year are no wave', () => {
    const busy = Array.from({ length: 720 }, (_, i) =>
      review({ day: dayAfter(Math.floor(i / 6)), stars: 5, text: plainText(60_000 + i), authorReviews: 12 }),
    );
    const found = weighed(busy, { size: 60, beside: 6 });
    const bursts = [...found.values()].filter(({ reasons }) => reasons.some(({ code }) => code === 'praise-burst'));
    expect(bursts).toEqual([]);
  });
});
