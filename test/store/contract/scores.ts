import { describe, expect, test } from '@jest/globals';
import type { Metric } from '../../../src/domain/metric.ts';
import { bring, draft, LATER, LATEST, NOW, sentiment, understand } from '../drafts.ts';
import { type Open, sharedStore } from './open.ts';

const NPS: Metric = {
  kind: 'nps',
  value: 3,
  min: 0,
  max: 10,
  direction: 'up',
  question: 'How likely?',
  prompt: 'neutral',
};

export function scoresContract(open: Open): void {
  describe('survey scores', () => {
    const store = sharedStore(open);
    const answer = (key: string, over: object = {}) =>
      draft(key, { brand: 's', channel: 'survey', scraper: 'nps', touchpoint: 'support', metric: NPS, ...over });

    test('a changed score makes a version that shows the old one; a moved touchpoint does not', async () => {
      await bring(store(), [answer('v')]);
      expect(await store().item('v')).toMatchObject({ metric: NPS, touchpoint: 'support', versions: 0 });
      await bring(store(), [answer('v', { touchpoint: 'delivery', fetchedAt: LATER })]);
      expect(await store().item('v')).toMatchObject({ touchpoint: 'delivery', versions: 0 });
      const changed = { ...NPS, value: 9 };
      const result = await bring(store(), [answer('v', { metric: changed, touchpoint: null, fetchedAt: LATEST })]);
      expect(result.changedKeys).toEqual(['v']);
      expect(await store().item('v')).toMatchObject({ metric: changed, touchpoint: 'delivery', versions: 1 });
      expect(await store().versions('v')).toMatchObject([{ revision: 1, metric: NPS, text: 'Text of v' }]);
      expect((await bring(store(), [answer('v', { metric: changed, fetchedAt: LATEST })])).sameKeys).toEqual(['v']);
    });

    test('are found by touchpoint and kind, and grouped by touchpoint', async () => {
      await bring(store(), [
        answer('t1', { brand: 't' }),
        answer('t2', { brand: 't', touchpoint: 'delivery' }),
        answer('t3', { brand: 't', touchpoint: null, metric: { ...NPS, kind: 'csat', max: 5 } }),
        draft('t4', { brand: 't' }),
      ]);
      const keys = async (filter: object) => (await store().keys({ brand: 't', ...filter }, 9)).toSorted().join(' ');
      expect(await keys({ touchpoint: ['support'] })).toBe('t1');
      expect(await keys({ touchpoint: ['support', 'delivery'] })).toBe('t1 t2');
      expect(await keys({ touchpoint: [''] })).toBe('t3 t4');
      expect(await keys({ touchpoint: ['', 'support'], channel: ['survey'] })).toBe('t1 t3');
      expect(await keys({ metric: ['nps'] })).toBe('t1 t2');
      expect(await keys({ metric: ['nps', 'csat'], open: true })).toBe('t1 t2 t3');
      expect(await store().count({ brand: 't', touchpoint: ['support'], metric: ['nps'] })).toBe(1);
      await store().refreshRollups(99);
      const groups = await store().stats({ brand: 't' }, ['touchpoint', 'channel']);
      expect(groups.map(({ key, n }) => [key.touchpoint, key.channel, n])).toEqual([
        ['', 'public', 1],
        ['', 'survey', 1],
        ['delivery', 'survey', 1],
        ['support', 'survey', 1],
      ]);
    });
  });

  describe('rows for the figures', () => {
    const store = sharedStore(open);

    test('say of each opinion once what the counting needs', async () => {
      const d = (key: string, over: object) => draft(key, { brand: 'c', ...over });
      await bring(store(), [
        d('b', {
          publishedOn: '2026-05-19',
          title: 'Не из-за',
          text: 'цены, don’t 5',
          authorHash: 'h',
          threadId: 't',
          stars: 4.5,
        }),
        d('a', { publishedOn: '2026-05-19', channel: 'survey', metric: NPS, touchpoint: 'site', text: null }),
        d('late', { publishedAt: '2026-05-17T11:59:59.000Z', publishedOn: null, precision: 'instant' }),
        d('fresh', { publishedAt: '2026-05-17T12:00:00.000Z', publishedOn: null, precision: 'instant' }),
        d('undated', { publishedOn: null, precision: 'unknown' }),
        d('copy', { publishedOn: '2026-05-20' }),
        d('own', { isOwn: true }),
        draft('elsewhere', { brand: 'd' }),
      ]);
      await bring(store(), [d('old', { publishedOn: '2026-05-20' })], { backfill: true });
      await understand(store(), {
        b: { sentiment: sentiment('negative', true), dupKey: 'x' },
        copy: { sentiment: sentiment('negative'), dupKey: 'x' },
        late: { sentiment: null, language: 'fr' },
        fresh: { sentiment: sentiment('positive', true) },
      });
      await store().correct({ key: 'fresh', sentiment: 'mixed', by: 'Ann', now: NOW });
      const rows = await store().countRows({ brand: 'c' });
      expect(rows.map(({ key, day }) => [key, day])).toEqual([
        ['undated', ''],
        ['fresh', '2026-05-17'],
        ['late', '2026-05-17'],
        ['a', '2026-05-19'],
        ['b', '2026-05-19'],
        ['old', '2026-05-20'],
      ]);
      const row = (key: string) => rows.find((one) => one.key === key);
      expect(row('b')).toEqual({
        key: 'b',
        kind: null,
        opinion: true,
        unusual: 'none',
        unusualScore: null,
        verdict: null,
        themes: [],
        channel: 'public',
        source: 'otzovik',
        touchpoint: null,
        cluster: 'b',
        day: '2026-05-19',
        sentiment: 'negative',
        unsure: true,
        pending: false,
        corrected: false,
        hasText: true,
        words: 5,
        stars: 4.5,
        metric: null,
        authorHash: 'h',
        threadId: 't',
        targetId: null,
        backfill: false,
        collectedAt: NOW,
        publishedAt: null,
      });
      expect(row('a')).toMatchObject({
        touchpoint: 'site',
        metric: NPS,
        words: 0,
        hasText: false,
        pending: true,
        sentiment: null,
      });
      expect(row('fresh')).toMatchObject({ sentiment: 'mixed', unsure: false, corrected: true, backfill: false });
      expect(row('late')).toMatchObject({
        sentiment: null,
        pending: false,
        backfill: true,
        publishedAt: '2026-05-17T11:59:59.000Z',
      });
      expect(row('old')).toMatchObject({ backfill: true });
      const each = await store().countRows({ brand: 'c', copies: 'all', own: true });
      expect(each.map(({ key }) => key)).toContain('copy');
      expect(each.filter(({ cluster }) => cluster !== null).map(({ key, cluster }) => [key, cluster])).toEqual([
        ['b', 'b'],
        ['copy', 'b'],
      ]);
      expect((await store().countRows({ brand: 'c', own: true })).map(({ key }) => key)).not.toContain('own');
      expect(await store().countRows({ brand: 'c', published_from: '2026-05-20' })).toHaveLength(1);
      expect(await store().countRows({ brand: 'c', q: '!!!' })).toEqual([]);
      expect(await store().countRows({ brand: 'nobody' })).toEqual([]);
    });
  });
}
