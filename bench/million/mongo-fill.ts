import { COLLECTIONS, type CopyRow, type CopyStore } from '../../src/store/copy-store.ts';
import { connect } from '../../src/store/mongo/connection.ts';
import { openMongoCopy } from '../../src/store/mongo/copy.ts';
import { modelsOf } from '../../src/store/mongo/models.ts';
import { openMongoStore } from '../../src/store/mongo/open.ts';
import { openSqliteCopy } from '../../src/store/sqlite/copy.ts';
import { NOW } from './fill.ts';

const BATCH = 2000;

/**
 * The texts of the embedded file in a MongoDB, by the store's own code for a migration. The indexes of the texts are built when
 * all are there: a million steps into twenty-six indexes are not what is measured.
 */
export async function fillMongo(
  url: string,
  file: string,
  onStep: (step: string, done: number) => void = () => undefined,
): Promise<void> {
  const from = await openSqliteCopy({ path: file, side: 'from', now: NOW });
  const to = await openMongoCopy({ url, side: 'to', now: NOW });
  try {
    const { connection } = await connect({ url, timeoutMs: 5000, maxConnections: 2 });
    try {
      await modelsOf(connection).items.collection.dropIndexes();
    } finally {
      await connection.close();
    }
    await copyAll(from, to, onStep);
    onStep('indexes', 0);
    await (await openMongoStore({ url, role: 'loop' })).close();
    onStep('figures', 0);
    await to.finish();
  } finally {
    await to.close();
    await from.close();
  }
}

async function copyAll(from: CopyStore, to: CopyStore, onStep: (step: string, done: number) => void): Promise<void> {
  for (const collection of COLLECTIONS) {
    let done = 0;
    for (let after: string | null = null; ; ) {
      const rows: readonly CopyRow[] = await from.dump(collection, after, BATCH);
      if (rows.length > 0) await to.restore(collection, rows);
      done += rows.length;
      after = rows.at(-1)?.at ?? after;
      if (rows.length < BATCH) break;
      if (done % 100_000 === 0) onStep(collection, done);
    }
  }
}
