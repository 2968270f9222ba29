import { describe, expect, test } from '@jest/globals';
import { BAND_HEAD, type Comparisons } from '../../../src/store/relation-store.ts';
import { bring, draft, LATER, relate, understand } from '../drafts.ts';
import { compareAll, keyAll, keyOf, linked, places, twoKeysOf } from './compared.ts';
import { type Open, sharedStore } from './open.ts';

export function relationsContract(open: Open): void {
  describe('copies and families', () => {
    const store = sharedStore(open);

    test('a text is compared with those that share a key with it; direct feedback and own posts are not', async () => {
      await bring(store(), [
        draft('rel-a', { brand: 'rel', title: 'T', text: 'one', pros: 'two', authorName: 'Ann', stars: 4 }),
        draft('rel-b', { brand: 'rel', title: 'only a title', text: null, publishedOn: null }),
        draft('rel-c', { brand: 'rel', productId: '77', authorHash: 'h' }),
        draft('rel-own', { brand: 'rel', isOwn: true }),
        draft('rel-answer', { brand: 'rel', channel: 'survey' }),
        draft('rel-teaser', { brand: 'rel', partial: true }),
        draft('other', { brand: 'rel-other' }),
      ]);
      expect(await store().brandsToRelate()).toEqual(expect.arrayContaining(['rel', 'rel-other']));
      const texts = new Map((await store().toKey('rel', 9)).map((text) => [text.key, text]));
      expect([...texts.keys()].sort()).toEqual(['rel-a', 'rel-b', 'rel-c']);
      expect(texts.get('rel-a')).toMatchObject({ text: 'one\ntwo', author: 'Ann', stars: 4, day: '2026-05-10' });
      expect(texts.get('rel-b')).toMatchObject({ text: 'only a title', author: null, stars: null, day: null });
      expect(texts.get('rel-c')).toMatchObject({ siteProductId: '77', author: 'h', scraper: 'otzovik' });
      await keyAll(store(), 'rel', (key) =>
        key === 'rel-a'
          ? keyOf('rel', 'a')
          : key === 'rel-b'
            ? keyOf('rel', 'a') + keyOf('rel', 'b')
            : keyOf('rel', 'b'),
      );
      expect(await store().toKey('rel', 9)).toEqual([]);
      const asked = await store().toCompare('rel', 9);
      expect([...asked.due].sort()).toEqual(['rel-a', 'rel-b', 'rel-c']);
      expect(asked.pairs.map((pair) => [...pair].sort()).sort()).toEqual([
        ['rel-a', 'rel-b'],
        ['rel-b', 'rel-c'],
      ]);
      const near = { a: 'rel-b', b: 'rel-a', level: 'near' as const, similarity: 0.75 };
      expect(await store().saveLinks('rel', { asked, links: [near] })).toBe(3);
      expect(await store().saveLinks('rel', { asked, links: [near] })).toBe(0);
      expect(await store().toCompare('rel', 9)).toMatchObject({ due: [] });
      expect(await store().placeDue('rel', 9)).toBeGreaterThan(0);
      expect(await store().placeDue('rel', 9)).toBe(0);
      expect(await store().brandsToRelate()).not.toContain('rel');
      expect((await store().item('rel-b'))?.duplicate).toEqual({
        cluster: 'rel-b',
        family: 'rel-a',
        role: 'near-copy',
        similarity: 0.75,
      });
      expect(await store().count({ brand: 'rel', has_text: true, channel: ['public'] })).toBe(4);
    });

    test('an opinion tells where else it stands, and an item who its family is', async () => {
      await bring(store(), [
        draft('fam-a', { brand: 'fam', publishedOn: '2026-05-01' }),
        draft('fam-b', { brand: 'fam', publishedOn: '2026-05-02', scraper: 'vk', url: null }),
        draft('fam-c', { brand: 'fam', publishedOn: '2026-05-03', scraper: 'irecommend' }),
        draft('fam-near', { brand: 'fam', publishedOn: '2026-05-04' }),
        draft('fam-alone', { brand: 'fam' }),
      ]);
      await keyAll(store(), 'fam', (key) => (key === 'fam-alone' ? keyOf('fam', 'b') : keyOf('fam', 'a')));
      await compareAll(store(), 'fam', (asked) =>
        linked(asked).map((link) => ({
          ...link,
          level: link.a === 'fam-near' || link.b === 'fam-near' ? 'near' : 'dup',
        })),
      );
      const place = (key: string, scraper: string, url: string | null = `https://example.com/fam-${key}`) => ({
        key: `fam-${key}`,
        scraper,
        url,
      });
      const all = ['fam-a', 'fam-b', 'fam-near', 'fam-alone', 'nobody'];
      expect(Object.fromEntries(await store().copyPlaces(all, 9))).toEqual({
        'fam-a': [place('b', 'vk', null), place('c', 'irecommend')],
        'fam-b': [place('a', 'otzovik'), place('c', 'irecommend')],
      });
      expect((await store().copyPlaces(['fam-a'], 1)).get('fam-a')).toEqual([place('b', 'vk', null)]);
      expect(await store().familyKeys('fam-near', 9)).toEqual(['fam-a', 'fam-b', 'fam-c']);
      expect(await store().familyKeys('fam-a', 9)).toEqual(['fam-b', 'fam-c', 'fam-near']);
      expect(await store().familyKeys('fam-a', 2)).toEqual(['fam-b', 'fam-c']);
      expect(await store().familyKeys('fam-alone', 9)).toEqual([]);
      expect(await store().familyKeys('nobody', 9)).toEqual([]);
      expect(await store().count({ brand: 'fam' })).toBe(3);
      expect(await store().count({ brand: 'fam', copies: 'all' })).toBe(5);
    });

    test('what is linked is placed when that is asked for, whole groups at a time, and its brand is named until then', async () => {
      const named = ['a1', 'a2', 'a3', 'b1', 'b2', 'b3'];
      const at = (key: string) => draft(`due-${key}`, { brand: 'due', publishedOn: `2026-05-0${key.slice(1)}` });
      await bring(store(), named.slice(0, 5).map(at));
      await keyAll(store(), 'due', (key) => (key.startsWith('due-a') ? keyOf('due', 'a') : keyOf('due', 'b')));
      const asked = await store().toCompare('due', 99);
      expect(await store().saveLinks('due', { asked, links: linked(asked) })).toBe(5);
      const alone = (key: string) => `original ${key} ${key} 1 0`;
      expect(await places(store(), 'due')).toEqual(
        Object.fromEntries(named.slice(0, 5).map((key) => [key, alone(key)])),
      );
      expect(await store().count({ brand: 'due' })).toBe(5);
      expect(await store().brandsToRelate()).toContain('due');
      while ((await store().placeDue('due', 1)) > 0);
      const both = {
        a1: 'original a1 a1 1 2',
        a2: 'copy a1 a1 0.9 0',
        a3: 'copy a1 a1 0.9 0',
        b1: 'original b1 b1 1 1',
        b2: 'copy b1 b1 0.9 0',
      };
      expect(await places(store(), 'due')).toEqual(both);
      expect(await store().brandsToRelate()).not.toContain('due');
      // One more stands alone beside those that it is linked to already, and an edited one where it stood.
      await bring(store(), [at('b3'), { ...at('a2'), text: 'edited', fetchedAt: LATER }], { now: LATER });
      await keyAll(store(), 'due', (key) => (key.startsWith('due-b') ? keyOf('due', 'b') : keyOf('due', 'a')));
      const more = await store().toCompare('due', 99);
      const links = linked(more).filter(({ a, b }) => a !== 'due-a2' && b !== 'due-a2');
      expect(await store().saveLinks('due', { asked: more, links })).toBe(2);
      expect(await places(store(), 'due')).toEqual({ ...both, b3: alone('b3') });
      // One of them is erased: what it was linked to is placed at once, as nobody may stay a copy of what is gone.
      await store().forget({ key: 'due-b1' });
      expect(await places(store(), 'due')).toMatchObject({ b2: 'original b2 b2 1 1', b3: 'copy b2 b2 0.9 0' });
      while ((await store().placeDue('due', 1)) > 0);
      expect(await places(store(), 'due')).toEqual({
        a1: 'original a1 a1 1 1',
        a2: alone('a2'),
        a3: 'copy a1 a1 0.9 0',
        b2: 'original b2 b2 1 1',
        b3: 'copy b2 b2 0.9 0',
      });
      expect(await store().brandsToRelate()).not.toContain('due');
    });

    test('what has changed since it was read is refused, and is asked for again', async () => {
      const [a, b] = ['x', 'y'].map((key) => draft(`stale-${key}`, { brand: 'stale' }));
      await bring(store(), [a!, b!]);
      const read = await store().toKey('stale', 9);
      await bring(store(), [{ ...a!, stars: 2, fetchedAt: LATER }], { now: LATER });
      const bands = read.map(({ key, state }) => ({ key, state, bands: keyOf('stale', 'a') }));
      expect(await store().saveBands('stale', bands)).toBe(1);
      expect(await store().toKey('stale', 9)).toMatchObject([{ key: 'stale-x', stars: 2 }]);
      await keyAll(store(), 'stale', () => keyOf('stale', 'a'));
      const asked = await store().toCompare('stale', 9);
      await bring(store(), [{ ...b!, text: 'edited', fetchedAt: LATER }], { now: LATER });
      // The one was compared with what the other was: neither is done.
      expect(await store().saveLinks('stale', { asked, links: linked(asked) })).toBe(0);
      expect(await places(store(), 'stale')).toEqual({ x: 'original x x 1 0', y: 'original y y 1 0' });
      await keyAll(store(), 'stale', (key) => (key === 'stale-y' ? keyOf('stale', 'b') : keyOf('stale', 'a')));
      await compareAll(store(), 'stale');
      expect(await places(store(), 'stale')).toEqual({ x: 'original x x 1 0', y: 'original y y 1 0' });
    });

    test('an edit moves a text out of its copies, another day another one to the front, and erasing the next', async () => {
      const on = (key: string, publishedOn: string) => draft(`mov-${key}`, { brand: 'mov', publishedOn });
      await bring(store(), [
        on('a', '2026-05-01'),
        on('b', '2026-05-02'),
        { ...on('c', ''), publishedOn: null, precision: 'unknown' as const },
      ]);
      await understand(store(), { 'mov-a': { dupKey: 'd' }, 'mov-b': { dupKey: 'd' }, 'mov-c': { dupKey: 'd' } });
      const of = (original: string) => ({ copyOf: `mov-${original}`, copies: 0 });
      expect(await store().item('mov-c')).toMatchObject(of('a'));
      await bring(store(), [{ ...on('c', '2026-04-01'), fetchedAt: LATER }], { now: LATER });
      await relate(store());
      expect(await store().item('mov-c')).toMatchObject({ copyOf: null, copies: 2 });
      expect(await store().item('mov-a')).toMatchObject(of('c'));
      await bring(store(), [{ ...on('c', '2026-04-01'), text: 'edited', fetchedAt: LATER }], { now: LATER });
      await relate(store(), { 'mov-c': null });
      expect(await store().item('mov-c')).toMatchObject({ copyOf: null, copies: 0 });
      expect(await store().item('mov-b')).toMatchObject(of('a'));
      await store().forget({ key: 'mov-a' });
      expect(await store().item('mov-b')).toMatchObject({ copyOf: null, copies: 0 });
      while ((await store().refreshRollups(50)) > 0);
      expect(await store().stats({ brand: 'mov' }, [])).toMatchObject([{ n: 2 }]);
    });

    test('a correction leaves a text among its copies', async () => {
      await bring(store(), [draft('cor-a', { brand: 'cor' }), draft('cor-b', { brand: 'cor' })]);
      await understand(store(), { 'cor-a': { dupKey: 'd' }, 'cor-b': { dupKey: 'd' } });
      await store().correct({ key: 'cor-b', language: 'nl', by: 'Ann', now: LATER });
      await store().correct({ key: 'cor-a', sentiment: 'negative', by: 'Ann', now: LATER });
      expect(await store().item('cor-b')).toMatchObject({ copyOf: 'cor-a', understanding: null });
      expect(await store().count({ brand: 'cor' })).toBe(1);
    });

    test('what is too old to be kept leaves its copies to the next', async () => {
      const on = (key: string, publishedOn: string) => draft(`old-${key}`, { brand: 'old', publishedOn });
      await bring(store(), [on('a', '2001-01-01'), on('b', '2026-05-02'), on('c', '2026-05-03')]);
      await understand(store(), { 'old-a': { dupKey: 'd' }, 'old-b': { dupKey: 'd' }, 'old-c': { dupKey: 'd' } });
      expect(await store().item('old-c')).toMatchObject({ copyOf: 'old-a' });
      await store().cleanUp({ itemsBefore: '2002-01-01', eventsBefore: '2000-01-01', now: LATER, limit: 100 });
      expect(await places(store(), 'old')).toEqual({ b: 'original b b 1 1', c: 'copy b b 1 0' });
    });

    test(`of a key that very many have the first ${BAND_HEAD} are compared with all, whatever the order of arrival`, async () => {
      const n = BAND_HEAD + 8;
      const drafts = (brand: string) =>
        Array.from({ length: n }, (_, at) =>
          draft(`${brand}-${String(at).padStart(2, '0')}`, {
            brand,
            publishedOn: new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10),
          }),
        );
      const odd = (asked: Comparisons) =>
        linked(asked).filter(({ a, b }) => Number(a.slice(-2)) % 2 === Number(b.slice(-2)) % 2);
      const all = drafts('many1');
      await bring(store(), all);
      await keyAll(store(), 'many1', () => twoKeysOf('many1', 'a'));
      const sizes = await compareAll(store(), 'many1', odd);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(BAND_HEAD + 10);
      // Newest first: each one that comes is among the first, and takes the place of another.
      for (const one of drafts('many2').reverse()) {
        await bring(store(), [one]);
        await keyAll(store(), 'many2', () => twoKeysOf('many2', 'a'));
        await compareAll(store(), 'many2', odd);
      }
      const found = await places(store(), 'many1');
      expect(await places(store(), 'many2')).toEqual(found);
      expect(found['00']).toMatch(/^original 00 00/);
      expect(found['01']).toMatch(/^original 01 01/);
      // The same where one of the first is erased as where it has never been.
      await store().forget({ key: 'many2-02' });
      await compareAll(store(), 'many2', odd);
      await bring(
        store(),
        drafts('many3').filter(({ key }) => key !== 'many3-02'),
      );
      await keyAll(store(), 'many3', () => twoKeysOf('many3', 'a'));
      await compareAll(store(), 'many3', odd);
      expect(await places(store(), 'many2')).toEqual(await places(store(), 'many3'));
    });

    test('all are related anew in bounded steps, and stay where they stand meanwhile', async () => {
      await bring(store(), [draft('again-a', { brand: 'again' }), draft('again-b', { brand: 'again' })]);
      await keyAll(store(), 'again', () => keyOf('again', 'a'));
      await compareAll(store(), 'again');
      const before = await places(store(), 'again');
      expect(before).toEqual({ a: 'original a a 1 1', b: 'copy a a 0.9 0' });
      let steps = 0;
      for (let after: number | null = -1; after !== null; steps += 1) after = await store().relateAgain(after, 7);
      expect(steps).toBeGreaterThan(2);
      expect(await places(store(), 'again')).toEqual(before);
      expect((await store().toKey('again', 9)).length).toBe(2);
      await keyAll(store(), 'again', (key) => (key === 'again-a' ? keyOf('again', 'a') : keyOf('again', 'b')));
      expect(await places(store(), 'again')).toEqual(before);
      await compareAll(store(), 'again');
      expect(await places(store(), 'again')).toEqual({ a: 'original a a 1 0', b: 'original b b 1 0' });
    });
  });
}
