import type { StarCounts } from '../compare/stars.ts';
import type { ItemFilter } from '../domain/filter.ts';
import type { Store } from '../store/store.ts';

/** What a source's stars usually look like: its reviews of everybody else. */
export async function readCategories(
  store: Pick<Store, 'stats'>,
  brand: string,
): Promise<ReadonlyMap<string, StarCounts>> {
  const categories = new Map<string, [number, number, number, number, number]>();
  const add = async (filter: ItemFilter, sign: 1 | -1): Promise<void> => {
    for (const { key, n } of await store.stats({ ...filter, channel: ['public'], has_stars: true }, [
      'source',
      'stars',
    ])) {
      const counts = categories.get(key.source ?? '') ?? [0, 0, 0, 0, 0];
      categories.set(key.source ?? '', counts);
      const at = Number(key.stars) - 1;
      counts[at] = (counts[at] ?? 0) + sign * n;
    }
  };
  await add({}, 1);
  await add({ brand }, -1);
  return categories;
}

/** The same for the one source that a filter asks for; nothing is known where it asks for several, or for all brands. */
export async function categoryFor(
  store: Pick<Store, 'stats'>,
  { brand, source = [] }: ItemFilter,
): Promise<StarCounts | undefined> {
  const [only] = source;
  if (brand === undefined || only === undefined || source.length > 1) return undefined;
  return (await readCategories(store, brand)).get(only);
}
