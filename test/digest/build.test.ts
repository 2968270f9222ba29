import { describe, expect, test } from '@jest/globals';
import { buildDigest, isQuiet, laneOf } from '../../src/digest/build.ts';
import { quoteOf, shorten, tidy } from '../../src/digest/quote.ts';
import type { HealthState } from '../../src/domain/target.ts';
import { cpuMs } from '../cpu.ts';
import { brand, counts, figures, input, item, share, without } from './material.ts';

const fresh = (change: Parameters<typeof counts>[0], more: object = {}) =>
  figures({
    new: {
      counts: counts(change),
      negative: share(0, 0),
      withoutUnusual: without(),
      texts: {},
      judged: {},
      byChannel: [{ channel: 'public', counts: counts(change), texts: {} }],
      caughtUp: 0,
      olderRead: 0,
      ...more,
    },
  });
const many = (n: number, label: Parameters<typeof item>[1]) =>
  Array.from({ length: n }, (_, index) => item(`${label}-${index}`, label));
const source = (health: HealthState, paused = false, since: string | null = null) => ({
  target: { title: `${health} page`, health, paused },
  since,
});

describe('what is new', () => {
  test('counts are those of the figures: ratings without words are new, older ones are not', () => {
    const content = buildDigest(
      input({ figures: fresh({ texts: 11, negative: 5, starsOnly: 3, pending: 2 }, { caughtUp: 7, olderRead: 1840 }) }),
    );
    expect(content.fresh).toEqual({
      total: 14,
      negative: 5,
      byChannel: [{ channel: 'public', n: 14 }],
      older: 1847,
      pending: 2,
    });
  });

  test('the list holds twenty; every kind has its first lines, the rest goes to what hurts', () => {
    const items = [...many(20, 'neutral'), ...many(20, 'positive'), ...many(2, 'mixed'), ...many(20, 'negative')];
    const { groups, more } = buildDigest(
      input({ fresh: items, figures: fresh({ texts: 112, negative: 40, positive: 50, mixed: 2, neutral: 20 }) }),
    );
    const lines = groups.map(({ label, n, lines: one }) => [label, n, one.length]);
    expect(lines.slice(0, 4)).toEqual([
      ['negative', 40, 12],
      ['mixed', 2, 2],
      ['positive', 50, 3],
      ['neutral', 20, 3],
    ]);
    expect(groups.reduce((sum, { lines: one }) => sum + one.length, 0)).toBe(20);
    expect(more).toBe(92);
  });

  test.each([
    ['a sure label', item('a', 'negative'), 'negative'],
    ['a thin guess', item('a', 'unsure'), 'unsure'],
    ['another language', item('a', null), 'unread'],
    ['not read yet', item('a', null, { understanding: null }), 'pending'],
    ['a rating alone', item('a', null, { text: ' ', understanding: null }), 'stars-only'],
    [
      "a person's word before the model's",
      item('a', 'unsure', { correction: { sentiment: 'positive', by: 'x', at: '2026-03-03T00:00:00Z' } }),
      'positive',
    ],
  ])('%s', (_name, one, lane) => {
    expect(laneOf(one)).toBe(lane);
  });

  test('nothing at all is a mail too', () => {
    const content = buildDigest(input());
    expect(content.fresh.total).toBe(0);
    expect(content.groups.flatMap(({ lines }) => lines)).toEqual([]);
    expect(content.health).toEqual({ sources: 0, fine: 0, paused: 0, troubles: [] });
  });
});

describe('the health of the sources', () => {
  test.each([
    [[source('ok'), source('ok')], 2, 2, []],
    [[source('ok'), source('blocked')], 2, 1, ['blocked']],
    [[source('quiet'), source('failing'), source('broken')], 3, 0, ['broken', 'failing', 'quiet']],
    [[source('new'), source('ok')], 2, 1, []],
    [[source('blocked', true), source('ok')], 1, 1, []],
  ] as const)('%#', (sources, read, fine, troubles) => {
    const { health } = buildDigest(input({ sources }));
    expect([health.sources, health.fine]).toEqual([read, fine]);
    expect(health.troubles.map(({ state }) => state)).toEqual(troubles);
  });

  test('a broken source always mails, an empty day with fine ones may not', () => {
    expect(isQuiet(buildDigest(input({ sources: [source('ok')] })))).toBe(true);
    expect(isQuiet(buildDigest(input({ sources: [source('blocked')] })))).toBe(false);
    expect(isQuiet(buildDigest(input({ figures: fresh({ starsOnly: 1 }) })))).toBe(false);
  });
});

describe('a quote', () => {
  test.each([
    ['title and text', { title: 'Ужас', text: 'Чайник течёт' }, 'Ужас. Чайник течёт'],
    ['a title that is the beginning of the text', { title: 'Чайник…', text: 'Чайник течёт' }, 'Чайник течёт'],
    ['pros and cons', { text: null, pros: 'цена', cons: 'шумит' }, 'шумит. цена'],
    ['no words', { text: null }, ''],
    ['line ends and tabs', { text: 'a\r\n\tb' }, 'a b'],
    ['marks of direction and NUL', { text: 'a\u202eb\u2066c\u0000d' }, 'a b c d'],
    ['half a character', { text: 'a\ud83d' }, 'a\ufffd'],
  ])('%s', (_name, change, quote) => {
    expect(quoteOf(item('a', null, change))).toBe(quote);
  });

  test('is cut between letters and words, however long the text is', () => {
    const family = '👩‍👩‍👧‍👦';
    const cut = shorten(family.repeat(200));
    expect(cut.replace('…', '').split(family).join('')).toBe('');
    expect([...new Intl.Segmenter().segment(shorten('слово '.repeat(2000)))].length).toBeLessThanOrEqual(161);
    expect(shorten('слово '.repeat(2000))).toMatch(/слово…$/);
    const endless = item('a', null, { text: `e${'\u0301'.repeat(1_000_000)}`, title: ' '.repeat(1_000_000) });
    expect(cpuMs(() => quoteOf(endless))).toBeLessThan(1000);
    expect(quoteOf(item('a', null, { text: `e${'\u0301'.repeat(10_000)}` })).length).toBeLessThan(1300);
  });

  test('names are tidied before they reach subject and text', () => {
    expect(tidy('Дом\r\nBcc: x@y.z\u2028')).toBe('Дом Bcc: x@y.z');
    expect(buildDigest(input({ brand: { ...brand, name: 'a\r\nb\u202e' } })).brand.name).toBe('a b');
  });
});
