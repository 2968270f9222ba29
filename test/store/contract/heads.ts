import { describe, expect, test } from '@jest/globals';
import { createRandom } from '../../../src/demo/random.ts';
import type { ItemDraft } from '../../../src/domain/item.ts';
import { BAND_HEAD, type Comparisons, FEW, MOST_BEHIND } from '../../../src/store/relation-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { bring, draft, LATER } from '../drafts.ts';
import { compareAll, keyAll, keyOf, linked, places, twoKeysOf } from './compared.ts';
import { type Open, sharedStore } from './open.ts';

/** Texts of a brand, each a day younger than the one before. */
function inOrder(brand: string, n: number, from = Date.UTC(2026, 0, 1)): ItemDraft[] {
  return Array.from({ length: n }, (_, at) =>
    draft(`${brand}-${String(at).padStart(4, '0')}`, {
      brand,
      publishedOn: new Date(from + at * 86_400_000).toISOString().slice(0, 10),
    }),
  );
}

const numberOf = (key: string): number => Number(key.slice(-4));

/** Those pairs alike of which this holds. */
function alikeWhere(holds: (a: number, b: number) => boolean) {
  return (asked: Comparisons) =>
    linked(asked).filter(({ a, b }) => holds(Math.min(numberOf(a), numberOf(b)), Math.max(numberOf(a), numberOf(b))));
}

/** Brings texts, compares what waits, and says which texts were compared and which pairs, by their numbers. */
async function compared(store: Store, brand: string, bands: (key: string) => string, links = linked) {
  await keyAll(store, brand, bands);
  const asked = await store.toCompare(brand, 100);
  await store.saveLinks(brand, { asked, links: links(asked) });
  await compareAll(store, brand, links, 100);
  const sorted = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);
  return {
    due: sorted(asked.due.map(numberOf)),
    pairs: asked.pairs.map(([a, b]) => sorted([numberOf(a), numberOf(b)]).join(' ')).sort(),
  };
}

/** What the store makes of a brand's texts where all come at once. */
async function atOnce(store: Store, all: readonly ItemDraft[], bands: (key: string) => string, links = linked) {
  const brand = all[0]!.brand;
  await bring(store, all);
  await keyAll(store, brand, bands);
  await compareAll(store, brand, links, 100);
  return await places(store, brand);
}

/** Which of so many texts with these keys are to be compared, told in the plainest way. */
function candidatesAmong(n: number, lettersOf: (at: number) => readonly string[]): string[] {
  const numbers = Array.from({ length: n }, (_, at) => at);
  const having = (letter: string): number[] => numbers.filter((at) => lettersOf(at).includes(letter));
  return numbers.flatMap((a) =>
    numbers.slice(a + 1).flatMap((b) => {
      const shared = lettersOf(a).filter((letter) => lettersOf(b).includes(letter));
      const leading = shared.filter((letter) => having(letter).indexOf(a) < BAND_HEAD);
      return leading.length > 1 || shared.some((letter) => having(letter).length <= FEW) ? [`${a} ${b}`] : [];
    }),
  );
}

