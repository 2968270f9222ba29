import { describe, expect, test } from '@jest/globals';
import { allocate, type Candidate, drawAudit } from '../../../src/compare/audit/draw.ts';
import { seeded } from '../rows.ts';

const texts = (n: number, over: Partial<Candidate> = {}): Candidate[] =>
  Array.from({ length: n }, (_, at) => ({
    key: `${over.channel ?? 'public'} ${over.label ?? 'positive'} ${at}`,
    channel: 'public',
    label: 'positive',
    corrected: false,
    audited: false,
    ...over,
  }));

const frame = [
  ...texts(150),
  ...texts(40, { label: 'negative' }),
  ...texts(6, { label: 'mixed' }),
  ...texts(1, { label: 'unsure' }),
  ...texts(30, { channel: 'survey' }),
];

describe('texts drawn for an audit', () => {
  test('ten of a day: every stratum, the rest in proportion, the probability known', () => {
    const drawn = drawAudit(frame, 10, seeded(1));
    expect(drawn).toHaveLength(10);
    const counts = Object.groupBy(drawn, (one) => one.stratum);
    expect(Object.fromEntries(Object.entries(counts).map(([stratum, list]) => [stratum, list!.length]))).toEqual({
      'public mixed': 2,
      'public negative': 2,
      'public positive': 3,
      'public unsure': 1,
      'survey positive': 2,
    });
    for (const { stratum, inclusion } of drawn)
      expect(inclusion).toBe(
        counts[stratum]!.length / frame.filter((one) => `${one.channel} ${one.label}` === stratum).length,
      );
    expect(new Set(drawn.map((one) => one.key)).size).toBe(10);
    // What they stand for adds up to all texts.
    expect(drawn.reduce((sum, one) => sum + 1 / one.inclusion, 0)).toBeCloseTo(frame.length, 9);
  });

  test('sizes: all where there are few, one of each stratum where there is no room for two, never more than there are', () => {
    expect(allocate([3, 2], 10)).toEqual([3, 2]);
    expect(allocate([100, 50, 30, 20, 10, 5, 5, 5], 10)).toEqual([2, 2, 1, 1, 1, 1, 1, 1]);
    expect(
      allocate(
        Array.from({ length: 12 }, () => 9),
        10,
      ),
    ).toEqual(Array.from({ length: 12 }, () => 1));
    expect(allocate([1000, 2, 1], 100)).toEqual([97, 2, 1]);
    expect(allocate([500, 300, 200], 100)).toEqual([50, 30, 20]);
    expect(allocate([], 10)).toEqual([]);
    const random = seeded(3);
    for (let trial = 0; trial < 300; trial++) {
      const sizes = Array.from({ length: 1 + Math.floor(random() * 20) }, () => 1 + Math.floor(random() ** 3 * 400));
      const size = Math.floor(random() * 200);
      const counts = allocate(sizes, size);
      const all = sizes.reduce((sum, one) => sum + one, 0);
      expect(counts.every((one, at) => one >= 1 && one <= sizes[at]!)).toBe(true);
      expect(counts.reduce((sum, one) => sum + one, 0)).toBe(Math.min(all, Math.max(size, sizes.length)));
    }
  });

  test('what a person corrected or reads already is never drawn', () => {
    const list = [
      ...texts(50, { corrected: true }),
      ...texts(50, { channel: 'survey', audited: true }),
      ...texts(3, { label: 'mixed' }),
    ];
    expect(drawAudit(list, 10, seeded(1)).map((one) => [one.stratum, one.inclusion])).toEqual(
      Array.from({ length: 3 }, () => ['public mixed', 1]),
    );
    expect(drawAudit([], 10, seeded(1))).toEqual([]);
  });

  test('every text of a stratum is drawn as often as its probability says, and the same seed draws the same', () => {
    const random = seeded(6);
    const times = new Map<string, number>();
    const trials = 4000;
    for (let trial = 0; trial < trials; trial++)
      for (const { key } of drawAudit(frame, 20, random)) times.set(key, (times.get(key) ?? 0) + 1);
    for (const { key, inclusion } of drawAudit(frame, 20, random)) {
      const error = Math.sqrt((inclusion * (1 - inclusion)) / trials);
      expect(Math.abs((times.get(key) ?? 0) / trials - inclusion)).toBeLessThanOrEqual(4.5 * error);
    }
    expect(drawAudit([...frame].reverse(), 20, seeded(9))).toEqual(drawAudit(frame, 20, seeded(9)));
    expect(drawAudit(frame, 20, seeded(10))).not.toEqual(drawAudit(frame, 20, seeded(9)));
  });
});
