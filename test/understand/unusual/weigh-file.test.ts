import { beforeAll, describe, expect, test } from '@jest/globals';
import { loadModels, type Models } from '../../../src/understand/index.ts';
import type { UnusualInput } from '../../../src/understand/unusual/index.ts';
import { weighFile } from '../../../src/understand/unusual/weigh-file.ts';
import { random, shuffle } from '../../../train/random.ts';
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

const weighed = (inputs: readonly UnusualInput[]) =>
  weighFile(
    inputs.map((input) => ({ input, authorName: input.author })),
    models,
  );

describe('all reviews of a file', () => {
  const usual = usualYear();
  const waves = [...wave(50), ...wave(189), ...wave(300)];
  const undated = [review({ day: null, stars: 5, text: plainText(50_000) }), review({ day: '2026-99-99', stars: 1 })];
  const other = { brand: 'Moorgate', productId: 'q1' };
  const elsewhere = [...usualYear(other), review({ ...other, stars: 5, text: usual[7]!.text, authorReviews: 1 })];
  const all = [...usual, ...waves, ...undated, ...elsewhere];

  test('every review has its answer; waves are found, and texts taken from another brand', () => {
    const found = weighed(all);
    expect([...found.keys()].sort()).toEqual(all.map(({ key }) => key).sort());
    for (const { key } of waves) expect(found.get(key)!.level).not.toBe('none');
    for (const { key } of undated) expect(found.get(key)!.level).toBe('none');
    const stolen = found.get(elsewhere.at(-1)!.key)!;
    expect(stolen.reasons.find(({ code }) => code === 'copied-text')!.linked).toContain(usual[7]!.key);
  });

  test('a brand beside it changes nothing in a wave', () => {
    const [alone, beside] = [weighed([...usual, ...waves]), weighed(all)];
    for (const { key } of waves) expect(beside.get(key)!.level).toBe(alone.get(key)!.level);
  });

  test('three random orders of the lines give the same answers', () => {
    const first = weighed(all);
    for (const seed of [1, 2, 3]) {
      const mixed = [...all];
      shuffle(mixed, random(seed));
      const again = weighed(mixed);
      expect(all.map(({ key }) => again.get(key))).toEqual(all.map(({ key }) => first.get(key)));
    }
  });

  test('many a day all year are no wave', () => {
    const busy = Array.from({ length: 720 }, (_, i) =>
      review({ day: dayAfter(Math.floor(i / 6)), stars: 5, text: plainText(60_000 + i), authorReviews: 12 }),
    );
    const bursts = [...weighed(busy).values()].filter(({ reasons }) =>
      reasons.some(({ code }) => code === 'praise-burst'),
    );
    expect(bursts).toEqual([]);
  });
});
