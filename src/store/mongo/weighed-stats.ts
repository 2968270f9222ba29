import type { ItemFilter, StatsBy } from '../../domain/filter.ts';
import type { UnusualLevel } from '../../domain/unusual.ts';
import type { WeighedGroup } from '../trust-store.ts';
import type { MongoDb } from './models.ts';
import { countingParts, groupBy } from './stats.ts';
import { unfolded } from './themes.ts';
import { wayFor } from './way.ts';

/** Names that no dimension has. */
const ALIKE = {
  of_stars: '$stars',
  of_score: '$unusual_score',
  of_level: '$unusual_level',
  of_verdict: '$verdict',
} as const;

interface Group {
  readonly _id: Readonly<Record<string, string | number>> & {
    readonly of_stars?: number;
    readonly of_score?: number;
    readonly of_level?: UnusualLevel;
    readonly of_verdict?: NonNullable<WeighedGroup['verdict']>;
  };
  readonly n: number;
}

/** See `TrustStore.weighedStats`. Items that another process moves between the two parts of a range may come twice: see `countingParts`. */
export async function weighedStats(
  db: MongoDb,
  filter: ItemFilter,
  by: readonly StatsBy[],
): Promise<readonly WeighedGroup[]> {
  const parts = countingParts(filter, await wayFor(db, filter)).map(({ index, match }) =>
    db.items
      .aggregate<Group>([
        { $match: match },
        ...unfolded(by),
        { $group: { _id: { ...groupBy(by), ...ALIKE }, n: { $sum: 1 } } },
      ])
      .hint(index)
      .exec(),
  );
  return (await Promise.all(parts)).flat().map(({ _id, n }) => ({
    key: Object.fromEntries(by.map((name) => [name, String(_id[name] ?? '')])),
    n,
    stars: _id.of_stars ?? null,
    score: _id.of_score ?? null,
    level: _id.of_level ?? 'none',
    verdict: _id.of_verdict ?? null,
  }));
}
