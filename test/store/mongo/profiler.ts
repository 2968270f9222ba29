import mongoose, { type Connection } from 'mongoose';

/** A step of the server's own record. */
interface Profiled {
  readonly op: string;
  readonly ns: string;
  readonly planSummary?: string;
  readonly command: unknown;
}

export interface Profiler {
  readonly connection: Connection;
  /** What the server did meanwhile that read a whole collection or sorted in its memory. */
  slow(): Promise<string[]>;
  /** How many steps it recorded. */
  steps(): Promise<number>;
  close(): Promise<void>;
}

/** Lets the server write down every step in the database of `url`, with its plan. */
export async function profiler(url: string): Promise<Profiler> {
  const connection = await mongoose.createConnection(url).asPromise();
  const profile = await connection.createCollection('system.profile', { capped: true, size: 64 * 1024 * 1024 });
  await connection.db?.command({ profile: 2 });
  const own = { ns: { $regex: `^${url.split('/').at(-1)}\\.(?!system\\.)` } };
  return {
    connection,
    async slow() {
      const found = await profile
        .find<Profiled>({ ...own, $or: [{ planSummary: /COLLSCAN/ }, { hasSortStage: true }] })
        .toArray();
      return found.map(
        ({ op, ns, planSummary, command }) => `${op} ${ns} ${planSummary} ${JSON.stringify(command).slice(0, 300)}`,
      );
    },
    steps: () => profile.countDocuments(own),
    async close() {
      await connection.db?.command({ profile: 0 });
      await connection.close();
    },
  };
}
