import { describe, expect, test } from '@jest/globals';
import { shiftDay } from '../../src/collect/zone.ts';
import { DaySizes, stepAfter, stepFor } from '../../src/jobs/weigh-plan.ts';

const ALL = { from: '', to: '9999' };

/** `n` reviews on each of so many days from 2026-01-01 on. */
function days(count: number, n: number, most: number, more: Readonly<Record<string, number>> = {}): DaySizes {
  const sizes = new Map(Array.from({ length: count }, (_, at) => [shiftDay('2026-01-01', at), n] as const));
  for (const [day, size] of Object.entries(more)) sizes.set(day, size);
  return new DaySizes(sizes, most);
}

describe('the days of one step', () => {
  test('are all of them where that is not too much', () => {
    const sizes = days(100, 10, 1000);
    expect(stepFor(['2026-02-01'], sizes)).toEqual({ read: ALL, write: ALL });
    expect(stepAfter(null, sizes)).toEqual({ read: ALL, write: ALL });
    expect(stepAfter('9999', sizes)).toBeNull();
    expect(stepFor([], sizes)).toBeNull();
  });

  test('else those that a changed day may move, among their neighbours', () => {
    const sizes = days(300, 10, 1200);
    expect(stepFor(['2026-06-15'], sizes)).toEqual({
      write: { from: '2026-06-01', to: '2026-06-29' },
      read: { from: '2026-05-02', to: '2026-07-29' },
    });
    // Two days that are near each other are one step, a third far away is left for the next.
    const two = stepFor(['2026-06-15', '2026-06-20', '2026-09-01'], sizes)!;
    expect(two.write).toEqual({ from: '2026-06-01', to: '2026-07-04' });
    expect(sizes.between(two.read.from, two.read.to)).toBeLessThanOrEqual(1200);
    expect(stepFor(['', '2026-06-15'], sizes)).toEqual({ read: { from: '', to: '' }, write: { from: '', to: '' } });
  });

  test('never hold more than a step may read, but for a day that is more by itself', () => {
    for (const [size, most] of [
      [10, 400],
      [10, 300],
      [100, 350],
      [100, 99],
    ] as const) {
      const sizes = days(300, size, most);
      for (const changed of [['2026-06-15'], ['2026-01-01'], ['2026-06-15', '2026-06-16', '2026-10-27']]) {
        const { read, write } = stepFor(changed, sizes)!;
        expect(write.from <= changed[0]! && write.to >= changed[0]!).toBe(true);
        expect(read.from <= write.from && read.to >= write.to).toBe(true);
        const own = sizes.between(write.from, write.to);
        expect(own <= most || sizes.daysBetween(write.from, write.to).length === 1).toBe(true);
        expect(sizes.between(read.from, read.to)).toBeLessThanOrEqual(Math.max(most, 100 + most / 3));
      }
    }
  });

  test('follow each other over all days, each day written once, undated ones first', () => {
    const sizes = days(300, 10, 500, { '': 40, '2026-03-03': 900 });
    const written: string[] = [];
    let through: string | null = null;
    for (let steps = 0; ; steps += 1) {
      expect(steps).toBeLessThan(40);
      const step = stepAfter(through, sizes);
      if (step === null) break;
      expect(through === null || step.write.from > through).toBe(true);
      written.push(...sizes.daysBetween(step.write.from, step.write.to));
      through = step.write.to;
    }
    expect(written).toEqual(sizes.after(''));
    expect(written).toHaveLength(300);
  });
});
