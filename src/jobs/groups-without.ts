import { setImmediate } from 'node:timers/promises';
import type { StarCounts } from '../compare/stars.ts';
import { GroupTally } from '../compare/without-tally.ts';
import type { ItemFilter, StatsBy } from '../domain/filter.ts';
import type { StatsRow, Store } from '../store/store.ts';
import { categoryFor, readCategories } from './star-categories.ts';

export type GroupFigures = ReturnType<GroupTally['figure']>;

/** By what a group is known. */
export function groupName(key: StatsRow['key'], by: readonly StatsBy[]): string {
  return JSON.stringify(by.map((name) => key[name] ?? ''));
}

/**
 * The groups of `Store.stats` with and without the unusual reviews, by `groupName`. Posterior means know the source's other reviews
 * where a brand is asked for by source, as the comparison does. The thread is let go between groups: an interval takes a millisecond.
 */
export async function groupsWithout(
  store: Pick<Store, 'stats' | 'weighedStats'>,
  filter: ItemFilter,
  by: readonly StatsBy[],
): Promise<ReadonlyMap<string, GroupFigures>> {
  const tallies = new Map<string, { readonly tally: GroupTally; readonly source: string | undefined }>();
  for (const { key, ...alike } of await store.weighedStats(filter, by)) {
    const name = groupName(key, by);
    let group = tallies.get(name);
    if (group === undefined) {
      group = { tally: new GroupTally(), source: key.source };
      tallies.set(name, group);
    }
    group.tally.add(alike);
  }
  const ofAll = await categoryFor(store, filter);
  const bySource: ReadonlyMap<string, StarCounts> =
    by.includes('source') && filter.brand !== undefined ? await readCategories(store, filter.brand) : new Map();
  const figures = new Map<string, GroupFigures>();
  for (const [name, { tally, source }] of tallies) {
    figures.set(name, tally.figure(source === undefined ? ofAll : bySource.get(source)));
    await setImmediate();
  }
  return figures;
}
