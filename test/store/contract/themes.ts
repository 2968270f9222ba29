import { describe, expect, test } from '@jest/globals';
import type { ItemFilter } from '../../../src/domain/filter.ts';
import type { ThemeMention } from '../../../src/domain/theme.ts';
import type { Store } from '../../../src/store/store.ts';
import { bring, draft, LATER, NOW, sentiment, understand, understanding } from '../drafts.ts';
import { type Open, sharedStore, withStore } from './open.ts';

function mention(theme: string, sign: ThemeMention['sentiment']): ThemeMention {
  return { theme, sentiment: sign, quote: `about ${theme}` };
}

const WHY = [{ words: 'остыл', weight: -1.5 }];

/** Six texts: what they speak of, and their kinds. */
async function spoken(store: Store, brand: string): Promise<(name: string) => string> {
  const key = (name: string) => `${brand}-${name}`;
  const days = { cold: '01', both: '02', kind: '03', advert: '04', reply: '05', silent: '06', waits: '07' };
  await bring(
    store,
    Object.entries(days).map(([name, day]) => draft(key(name), { brand, publishedOn: `2026-05-${day}` })),
  );
  const negative = sentiment('negative');
  await understand(store, {
    [key('cold')]: { sentiment: negative, kind: 'complaint', themes: [mention('food', 'negative')], why: WHY },
    [key('both')]: {
      kind: 'complaint',
      themes: [mention('food', 'negative'), mention('food', 'positive'), mention('delivery', 'negative')],
    },
    [key('kind')]: { kind: 'praise', themes: [mention('staff', 'positive'), mention('delivery', 'neutral')] },
    [key('advert')]: { kind: 'advertisement', themes: [mention('price', 'positive')] },
    [key('reply')]: { kind: 'reply', sentiment: null },
    [key('silent')]: { kind: null, sentiment: null },
  });
  return key;
}

