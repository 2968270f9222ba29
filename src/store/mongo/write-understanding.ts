import type { Understanding } from '../../domain/item.ts';
import { columnsOf, shownAs } from '../rows/understanding-columns.ts';
import type { MongoDb } from './models.ts';
import { untold } from './outbox.ts';
import { addWords, wordsOf } from './words.ts';
import { type ItemPlan, type Planner, writeItems } from './write-items.ts';

export interface Result {
  readonly key: string;
  readonly revision: number;
  readonly understanding: Understanding;
}

/** Writes a result into its item, if the revision that was read still stands. */
function applied({ revision, understanding }: Result, now: string): Planner {
  return (stored): ItemPlan | null => {
    if (stored === null || stored.row.revision !== revision || stored.row.partial === 1) return null;
    const { key, brand, backfill } = stored.row;
    const event = untold({ at: now, type: 'item.understood', subject: key, brand, quiet: backfill === 1 });
    return {
      set: shownAs(stored.row, columnsOf(understanding)),
      stems: wordsOf(understanding.stems),
      events: [event],
    };
  };
}

/** Writes results of the shown version into their items of one brand. */
export async function apply(db: MongoDb, brand: string, results: readonly Result[], now: string): Promise<void> {
  if (results.length === 0) return;
  const words = results.flatMap(({ understanding }) => wordsOf(understanding.stems));
  const since = await addWords(db, brand, { words });
  await writeItems(db, { brand, planners: new Map(results.map((result) => [result.key, applied(result, now)])) });
  await addWords(db, brand, { words, since });
}
