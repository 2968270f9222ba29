import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { NotFound } from '../../../src/errors.ts';
import { bring, draft, LATER, LATEST, leased, NOW, sentiment, understand } from '../drafts.ts';
import { type Open, sharedStore } from './open.ts';

export function changesContract(open: Open): void {
  describe('items that are seen again', () => {
    const store = sharedStore(open);

    test('equal content only moves the time it was seen and its counters [R09]', async () => {
      await bring(store(), [draft('same', { likes: 1 })]);
      const result = await bring(store(), [draft('same', { likes: 5, fetchedAt: LATER })], { now: LATER });
      expect(result.sameKeys).toEqual(['same']);
      expect(await store().item('same')).toMatchObject({
        lastSeenAt: LATER,
        likes: 5,
        revision: 1,
        versions: 0,
        collectedAt: NOW,
      });
    });

    test('other content makes a revision, keeps the old one and asks to be understood again [R09]', async () => {
      await bring(store(), [draft('edit', { text: 'old', stars: 5 })]);
      await understand(store(), { edit: { stems: ['old'] } });
      const before = await store().item('edit');
      const result = await bring(
        store(),
        [draft('edit', { text: 'new', stars: 1, fetchedAt: LATER, publishedOn: '2026-05-19' })],
        {
          now: LATEST,
        },
      );
      expect(result.changedKeys).toEqual(['edit']);
      const after = await store().item('edit');
      expect(after).toMatchObject({
        text: 'new',
        stars: 1,
        revision: 2,
        versions: 1,
        understanding: null,
        id: before?.id,
      });
      expect(after?.publishedOn).toBe('2026-05-10');
      expect(await store().versions('edit')).toEqual([
        expect.objectContaining({ text: 'old', stars: 5, revision: 1, fetchedAt: NOW, replacedAt: LATEST }),
      ]);
      expect(await store().count({ q: 'old' })).toBe(0);
      expect(await store().count({ edited: true })).toBe(1);
    });

    test('a reply of the brand is a version, but no edit by the author', async () => {
      await bring(store(), [draft('reply', { brand: 'reply' })]);
      await bring(store(), [draft('reply', { brand: 'reply', reply: { text: 'Hi', at: null }, fetchedAt: LATER })]);
      expect(await store().item('reply')).toMatchObject({ versions: 1, reply: { text: 'Hi' } });
      expect(await store().count({ brand: 'reply', edited: true })).toBe(0);
      expect(await store().count({ brand: 'reply', has_reply: true })).toBe(1);
    });

    test('an older page never overwrites a newer one', async () => {
      await bring(store(), [draft('stale', { text: 'newer', fetchedAt: LATER })]);
      const result = await bring(store(), [draft('stale', { text: 'older', fetchedAt: NOW })], { now: LATEST });
      expect(result.sameKeys).toEqual(['stale']);
      expect(await store().item('stale')).toMatchObject({ text: 'newer', revision: 1, lastSeenAt: LATER });
    });

    test('two cards of one page with the same key do not take turns', async () => {
      const two = [draft('twice', { text: 'one' }), draft('twice', { text: 'two' })];
      expect(await bring(store(), two)).toEqual({ newKeys: ['twice'], changedKeys: [], sameKeys: ['twice'] });
      await bring(
        store(),
        two.map((one) => ({ ...one, fetchedAt: LATER })),
        { now: LATER },
      );
      expect(await store().item('twice')).toMatchObject({ text: 'one', revision: 1 });
    });

    test('a teaser is completed without a version, and what one side does not know is kept', async () => {
      await bring(store(), [
        draft('teaser', { brand: 'teaser', text: 'It was…', stars: 4, title: 'Fine', partial: true }),
      ]);
      expect((await store().pending({ limit: 100 })).map(({ item }) => item.key)).not.toContain('teaser');
      const whole = draft('teaser', { brand: 'teaser', text: 'It was good', pros: 'all', fetchedAt: LATER });
      const result = await bring(store(), [whole], { now: LATER });
      expect(result).toEqual({ newKeys: [], changedKeys: [], sameKeys: ['teaser'] });
      const complete = { text: 'It was good', title: 'Fine', stars: 4, pros: 'all', partial: false, versions: 0 };
      expect(await store().item('teaser')).toMatchObject(complete);
      expect((await store().pending({ limit: 100 })).map(({ item }) => item.key)).toContain('teaser');
      const listed = draft('teaser', { brand: 'teaser', text: 'It was…', stars: 4, partial: true, fetchedAt: LATEST });
      await bring(store(), [listed], { now: LATEST });
      expect(await store().item('teaser')).toMatchObject({ ...complete, lastSeenAt: LATEST });
    });

    test('a time becomes finer, never another one', async () => {
      const at = (precision: 'unknown' | 'day' | 'minute', over: object) =>
        draft('time', { brand: 'time', precision, publishedOn: null, ...over });
      await bring(store(), [at('unknown', {})]);
      await bring(store(), [at('day', { publishedOn: '2026-05-08', fetchedAt: LATER })]);
      await bring(store(), [at('day', { publishedOn: '2026-05-09', fetchedAt: LATEST })]);
      expect(await store().item('time')).toMatchObject({ publishedOn: '2026-05-08', revision: 1 });
      expect(await store().stats({ brand: 'time' }, ['day'])).toMatchObject([{ key: { day: '2026-05-08' }, n: 1 }]);
    });

    test('what a complete visit missed has vanished; what is seen again is back', async () => {
      const lease = await leased(store(), 'visit');
      const commit = { lease, runId: 'r', cursor: null, backfill: false, now: NOW };
      const on = (key: string, publishedOn: string | null) => draft(key, { brand: 'visit', publishedOn });
      await store().commitPage({
        ...commit,
        items: [on('v1', '2026-05-10'), on('v2', '2026-05-10'), on('v3', '2026-01-01'), on('v4', null)],
      });
      await store().commitPage({ ...commit, items: [{ ...on('v1', '2026-05-10'), fetchedAt: LATER }], now: LATER });
      const mark = { lease, runId: 'r', notSeenSince: LATER, now: LATER };
      const before = await store().lastSeq();
      expect(await store().markVanished({ ...mark, publishedAfter: '2026-05-01T00:00:00.000Z' })).toBe(1);
      expect(await store().events(before, 9)).toMatchObject([{ type: 'item.vanished', subject: 'v2' }]);
      expect(await store().item('v2')).toMatchObject({ vanishedAt: LATER });
      expect(await store().count({ brand: 'visit', vanished: true })).toBe(1);
      expect(await store().markVanished({ ...mark, publishedAfter: null })).toBe(2);
      expect(await store().stats({ brand: 'visit' }, [])).toMatchObject([{ n: 4 }]);
      await bring(store(), [{ ...on('v2', '2026-05-10'), fetchedAt: LATEST }], { now: LATEST });
      expect(await store().item('v2')).toMatchObject({ vanishedAt: null, revision: 1 });
    });

    test('a correction wins in filters and figures, outlives a new reading, and can be taken back', async () => {
      await bring(store(), [draft('c1', { brand: 'correct' }), draft('c2', { brand: 'correct' })]);
      const label = sentiment('positive', true);
      await understand(store(), { c1: { sentiment: label }, c2: {} });
      const correct = (over: object) => store().correct({ key: 'c1', by: 'Ann', now: LATER, ...over });
      expect((await correct({ sentiment: 'negative' })).correction).toEqual({
        sentiment: 'negative',
        by: 'Ann',
        at: LATER,
      });
      expect(await store().count({ brand: 'correct', sentiment: ['negative'] })).toBe(1);
      expect(await store().count({ brand: 'correct', unsure: true })).toBe(0);
      await understand(store(), { c1: { sentiment: label } });
      expect(await store().item('c1')).toMatchObject({
        correction: { sentiment: 'negative' },
        understanding: { sentiment: label },
      });
      expect((await correct({ sentiment: null })).correction).toBeNull();
      expect(await store().count({ brand: 'correct', unsure: true })).toBe(1);
      await expect(store().correct({ key: 'nobody', by: 'Ann', now: NOW })).rejects.toThrow(NotFound);
    });

    test('keys of what stands corrected come with the latest correction first, of one brand', async () => {
      const brand = 'corrects';
      await bring(
        store(),
        ['one', 'two', 'three', 'none'].map((key) => draft(`co-${key}`, { brand })),
      );
      await bring(store(), [draft('co-other', { brand: 'another' })]);
      const correct = (key: string, now: string, sentiment: 'negative' | null = 'negative') =>
        store().correct({ key: `co-${key}`, sentiment, by: 'Ann', now });
      await correct('one', NOW);
      await correct('two', LATER);
      await correct('other', NOW);
      await store().correct({ key: 'co-three', kind: 'question', by: 'Ann', now: NOW });
      expect(await store().correctedKeys(brand, 9)).toEqual(['co-two', 'co-one', 'co-three']);
      await correct('two', LATEST, null);
      expect(await store().correctedKeys(brand, 1)).toEqual(['co-one']);
    });

    test('a corrected language asks for the text to be read again', async () => {
      await bring(store(), [draft('l1', { brand: 'lang' })]);
      await understand(store(), { l1: { language: 'ru' } });
      await store().correct({ key: 'l1', language: 'en', by: 'Ann', now: LATER });
      expect(await store().item('l1')).toMatchObject({ understanding: null, revision: 2, versions: 0 });
      expect(await store().count({ brand: 'lang', language: ['en'] })).toBe(1);
      const late = {
        key: 'l1',
        revision: 1,
        understanding: {
          modelVersion: 'v1',
          language: 'ru',
          sentiment: null,
          why: [],
          themes: [],
          kind: null,
          dupKey: null,
          mentionsBrand: null,
          stems: [],
        },
      };
      expect(await store().saveUnderstanding([late], LATER)).toBe(0);
    });

    test('pages of different age in any order leave the newest content', async () => {
      let round = 0;
      const ages = fc.uniqueArray(fc.integer({ min: 0, max: 999 }), { minLength: 2, maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(ages, async (minutes) => {
          round += 1;
          const brand = `age${round}`;
          for (const minute of minutes) {
            const fetchedAt = new Date(Date.parse(NOW) + minute * 60_000).toISOString();
            await bring(store(), [draft(brand, { brand, text: `at ${minute}`, fetchedAt })]);
          }
          expect((await store().item(brand))?.text).toBe(`at ${Math.max(...minutes)}`);
        }),
        { numRuns: 15 },
      );
    });
  });
}
