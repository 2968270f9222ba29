import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, test } from '@jest/globals';
import { createRandom } from '../../src/demo/random.ts';
import { eventually, startMolva, temporaryFolder } from '../molva.ts';

/**
 * SIGKILL at seeded moments while the demo is being collected and understood; the start after that must end with the same
 * texts as an undisturbed one. `MOLVA_TEST_KILLS` sets how often (5 here, more in a long run).
 */
const KILLS = Number(process.env['MOLVA_TEST_KILLS'] ?? 5);

interface Stored {
  readonly key: string;
  readonly content: string;
}

function read<T>(folder: string, work: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(path.join(folder, 'data/molva.db'), { readOnly: true });
  try {
    return work(database);
  } finally {
    database.close();
  }
}

/** What is stored, by key: no ids and times of this run, which differ honestly. */
const items = (folder: string): Stored[] =>
  read(folder, (database) =>
    database
      .prepare(
        "SELECT key, coalesce(title,'') || '|' || coalesce(text,'') || '|' || coalesce(stars,'') AS content FROM item ORDER BY key",
      )
      .all(),
  ) as unknown as Stored[];

function isDone(folder: string): boolean {
  return read(folder, (database) => {
    const { pending } = database.prepare('SELECT count(*) AS pending FROM item WHERE understood = 0').get() as {
      pending: number;
    };
    const second = database.prepare("SELECT value FROM setting WHERE name = 'demo.second'").get() as
      | { value: string }
      | undefined;
    const late = database
      .prepare(
        `SELECT count(*) AS n FROM target t WHERE NOT EXISTS (SELECT 1 FROM run r WHERE r.target_id = t.id AND r.ended_at IS NOT NULL
           AND r.started_at >= ? AND (r.body ->> 'complete' = 1 OR r.body ->> 'outcome' = 'blocked'))`,
      )
      .get(second?.value ?? '9') as { n: number };
    return pending === 0 && second !== undefined && late.n === 0;
  });
}

describe('kill -9 while the demo is collected', () => {
  const calm = temporaryFolder();
  const rough = temporaryFolder();
  afterAll(() => {
    calm.remove();
    rough.remove();
  });

  test(`nothing is lost and nothing doubled over ${KILLS} kills [R01]`, async () => {
    const undisturbed = await startMolva({ cwd: calm.path });
    await eventually('the undisturbed run', async () => isDone(calm.path), 60_000);
    expect(await undisturbed.end('SIGTERM')).toBe(0);

    const random = createRandom(20_261_122);
    for (let kill = 0; kill < KILLS; kill += 1) {
      const server = await startMolva({ cwd: rough.path });
      await new Promise((resolve) => setTimeout(resolve, random.int(50, 1500)));
      await server.end('SIGKILL');
      const { integrity_check: state } = read(rough.path, (database) =>
        database.prepare('PRAGMA integrity_check').get(),
      ) as { integrity_check: string };
      expect(state).toBe('ok');
    }
    const last = await startMolva({ cwd: rough.path });
    await eventually('the run after the kills', async () => isDone(rough.path), 60_000);
    expect(await last.end('SIGTERM')).toBe(0);

    const [wanted, got] = [items(calm.path), items(rough.path)];
    expect(wanted.length).toBeGreaterThan(300);
    expect(got).toEqual(wanted);
    expect(new Set(got.map(({ key }) => key)).size).toBe(got.length);
  }, 180_000);
});
