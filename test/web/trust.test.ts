import { describe, expect, test } from '@jest/globals';
import type { TrustChange, TrustView } from '../../src/web/api/trust.ts';
import type { Item } from '../../src/web/api/types.ts';
import { judged, reasonCount, verdictOf } from '../../src/web/feed/unusual.ts';
import { groupChanges } from '../../src/web/trust/changes.ts';
import { MOST_CHOSEN, packAddress } from '../../src/web/trust/evidence.ts';
import { burstOn, lanesOf, onceIn } from '../../src/web/trust/timeline.ts';
import { shareCells, starCells } from '../../src/web/trust/without-cells.ts';

const mark = { by: 'Anna', at: '2026-11-22T10:00:00.000Z' };
const reason = (code: string, weight: number) => ({ code, weight, values: {}, linked: [] });
const review = (found: 'none' | 'likely-paid' | 'rewarded') =>
  ({
    key: 'a',
    unusual: {
      score: 0.7,
      level: found,
      found,
      reasons: [reason('reward', 3), reason('honest-wave', -1)],
      version: '1',
      verdict: null,
    },
  }) as unknown as Item;

describe('a verdict, as it is shown before the server answers', () => {
  test.each([
    ['unusual', 'none', 'likely-paid'],
    ['unusual', 'rewarded', 'rewarded'],
    ['genuine', 'likely-paid', 'none'],
    ['not-sure', 'likely-paid', 'likely-paid'],
  ] as const)('%s on %s shows %s, and taken back what was found', (verdict, found, level) => {
    const said = judged(review(found), verdict, mark);
    expect(said.unusual).toMatchObject({ level, found, verdict: { verdict, by: 'Anna' } });
    expect(verdictOf(said)).toBe(verdict);
    expect(judged(said, null, mark).unusual).toEqual(review(found).unusual);
  });

  test('what was said of a copy is no word of its own: it is said anew, not taken back', () => {
    const said = judged(review('likely-paid'), 'genuine', mark);
    const { unusual } = said;
    const copied = { ...said, unusual: { ...unusual!, verdict: { ...unusual!.verdict!, of: 'other' } } };
    expect(verdictOf(copied)).toBeNull();
    expect(verdictOf(judged(copied, 'unusual', mark))).toBe('unusual');
  });

  test('a review that was never looked at takes one, too; only what speaks for the level is a reason', () => {
    expect(judged({ ...review('none'), unusual: null }, 'unusual', mark).unusual).toMatchObject({
      level: 'likely-paid',
      score: null,
    });
    expect(reasonCount(review('likely-paid'))).toBe(1);
  });
});

describe('the timeline', () => {
  const days = ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04'].map((day, at) => ({ day, n: at, usual: 0.5 }));
  const line = (source: string, side: 'high' | 'low', n: number) => ({ source, side, n, days });
  const burst = { source: 'otzovik', side: 'low', from: '2026-11-02', to: '2026-11-03' };
  const campaign = { id: 'c', name: 'Mailing', from: '2026-10-20', to: '2026-11-02', scraper: 'otzovik' };
  const view = (bursts: unknown[], campaigns: unknown[] = []) =>
    lanesOf({
      timelines: [line('2gis', 'low', 9), line('otzovik', 'low', 6), line('otzovik', 'high', 3)],
      bursts,
      campaigns,
    } as unknown as TrustView);

  test('lanes with a burst come first; its days are known; one over all sources stands in each of its side', () => {
    const [first, ...rest] = view([burst]);
    expect(first).toMatchObject({ source: 'otzovik', side: 'low', top: 3 });
    expect(days.filter(({ day }) => burstOn(first!, day)).map(({ day }) => day)).toEqual(['2026-11-02', '2026-11-03']);
    expect(rest.map(({ bursts }) => bursts.length)).toEqual([0, 0]);
    expect(view([{ ...burst, source: '*' }]).map(({ bursts }) => bursts.length)).toEqual([1, 1, 0]);
  });

  test('a campaign is a band within the window, on its source or on all', () => {
    const bands = view([], [campaign]).map(({ bands: [band] }) => band && [band.first, band.last]);
    expect(bands).toEqual([undefined, [0, 1], [0, 1]]);
    expect(view([], [{ ...campaign, scraper: null }]).every((lane) => lane.bands.length === 1)).toBe(true);
    expect(view([], [{ ...campaign, to: '2026-10-30' }]).flatMap((lane) => lane.bands)).toEqual([]);
  });

  test('chance is told with one figure, up to a million', () => {
    expect([0, 1, 2.7, 2.72, 30].map(onceIn)).toEqual([1, 10, 500, 500, 1_000_000]);
  });
});

test('changes that came at once are one line, with what explains them and how often', () => {
  const change = (item: string, came: string[], to = 'likely-paid') =>
    ({ item, at: mark.at, from: 'none', to, came, went: [], review: null }) as unknown as TrustChange;
  const groups = groupChanges([
    change('a', ['praise-burst', 'honest-wave']),
    change('b', ['praise-burst', 'shared-phrases']),
    change('c', [], 'worth-a-look'),
    { ...change('d', ['verdict-genuine', 'praise-burst'], 'none'), from: 'likely-paid' },
  ]);
  expect(groups.map(({ to, came, changes }) => [to, came, changes.length])).toEqual([
    [
      'likely-paid',
      [
        ['praise-burst', 2],
        ['shared-phrases', 1],
      ],
      2,
    ],
    ['worth-a-look', [], 1],
    ['none', [['verdict-genuine', 1]], 1],
  ]);
});

test('figures of too few are dashes; a mean has its interval', () => {
  const format = {
    number: (n: number, digits = 0) => n.toFixed(digits),
    signed: String,
    share: (n: number) => `${n * 100}%`,
  };
  const figure = { all: 4, without: 3.5, items: 1, weight: 1, genuineShare: 0.5 };
  const posterior = { mean: 3.6, low: 3, high: 4.2 };
  const stars = { n: 12, value: 4.1, low: 3.5, high: 4.6 };
  const told = starCells(stars, { ...figure, posterior }, format);
  expect(told).toEqual(['4.00', '3.50', '4.10 (3.50–4.60)', '3.60 (3.00–4.20)']);
  const few = { n: 9, value: null, low: null, high: null };
  expect(starCells(few, { ...figure, posterior: null }, format)).toEqual(['–', '–', '–', '–']);
  const share = { n: 40, low: 0.25, high: 0.75 };
  expect(shareCells(share, { ...figure, all: 0.5, without: 0.25 }, format).slice(0, 2)).toEqual([
    '50% (25%–75%)',
    '25%',
  ]);
  expect(shareCells({ ...share, n: 4 }, figure, format).slice(0, 2)).toEqual(['–', '–']);
});

test('a pack names chosen reviews, else levels, and never more than fit in an address', () => {
  const pack = { brand: 'b&c', from: '2026-11-01', to: '2026-11-02', language: 'nl', levels: ['rewarded'] } as const;
  const asked = (keys: readonly string[]) => new URL(packAddress({ ...pack, keys }, 'html'), 'http://x').searchParams;
  expect(asked([]).getAll('unusual')).toEqual(['rewarded']);
  expect(asked([]).get('brand')).toBe('b&c');
  const many = asked(Array.from({ length: 200 }, (_, n) => `k${n}`));
  expect(many.getAll('key')).toHaveLength(MOST_CHOSEN);
  expect(many.has('unusual')).toBe(false);
});
