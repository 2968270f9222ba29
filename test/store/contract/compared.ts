import type { Comparisons, Link } from '../../../src/store/relation-store.ts';
import type { Store } from '../../../src/store/store.ts';

/** A key of the look-up, of a brand. */
export function keyOf(brand: string, letter: string): string {
  return `${brand}${letter.repeat(8)}`.slice(0, 8);
}

/** Two keys that mostly the same texts have: what many share of a phrase tells together with another only. */
export function twoKeysOf(brand: string, letter: string): string {
  return keyOf(brand, letter) + keyOf(brand, letter.toUpperCase());
}

/** Writes keys for all that waits. */
export async function keyAll(store: Store, brand: string, bands: (key: string) => string): Promise<void> {
  for (;;) {
    const found = await store.toKey(brand, 50);
    if (found.length === 0) return;
    await store.saveBands(
      brand,
      found.map(({ key, state }) => ({ key, state, bands: bands(key) })),
    );
  }
}

/** All pairs are alike. */
export function linked({ pairs }: Comparisons): Link[] {
  return pairs.map(([a, b]) => ({ a, b, level: 'dup' as const, similarity: 0.9 }));
}

/** Compares and places all that waits; says how many texts came to each comparison. */
export async function compareAll(store: Store, brand: string, links = linked, limit = 10): Promise<number[]> {
  const sizes: number[] = [];
  for (;;) {
    const asked = await store.toCompare(brand, limit);
    if (asked.due.length === 0) break;
    sizes.push(asked.texts.length);
    await store.saveLinks(brand, { asked, links: links(asked) });
  }
  while ((await store.placeDue(brand, limit)) > 0);
  return sizes;
}

/** Where the items of a brand stand, by key without the brand. */
export async function places(store: Store, brand: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for await (const batch of store.stream({ brand, copies: 'all', own: true }, 100)) {
    for (const { key, duplicate, copies } of batch) {
      const bare = (name: string): string => name.replace(`${brand}-`, '');
      found[bare(key)] =
        `${duplicate.role} ${bare(duplicate.cluster)} ${bare(duplicate.family)} ${duplicate.similarity} ${copies}`;
    }
  }
  return found;
}