export function headsContract(open: Open): void {
  describe('the first of a key', () => {
    const store = sharedStore(open);

    test('one older than all others is compared with them, and only the one whose place it takes looks at its links', async () => {
      const all = inOrder('old1', BAND_HEAD + 5);
      const key = () => twoKeysOf('old1', 'a');
      // Alike are the last of the first and those behind: none of these when it is behind itself.
      const links = alikeWhere((a) => a === BAND_HEAD);
      await atOnce(store(), all.slice(1), key, links);
      const before = await places(store(), 'old1');
      expect(before[`00${BAND_HEAD + 1}`]).toMatch(new RegExp(`^copy 00${BAND_HEAD}`));
      await bring(store(), all.slice(0, 1));
      const { due, pairs } = await compared(store(), 'old1', key, links);
      expect(due).toEqual([0, BAND_HEAD]);
      expect(pairs).toEqual(
        all
          .slice(1)
          .map((one) => `0 ${numberOf(one.key)}`)
          .sort(),
      );
      const wanted = await atOnce(store(), inOrder('old2', all.length), () => twoKeysOf('old2', 'a'), links);
      expect(await places(store(), 'old1')).toEqual(wanted);
      expect(wanted[`00${BAND_HEAD + 1}`]).toMatch(/^original/);
      // One younger than the first is due alone, and is compared with these.
      await bring(store(), inOrder('old1', all.length + 1).slice(-1));
      const younger = await compared(store(), 'old1', key, links);
      expect(younger.due).toEqual([all.length]);
      expect(younger.pairs).toHaveLength(BAND_HEAD);
    });

    test('where first ones are erased, or edited, those that take their places are compared with those behind', async () => {
      const [n, gone] = [BAND_HEAD + 8, 10];
      const all = inOrder('up1', n, Date.UTC(2001, 0, 1) - gone * 86_400_000);
      const key = () => twoKeysOf('up1', 'a');
      const links = alikeWhere((a) => a >= BAND_HEAD);
      const alone = await atOnce(store(), all, key, links);
      expect(Object.values(alone).every((place) => place.startsWith('original'))).toBe(true);
      // More than have the key then: it is not full any more, and all are compared with all.
      await store().cleanUp({ itemsBefore: '2001-01-01', eventsBefore: '2000-01-01', now: LATER, limit: 100 });
      const behind = Array.from({ length: n - BAND_HEAD }, (_, at) => BAND_HEAD + at);
      const { due, pairs } = await compared(store(), 'up1', key, links);
      expect(due).toEqual(behind);
      expect(pairs).toEqual(expect.arrayContaining(behind.slice(1).map((at) => `${BAND_HEAD} ${at}`)));
      const copies = Object.values(await places(store(), 'up1')).filter((place) => place.startsWith('copy'));
      expect(copies).toHaveLength(behind.length - 1);

      await atOnce(store(), inOrder('up2', n), () => twoKeysOf('up2', 'a'), links);
      const first = inOrder('up2', 1)[0]!;
      await bring(store(), [{ ...first, text: 'edited', fetchedAt: LATER }], { now: LATER });
      const other = (one: string) => twoKeysOf('up2', numberOf(one) === 0 ? 'b' : 'a');
      const edited = await compared(store(), 'up2', other, links);
      expect(edited.due).toEqual([0, BAND_HEAD]);
      expect(edited.pairs).toEqual(expect.arrayContaining(behind.slice(1).map((at) => `${BAND_HEAD} ${at}`)));
    });

    test('an edit gets its new keys also where it takes the place of an erased one of its old key meanwhile', async () => {
      const all = inOrder('rekey', BAND_HEAD + 3);
      await atOnce(store(), all, () => twoKeysOf('rekey', 'a'));
      const edited = all[BAND_HEAD]!;
      await bring(store(), [{ ...edited, text: 'edited', fetchedAt: LATER }], { now: LATER });
      await store().forget({ key: all[3]!.key });
      expect((await store().toKey('rekey', 99)).map(({ key }) => key)).toEqual([edited.key]);
      expect((await store().toCompare('rekey', 99)).due).toEqual([]);
      await store().forget({ key: all[4]!.key });
      expect((await store().toCompare('rekey', 99)).due).toEqual([all[BAND_HEAD + 1]!.key]);
    });

    test('whatever the order of arrival, of more than a hundred with several keys each the same are alike', async () => {
      const n = 110;
      const lettersOf = (at: number): readonly string[] => [
        'a',
        ...[2, 3, 4, 9].flatMap((step, place) => (at % step === 0 ? ['b', 'c', 'd', 'e'][place]! : [])),
      ];
      const bandsIn = (brand: string) => (key: string) =>
        lettersOf(numberOf(key))
          .map((letter) => keyOf(brand, letter))
          .join('');
      const links = alikeWhere((a, b) => (a * 31 + b * 17) % 29 === 0);
      const seen = new Set<string>();
      const wanted = await atOnce(store(), inOrder('any0', n), bandsIn('any0'), (asked) => {
        for (const [a, b] of asked.pairs)
          seen.add(
            [a, b]
              .map(numberOf)
              .sort((x, y) => x - y)
              .join(' '),
          );
        return links(asked);
      });
      expect([...seen].sort()).toEqual(candidatesAmong(n, lettersOf).sort());
      expect(Object.values(wanted).filter((place) => place.startsWith('copy')).length).toBeGreaterThan(20);
      const random = createRandom(3);
      for (const brand of ['any1', 'any2']) {
        const left = inOrder(brand, n).reverse();
        while (left.length > 0) {
          const size = random.int(1, 40);
          const some =
            brand === 'any1'
              ? left.splice(0, size)
              : Array.from({ length: size }, () => left.splice(random.int(0, left.length - 1), 1)).flat();
          await bring(store(), some);
          await keyAll(store(), brand, bandsIn(brand));
          await compareAll(store(), brand, links, 40);
        }
        expect(await places(store(), brand)).toEqual(wanted);
      }
    });

    test(`texts that share one key alone are compared where no more than ${FEW} have it, whenever they came`, async () => {
      // So many have one key, one more than these another, and as many two keys each.
      const letters = [...Array(FEW).fill('f'), ...Array(FEW + 1).fill('m'), ...Array(FEW + 1).fill('t')] as string[];
      const lettersOf = new Map(letters.map((letter, at) => [at, letter === 't' ? ['t', 'T'] : [letter]]));
      const bandsIn = (brand: string) => (key: string) =>
        (lettersOf.get(numberOf(key)) ?? ['f']).map((letter) => keyOf(brand, letter)).join('');
      // Each is alike with the one next to it.
      const links = alikeWhere((a, b) => b === a + 1 && letters[a] === letters[b]);
      const copiesIn = async (brand: string): Promise<string> =>
        Object.entries(await places(store(), brand))
          .filter(([, place]) => place.startsWith('copy'))
          .map(([at]) => letters[Number(at)])
          .filter((letter, at, all) => all.indexOf(letter) === at)
          .join('');
      const settle = async (brand: string): Promise<string> => {
        await keyAll(store(), brand, bandsIn(brand));
        await compareAll(store(), brand, links, 20);
        return await copiesIn(brand);
      };
      const n = letters.length;
      const ends: unknown[] = [];
      for (const [brand, size] of [
        ['few1', n],
        ['few2', 1],
        ['few3', 7],
      ] as const) {
        const all = inOrder(brand, n + 1);
        const left = all.slice(0, n);
        if (brand === 'few3') left.reverse();
        while (left.length > 0) {
          await bring(store(), left.splice(0, size));
          await settle(brand);
        }
        ends.push(await places(store(), brand));
        expect(await copiesIn(brand)).toBe('ft');
        // One more comes to the first, and goes again; one of the second goes; one of the last loses a key.
        await bring(store(), all.slice(n));
        expect(await settle(brand)).toBe('t');
        await store().forget({ key: all[n]!.key });
        expect(await settle(brand)).toBe('ft');
        await store().forget({ key: all[FEW]!.key });
        expect(await settle(brand)).toBe('fmt');
        lettersOf.set(n - 1, ['t']);
        await bring(store(), [{ ...all[n - 1]!, text: 'edited', fetchedAt: LATER }], { now: LATER });
        const before = await places(store(), brand);
        expect(before[all[n - 1]!.key.slice(-4)]).toMatch(/^copy/);
        await settle(brand);
        expect((await places(store(), brand))[all[n - 1]!.key.slice(-4)]).toMatch(/^original/);
        lettersOf.set(n - 1, ['t', 'T']);
      }
      expect(ends).toEqual([ends[0], ends[0], ends[0]]);
    });

    test('a text that waits itself is compared once, and who was compared before another came among the first is refused', async () => {
      const all = inOrder('wait', BAND_HEAD + 20);
      const key = () => twoKeysOf('wait', 'a');
      await bring(store(), all);
      await keyAll(store(), 'wait', key);
      const seen: string[] = [];
      const links = (asked: Comparisons) => {
        seen.push(...asked.pairs.map((pair) => [...pair].sort().join(' ')));
        return linked(asked).filter(({ a, b }) => Math.max(numberOf(a), numberOf(b)) >= BAND_HEAD);
      };
      await compareAll(store(), 'wait', links, 8);
      expect(seen).toHaveLength(new Set(seen).size);
      expect(seen).toHaveLength((BAND_HEAD * (BAND_HEAD - 1)) / 2 + 20 * BAND_HEAD);
      // Also where the one that is pushed out waits itself.
      const [out, late] = [all[BAND_HEAD - 1]!, all.at(-1)!];
      const edited = [out, late].map((one) => ({ ...one, text: 'edited', fetchedAt: LATER }));
      await bring(store(), edited, { now: LATER });
      await keyAll(store(), 'wait', key);
      const asked = await store().toCompare('wait', 99);
      expect([...asked.due].sort()).toEqual([out.key, late.key]);
      await bring(store(), [draft('wait-9999', { brand: 'wait', publishedOn: '2025-01-01' })]);
      await keyAll(store(), 'wait', key);
      expect(await store().saveLinks('wait', { asked, links: [] })).toBe(0);
      const { pairs } = await store().toCompare('wait', 99);
      expect(pairs).toContainEqual(expect.arrayContaining([late.key, 'wait-9999']));
      expect(pairs).toContainEqual(expect.arrayContaining([out.key, all[0]!.key]));
    });

    test(`with more than ${MOST_BEHIND} behind, these are compared again with who comes among the first`, async () => {
      // Some have another key, and the two oldest have both.
      const [n, others] = [BAND_HEAD + MOST_BEHIND + 1, BAND_HEAD + 3];
      const all = inOrder('much', n + others, Date.UTC(2020, 0, 1));
      const [a, b] = [twoKeysOf('much', 'a'), twoKeysOf('much', 'b')];
      const bandsIn = (key: string): string => (numberOf(key) < 2 ? a + b : numberOf(key) < n ? a : b);
      const seen = new Set<number>();
      const oldest = all[0]!.key;
      /** Sizes of the steps in which what waits is compared. */
      const come = async (some: readonly ItemDraft[]): Promise<number[]> => {
        await bring(store(), some);
        const found = await store().toKey('much', all.length);
        await store().saveBands(
          'much',
          found.map(({ key, state }) => ({ key, state, bands: bandsIn(key) })),
        );
        const sizes: number[] = [];
        for (;;) {
          const asked = await store().toCompare('much', all.length);
          if (asked.due.length === 0) return sizes;
          sizes.push(asked.due.length);
          for (const pair of asked.pairs)
            if (pair.includes(oldest)) seen.add(numberOf(pair[0] === oldest ? pair[1] : pair[0]));
          await store().saveLinks('much', { asked, links: [] });
        }
      };
      expect(await come(all.slice(2))).toEqual([all.length - 2]);
      // As many behind it as are compared with one at once: itself, and those whose places it takes.
      expect(await come(all.slice(1, 2))).toEqual([3]);
      expect(await come(all.slice(0, 1))).toEqual([3, MOST_BEHIND + 1]);
      expect(seen.size).toBe(all.length - 1);
    });
  });
}