export function themesContract(open: Open): void {
  describe('themes and kinds', () => {
    const store = sharedStore(open);

    async function found(brand: string, filter: ItemFilter): Promise<string[]> {
      const asked = { brand, ...filter };
      const { items } = await store().items(asked, { sort: 'published', limit: 50 });
      const keys = items.map(({ key }) => key);
      expect(await store().count(asked)).toBe(keys.length);
      expect((await store().countRows(asked)).map((row) => row.key)).toEqual(keys);
      expect([...(await store().keys(asked, 50))].reverse()).toEqual(keys);
      return keys.map((key) => key.slice(brand.length + 1));
    }

    test('are kept with the words that show them and the words that moved the mood', async () => {
      const key = await spoken(store(), 'kept');
      expect((await store().item(key('cold')))?.understanding).toMatchObject({
        kind: 'complaint',
        why: WHY,
        themes: [{ theme: 'food', sentiment: 'negative', quote: 'about food' }],
      });
      expect((await store().item(key('both')))?.understanding?.themes).toHaveLength(3);
      expect((await store().item(key('silent')))?.understanding).toMatchObject({ kind: null, why: [], themes: [] });
    });

    test('are filtered by: any of the themes, with the sign of that theme, and any of the kinds', async () => {
      await spoken(store(), 'filtered');
      const cases: readonly (readonly [ItemFilter, readonly string[]])[] = [
        [{ theme: ['food'] }, ['cold', 'both']],
        [{ theme: ['food', 'delivery'] }, ['cold', 'both', 'kind']],
        [{ theme: ['delivery'], theme_sentiment: ['negative'] }, ['both']],
        [{ theme: ['food', 'delivery'], theme_sentiment: ['positive', 'neutral'] }, ['both', 'kind']],
        [{ theme_sentiment: ['positive'] }, ['both', 'kind', 'advert']],
        [{ theme: ['foo'] }, []],
        [{ theme: ['od:negative'] }, []],
        [{ kind: ['complaint'] }, ['cold', 'both']],
        [{ kind: ['praise', 'reply'] }, ['kind', 'reply']],
        [{ kind: ['complaint'], theme: ['delivery'], sentiment: ['positive'] }, ['both']],
        [{ opinion: false }, ['advert', 'reply']],
        [{ opinion: true }, ['cold', 'both', 'kind', 'silent', 'waits']],
        [{ judged: true }, ['cold', 'both', 'kind']],
        [{ theme: ['food'], published_from: '2026-05-02', published_to: '2026-05-09' }, ['both']],
        [{ theme: ['food'], open: true }, ['cold', 'both']],
        [{ theme: ['food'], own: true, copies: 'all' }, ['cold', 'both']],
      ];
      for (const [filter, keys] of cases) expect([filter, await found('filtered', filter)]).toEqual([filter, keys]);
    });

    test('a theme is read page by page, each text once', async () => {
      const names = Array.from({ length: 7 }, (_, at) => `paged-${at}`);
      await bring(
        store(),
        names.map((key, at) => draft(key, { brand: 'paged', publishedOn: `2026-05-0${at + 1}` })),
      );
      const themes = [mention('speed', 'negative'), mention('staff', 'positive')];
      await understand(store(), Object.fromEntries(names.map((key) => [key, { themes }])));
      const met: string[] = [];
      let cursor: string | undefined;
      do {
        const filter = { brand: 'paged', theme: ['speed', 'staff'] };
        const page = await store().items(filter, { sort: '-published', limit: 3, ...(cursor ? { cursor } : {}) });
        met.push(...page.items.map(({ key }) => key));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(met).toEqual([...names].reverse());
    });

    test('are counted: each text once for a theme, adverts and official answers in a group of their own', async () => {
      await spoken(store(), 'counted');
      const groups = async (by: Parameters<Store['stats']>[1], filter: ItemFilter = {}) =>
        (await store().stats({ brand: 'counted', ...filter }, by)).map(
          ({ key, n }) => `${by.map((name) => key[name]).join(' ')} ${n}`,
        );
      expect(await groups(['theme'])).toEqual(['delivery 2', 'food 2', 'price 1', 'staff 1']);
      expect(await groups(['theme'], { judged: true })).toEqual(['delivery 2', 'food 2', 'staff 1']);
      expect(await groups(['theme', 'theme_sentiment'])).toEqual([
        'delivery negative 1',
        'delivery neutral 1',
        'food negative 2',
        'food positive 1',
        'price positive 1',
        'staff positive 1',
      ]);
      expect(await groups(['theme_sentiment'])).toEqual(['negative 2', 'neutral 1', 'positive 3']);
      expect(await groups(['theme'], { theme: ['food'] })).toEqual(['delivery 1', 'food 2']);
      expect(await groups(['kind'])).toEqual([
        'advertisement 1',
        'complaint 2',
        'pending 1',
        'praise 1',
        'reply 1',
        'unread 1',
      ]);
      const moods = ['negative 1', 'no-opinion 2', 'pending 1', 'positive 2', 'unread 1'];
      expect(await groups(['sentiment'])).toEqual(moods);
      while ((await store().refreshRollups(50)) > 0);
      expect(await groups(['sentiment'])).toEqual(moods);
      expect(await store().count({ brand: 'counted', opinion: false })).toBe(2);
    });

    test('rows for figures tell kind, themes and what is nobody\u2019s opinion', async () => {
      await spoken(store(), 'rows');
      const rows = await store().countRows({ brand: 'rows' });
      expect(rows.map(({ kind, opinion }) => [kind, opinion])).toEqual([
        ['complaint', true],
        ['complaint', true],
        ['praise', true],
        ['advertisement', false],
        ['reply', false],
        [null, true],
        [null, true],
      ]);
      expect(rows[1]?.themes).toEqual([
        { theme: 'delivery', sentiment: 'negative' },
        { theme: 'food', sentiment: 'negative' },
        { theme: 'food', sentiment: 'positive' },
      ]);
      expect(rows[3]).toMatchObject({ sentiment: null, pending: false, unsure: false });
      expect(rows[6]).toMatchObject({ pending: true, themes: [] });
    });

    test("a person's word on kind and themes wins, survives another version, and can be taken back", () =>
      withStore(open, async (own) => {
        await bring(own, [draft('a'), draft('b')]);
        const read = { kind: 'advertisement', themes: [mention('price', 'positive')] } as const;
        await understand(own, {
          a: { ...read, themes: [...read.themes] },
          b: { themes: [mention('price', 'neutral')] },
        });
        const themes = [
          { theme: 'staff', sentiment: 'negative' },
          { theme: 'delivery', sentiment: 'negative' },
          { theme: 'staff', sentiment: 'negative' },
        ] as const;
        const item = await own.correct({ key: 'a', kind: 'complaint', themes, by: 'Ann', now: LATER });
        const said = { kind: 'complaint', themes: [themes[1], themes[0]], by: 'Ann', at: LATER };
        expect(item.correction).toEqual(said);
        expect(item.understanding).toMatchObject(read);
        const seq = await own.lastSeq();
        await own.correct({ key: 'a', kind: 'complaint', themes: [...themes].reverse(), by: 'Bo', now: NOW });
        expect(await own.lastSeq()).toBe(seq);
        const next = { modelVersion: 'v2', ...read, themes: [...read.themes] };
        await understand(own, { a: next, b: { modelVersion: 'v2', themes: [mention('price', 'negative')] } });
        expect(await own.count({ theme: ['price'], theme_sentiment: ['negative'] })).toBe(0);
        await own.activateVersion('v2', LATER);
        expect(await own.count({ theme: ['price'], theme_sentiment: ['negative'] })).toBe(1);
        expect(await own.item('a')).toMatchObject({ understanding: { modelVersion: 'v2' }, correction: said });
        expect(await own.count({ theme: ['staff'], kind: ['complaint'], judged: true })).toBe(1);
        expect(await own.count({ theme: ['price'] })).toBe(1);
        await own.correct({ key: 'a', themes: [], by: 'Ann', now: LATER });
        expect(await own.count({ theme: ['staff', 'price'] })).toBe(1);
        expect((await own.item('a'))?.correction?.themes).toEqual([]);
        await own.correct({ key: 'a', kind: null, themes: null, by: 'Ann', now: LATER });
        expect(await own.item('a')).toMatchObject({ correction: null });
        expect(await own.count({ theme: ['price'] })).toBe(2);
        expect(await own.count({ opinion: false })).toBe(1);
        await own.correct({ key: 'a', sentiment: 'negative', by: 'Ann', now: LATER });
        expect(await own.count({ opinion: false })).toBe(0);
        expect(await own.count({ sentiment: ['negative'] })).toBe(1);
      }));

    test('an edited text loses what its old words said until it is read again; an erased one leaves nothing', () =>
      withStore(open, async (own) => {
        await bring(own, [draft('a'), draft('b')]);
        await understand(own, {
          a: { themes: [mention('food', 'negative')] },
          b: { themes: [mention('food', 'negative')] },
        });
        await bring(own, [draft('a', { text: 'edited', fetchedAt: LATER })], { now: LATER });
        expect(await own.count({ theme: ['food'] })).toBe(1);
        expect(await own.stats({}, ['kind'])).toMatchObject([
          { key: { kind: 'pending' }, n: 1 },
          { key: { kind: 'unread' }, n: 1 },
        ]);
        const result = {
          key: 'a',
          revision: 2,
          understanding: understanding({ themes: [mention('price', 'neutral')] }),
        };
        await own.saveUnderstanding([result], LATER);
        expect(await own.count({ theme: ['food'] })).toBe(1);
        expect(await own.count({ theme: ['price'] })).toBe(1);
        await own.forget({ key: 'b' });
        expect(await own.count({ theme: ['food'] })).toBe(0);
        expect(await own.items({ theme: ['food'] }, { sort: '-published', limit: 5 })).toMatchObject({ items: [] });
      }));
  });
}
