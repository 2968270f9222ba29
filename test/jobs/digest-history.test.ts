import { describe, expect, test } from '@jest/globals';
import { shiftDay } from '../../src/collect/zone.ts';
import type { CountRow } from '../../src/domain/count-row.ts';
import { RisenTheme } from '../../src/domain/theme-figures.ts';
import { DigestHistory } from '../../src/jobs/digest-history.ts';
import { brandDays } from '../../src/jobs/figure-days.ts';
import { row } from '../compare/rows.ts';

const DAY = '2026-05-12';
const span = { from: DAY, to: DAY, weekFrom: '2026-05-05', weekTo: '2026-05-11' };

/** 40 texts of a day, some of which blame themes; a theme blamed twice in a text is blamed once. */
function dayOf(day: string, blamed: Readonly<Record<string, number>>, targetId = 'page'): CountRow[] {
  return Array.from({ length: 40 }, (_, at) =>
    row(`${targetId} ${day} ${at}`, {
      day,
      targetId,
      collectedAt: `${day}T20:00:00.000Z`,
      themes: Object.entries(blamed)
        .filter(([, n]) => at < n)
        .flatMap(([theme]) => [
          { theme, sentiment: 'negative' as const },
          { theme, sentiment: 'positive' as const },
        ]),
    }),
  );
}

function risen(rows: readonly CountRow[], covered: readonly string[] = ['page']) {
  const history = new DigestHistory(span, Date.parse('2026-05-13T06:00:00Z'), brandDays('UTC'));
  for (const one of rows) history.add(one);
  const figures = history.figures({ brand: 'acme', covered: new Set(covered), inByNow: 1 });
  return figures.risen.map((one) => RisenTheme.parse(one));
}

const weeks = Array.from({ length: 8 }, (_, at) => shiftDay(DAY, -7 * (at + 1)));
const past = weeks.flatMap((day, at) => dayOf(day, { delivery: 1 + (at % 3), price: 4 }));

describe('risen themes of a mail', () => {
  test('a theme blamed far more than on the same weekdays before, with the filter that opens its texts', () => {
    const [delivery, ...others] = risen([...past, ...dayOf(DAY, { delivery: 15, price: 5 })]);
    expect(others).toEqual([]);
    expect(delivery).toMatchObject({ theme: 'delivery', k: 15, n: 40, weeks: 8 });
    expect(delivery!.usual).toBeCloseTo(15 / 320, 12);
    expect(delivery!.texts).toMatchObject({ theme: ['delivery'], theme_sentiment: ['negative'], published_from: DAY });
  });

  test('other weekdays and places that are read no more say nothing', () => {
    const yesterday = dayOf(shiftDay(DAY, -1), { delivery: 30 });
    expect(risen([...past, ...yesterday, ...dayOf(DAY, { delivery: 2, price: 4 })])).toEqual([]);
    const dead = dayOf(DAY, { price: 40 }, 'dead');
    expect(risen([...past, ...dead, ...dayOf(DAY, { delivery: 2, price: 4 })])).toEqual([]);
  });
});
