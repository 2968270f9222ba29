import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { UnusualVerdict } from '../../../src/domain/unusual.ts';
import type { Store } from '../../../src/store/store.ts';
import { bring, draft, LATER, LATEST, NOW, relate, understand } from '../drafts.ts';
import { type Open, sharedStore } from './open.ts';
import { PAID } from './trust.ts';

type Word = UnusualVerdict['verdict'] | null;

async function wordsOf(store: Store, keys: readonly string[]): Promise<Record<string, string | null>> {
  const found: Record<string, string | null> = {};
  for (const item of await store.itemsByKey(keys)) {
    const said = item.unusual?.verdict ?? null;
    found[item.key] = said === null ? null : `${said.verdict} ${said.by} ${said.of ?? '-'}`;
  }
  return found;
}

/** One opinion, one word: what a person says of one copy holds for the others, and goes when it goes. */
export function verdictCopiesContract(open: Open): void {
  describe('verdicts on copies', () => {
    const store = sharedStore(open);
    const say = (key: string, verdict: Word, by = 'Ann', now = LATER) => store().setVerdict({ key, verdict, by, now });
    const put = async (brand: string, names: readonly string[], dupKey = 'same') => {
      const keys = names.map((name) => `${brand}-${name}`);
      await bring(
        store(),
        keys.map((key) => draft(key, { brand, authorHash: `a-${key}` })),
      );
      await understand(store(), Object.fromEntries(keys.map((key) => [key, { dupKey }])));
      return keys;
    };

    test('hold for the other copies, say of which one they are, and go with it', async () => {
      const [a, b, c] = await put('vc', ['a', 'b', 'c']);
      await bring(store(), [draft('vc-alone', { brand: 'vc' })]);
      await store().saveWeighed({ brand: 'vc', version: 'd1', results: [{ key: c!, ...PAID }], now: NOW });
      await say(b!, 'genuine');
      const all = [a!, b!, c!, 'vc-alone'];
      expect(await wordsOf(store(), all)).toEqual({
        [a!]: `genuine Ann ${b}`,
        [b!]: 'genuine Ann -',
        [c!]: `genuine Ann ${b}`,
        'vc-alone': null,
      });
      expect((await store().item(c!))?.unusual).toMatchObject({
        level: 'none',
        found: 'likely-paid',
        verdict: { verdict: 'genuine', by: 'Ann', at: LATER, of: b },
      });
      expect((await store().unusualHistory(c!))[0]).toMatchObject({ at: LATER, to: 'none', came: ['verdict-genuine'] });
      expect((await store().verdicts({ brand: 'vc', limit: 9 })).map(({ key }) => key)).toEqual([b]);
      expect((await store().countRows({ brand: 'vc', copies: 'all' })).map(({ verdict }) => verdict)).toEqual([
        'genuine',
        null,
        'genuine',
        'genuine',
      ]);
      // What was said of a copy is not taken back here, but where it was said.
      expect((await say(c!, null)).unusual?.verdict).toMatchObject({ of: b });
      expect((await say(b!, null, 'Ann', LATEST)).unusual?.verdict ?? null).toBeNull();
      expect(await wordsOf(store(), all)).toEqual({ [a!]: null, [b!]: null, [c!]: null, 'vc-alone': null });
      expect((await store().unusualHistory(c!))[0]).toMatchObject({ at: LATEST, from: 'none', to: 'likely-paid' });
    });

    test('a copy of which something was said itself keeps it; of several words the latest holds for the rest', async () => {
      const [a, b, c] = await put('vo', ['a', 'b', 'c']);
      await say(a!, 'unusual', 'Ann', NOW);
      await say(b!, 'genuine', 'Bo', LATER);
      expect(await wordsOf(store(), [a!, b!, c!])).toEqual({
        [a!]: 'unusual Ann -',
        [b!]: 'genuine Bo -',
        [c!]: `genuine Bo ${b}`,
      });
      expect(await store().verdicts({ brand: 'vo', limit: 9 })).toHaveLength(2);
      await say(b!, null, 'Bo', LATEST);
      expect(await wordsOf(store(), [a!, b!, c!])).toEqual({
        [a!]: 'unusual Ann -',
        [b!]: `unusual Ann ${a}`,
        [c!]: `unusual Ann ${a}`,
      });
    });

    test('follow the copies: who comes gets the word, who leaves loses it, and it is erased with the one it was said of', async () => {
      const [a, b] = await put('vf', ['a', 'b']);
      await say(a!, 'unusual');
      const [c] = await put('vf', ['c']);
      expect(await wordsOf(store(), [b!, c!])).toEqual({ [b!]: `unusual Ann ${a}`, [c!]: `unusual Ann ${a}` });
      await relate(store(), { [b!]: null });
      expect(await wordsOf(store(), [a!, b!, c!])).toEqual({
        [a!]: 'unusual Ann -',
        [b!]: null,
        [c!]: `unusual Ann ${a}`,
      });
      await store().forget({ key: a! });
      expect(await wordsOf(store(), [c!])).toEqual({ [c!]: null });
      expect(await store().count({ brand: 'vf', unusual: ['likely-paid'] })).toBe(0);
    });

    test('each change is told, so that pages show it', async () => {
      const [a, b] = await put('ve', ['a', 'b']);
      const seq = await store().lastSeq();
      await say(a!, 'unusual');
      const told = await store().events(seq, 100);
      expect(told.map(({ type, subject }) => `${type} ${subject}`).sort()).toEqual([
        `item.updated ${a}`,
        `item.updated ${b}`,
      ]);
    });

    test('are the same whether people speak before or after the copies are found', async () => {
      const step = fc.record({
        at: fc.nat(3),
        word: fc.constantFrom<Word>('unusual', 'genuine', 'not-sure', null),
        minute: fc.nat(59),
      });
      const sets = fc.array(fc.constantFrom('p', 'q', null), { minLength: 4, maxLength: 4 });
      let round = 0;
      await fc.assert(
        fc.asyncProperty(sets, fc.array(step, { maxLength: 6 }), async (groups, steps) => {
          round += 1;
          const [before, after] = [`vx${round}`, `vy${round}`];
          const keys = (brand: string) => groups.map((_, at) => `${brand}-${at}`);
          const speak = async (brand: string) => {
            for (const { at, word, minute } of steps) {
              const now = `2026-05-20T13:${String(minute).padStart(2, '0')}:00.000Z`;
              await say(keys(brand)[at]!, word, 'Ann', now);
            }
          };
          const find = (brand: string) =>
            understand(
              store(),
              Object.fromEntries(keys(brand).map((key, at) => [key, { dupKey: groups[at] ?? null }])),
            );
          for (const brand of [before, after])
            await bring(
              store(),
              keys(brand).map((key) => draft(key, { brand })),
            );
          await speak(before);
          await find(before);
          await find(after);
          await speak(after);
          const bare = async (brand: string) =>
            JSON.stringify(await wordsOf(store(), keys(brand))).replaceAll(`${brand}-`, '');
          expect(await bare(before)).toBe(await bare(after));
        }),
        { numRuns: 12 },
      );
    });
  });
}
