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

describe('what the negative share of a mail would be without unusual reviews', () => {
  /** Past days as usual; today an attack: `paid` negative texts of this score among 40 ordinary ones. */
  function negative(paid: number, score: number | null, over: Partial<CountRow> = {}) {
    const history = new DigestHistory(span, Date.parse('2026-05-13T06:00:00Z'), brandDays('UTC'));
    const ordinary = (day: string): CountRow[] =>
      dayOf(day, {}).map((one, at) => ({
        ...one,
        sentiment: at % 10 === 0 ? 'negative' : 'positive',
        unusualScore: 0.01,
      }));
    const attack = Array.from({ length: paid }, (_, at) => ({
      ...row(`paid ${at}`, { day: DAY, targetId: 'page', collectedAt: `${DAY}T20:00:00.000Z`, sentiment: 'negative' }),
      unusualScore: score,
      unusual: score !== null && score > 0.1 ? ('likely-paid' as const) : ('none' as const),
      ...over,
    }));
    for (const one of [...weeks, DAY].flatMap(ordinary)) history.add(one);
    for (const one of attack) history.add(one);
    return history.figures({ brand: 'acme', covered: new Set(['page']), inByNow: 1 }).negative;
  }

  test('the arrow of an attack goes away without it, and that is told', () => {
    const { day, trend, withoutUnusual } = negative(24, 0.97);
    expect(day).toMatchObject({ k: 28, n: 64 });
    expect(trend.arrow).toBe('up');
    expect(withoutUnusual.arrow).toBe('none');
    expect(withoutUnusual.day).toMatchObject({ items: 24, all: 28 / 64 });
    expect(withoutUnusual.day.without).toBeLessThan(0.13);
    expect(withoutUnusual.day.weight).toBeCloseTo(24 * 0.97 + 40 * 0.01, 5);
    expect(withoutUnusual.day.genuineShare).toBeCloseTo(0.03, 9);
  });

  test('it is not told where it hangs on how many paid reviews are assumed, nor where nothing changes', () => {
    const doubtful = negative(24, 0.7);
    expect(doubtful.withoutUnusual.day.items).toBe(24);
    expect([doubtful.trend.arrow, doubtful.withoutUnusual.arrow]).toEqual(['up', null]);
    expect(negative(24, null).withoutUnusual).toMatchObject({ arrow: null, day: { items: 0 } });
    expect(negative(2, 0.97).withoutUnusual.arrow).toBeNull();
  });

  test("a person's word decides: what he finds genuine keeps its arrow, what he finds paid loses it", () => {
    expect(negative(24, 0.97, { verdict: 'genuine', unusual: 'none' }).withoutUnusual).toMatchObject({
      arrow: null,
      day: { items: 0 },
    });
    expect(negative(24, 0.02, { verdict: 'unusual', unusual: 'likely-paid' }).withoutUnusual).toMatchObject({
      arrow: 'none',
      day: { items: 24, genuineShare: 0 },
    });
  });
});
