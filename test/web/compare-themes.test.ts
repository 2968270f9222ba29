import { describe, expect, test } from '@jest/globals';
import type { ThemeRow, ThemeShare, ThemeTable } from '../../src/domain/theme-figures.ts';
import { percentOf } from '../../src/web/compare/share-text.ts';
import { textsAddress } from '../../src/web/compare/texts-address.ts';
import { blamedRows, reachOf, toldDifference, toldVerdict, worthOf } from '../../src/web/compare/theme-rows.ts';
import { parseFilter, writeFilter } from '../../src/web/feed/filters.ts';
import { formatNumber, formatShare, formatSigned } from '../../src/web/i18n/format.ts';

const share = (k: number, n: number, change: Partial<ThemeShare> = {}): ThemeShare => ({
  k,
  n,
  nEff: n,
  value: n === 0 ? null : k / n,
  low: n === 0 ? null : 0,
  high: n === 0 ? null : 1,
  display: n < 5 ? 'hide' : n < 30 ? 'grey' : 'show',
  mentioned: k,
  ...change,
});

const texts = {
  brand: 'b',
  channel: ['survey', 'interview'],
  judged: 'true',
  published_from: '2026-08-25',
  published_to: '2026-11-22',
  theme: ['delivery'],
  theme_sentiment: ['negative'],
};

const row = (change: Partial<ThemeRow> = {}): ThemeRow => ({
  theme: 'delivery',
  public: share(40, 160),
  direct: share(10, 100),
  difference: { value: 0.15, low: 0.04, high: 0.24 },
  p: 0.002,
  verdict: 'more-in-public',
  byLength: [],
  corrected: null,
  withoutUnusual: { all: 0.25, without: 0.25, items: 0, weight: 0, genuineShare: null },
  texts: { public: texts, direct: texts },
  ...change,
});

const table = (rows: ThemeRow[]): ThemeTable => ({
  rows,
  tested: rows.length,
  level: 0.95,
  differ: 0,
  luck: null,
  agreement: null,
});

describe('the table of themes', () => {
  test('shows themes that somebody blames, on either side, in the order of the API', () => {
    const rows = [
      row({ theme: 'price', public: share(0, 160) }),
      row({ theme: 'food', public: share(0, 160), direct: share(0, 100) }),
      row({ theme: 'staff', direct: share(0, 100) }),
    ];
    expect(blamedRows(table(rows)).map(({ theme }) => theme)).toEqual(['price', 'staff']);
  });

  test('a verdict is before model error until people checked enough; too few is too few either way', () => {
    expect(toldVerdict(row())).toEqual({ verdict: 'more-in-public', modelError: 'before' });
    expect(toldVerdict(row({ verdict: 'depends-on-length' })).modelError).toBe('before');
    expect(toldVerdict(row({ verdict: 'too-few' }))).toEqual({ verdict: 'too-few', modelError: null });
    expect(toldVerdict(row({ verdict: 'not-comparable' })).modelError).toBeNull();
  });

  test('after model error, verdict and interval are both those of the corrected shares', () => {
    const estimate = { value: 0.2, low: 0.1, high: 0.3 };
    const difference = { value: 0.02, low: -0.06, high: 0.1 };
    const corrected = { public: estimate, direct: estimate, difference, verdict: 'no-clear-difference' as const };
    expect(toldVerdict(row({ corrected }))).toEqual({ verdict: 'no-clear-difference', modelError: 'after' });
    expect(toldDifference(row({ corrected }))).toEqual(difference);
  });

  test('where a percentage is hidden its difference is too, and it does not stretch the scale', () => {
    const wide = { value: 0.7, low: 0.4, high: 0.93 };
    const few = row({ public: share(3, 4), difference: wide });
    expect(toldDifference(few)).toBeNull();
    expect(reachOf([row(), few])).toBe(0.3);
    expect(reachOf([row({ difference: wide })])).toBe(1);
    expect(toldDifference(row({ direct: share(1, 5), difference: wide }))).toEqual(wide);
    expect(reachOf([])).toBe(0.1);
  });

  test('what the texts are worth is said where it is less than their number', () => {
    expect(worthOf(share(40, 160, { nEff: 70.4 }))).toBe(70);
    expect(worthOf(share(40, 160, { nEff: 159.6 }))).toBeNull();
  });

  test('a few of many are not 0 %, none are', () => {
    const ru = {
      number: (value: number, digits?: number) => formatNumber('ru', value, digits),
      signed: (value: number, digits?: number) => formatSigned('ru', value, digits),
      share: (value: number) => formatShare('ru', value),
    };
    const shown = [share(1, 400), share(0, 400), share(2, 400), share(1, 4)].map((one) => percentOf(one, ru));
    expect(shown.map((one) => one?.replace(/\s/g, ' ') ?? null)).toEqual(['<1 %', '0 %', '1 %', null]);
  });

  test('the feed understands every condition of the texts of a theme and writes it back', () => {
    const asked = new URLSearchParams(textsAddress(texts).slice(2));
    const written = writeFilter(parseFilter(asked));
    for (const name of ['channel', 'judged', 'published_from', 'published_to', 'theme', 'theme_sentiment']) {
      expect([name, written.getAll(name)]).toEqual([name, asked.getAll(name)]);
    }
  });
});
