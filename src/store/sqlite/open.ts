import { closeSync, openSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { BadInput, Unavailable } from '../../errors.ts';
import { isNewUse } from '../rows/access-rules.ts';
import type { ApiKey, Store } from '../store.ts';
import { bodyMethods } from './bodies.ts';
import { countRowsOf } from './count-columns.ts';
import type { InnerAnswers, PortMethod, ReadMethod, WriteMethod } from './methods.ts';
import type { WorkerTask } from './protocol.ts';
import { WorkerClient } from './worker-client.ts';

export interface SqliteOptions {
  /** The file. Its folder must exist; `:memory:` is not supported, as two threads share it. */
  readonly path: string;
  /** `loop` takes the lock and migrates; `beside` does neither and needs the file to be of this schema. */
  readonly role: 'loop' | 'beside';
  /** No writing thread, no lock: every writing method throws `Unavailable`. Default false. */
  readonly readOnly?: boolean;
  /** How long a step waits for another process's. Default 5,000. */
  readonly busyTimeoutMs?: number;
  /** Page cache of each of the two threads. Default 12,288: with 32 MiB the feed of a million texts takes the same time, and 30 MB more. */
  readonly cacheKiB?: number;
  /** Pages of 4 KiB that the file may have. Default: no limit but the disk. */
  readonly maxPages?: number;
}

/** SQLite looks every 100 ms whether a lock is free: between the steps of long work other processes get their turn. */
const TURN_MS = 110;

const READS: Readonly<Record<ReadMethod, true>> = {
  known: true,
  item: true,
  versions: true,
  items: true,
  batch: true,
  count: true,
  stats: true,
  tags: true,
  brandBodies: true,
  targets: true,
  target: true,
  dueTargets: true,
  runs: true,
  run: true,
  pending: true,
  pendingCount: true,
  activeVersion: true,
  events: true,
  lastSeq: true,
  session: true,
  findApiKey: true,
  apiKeys: true,
  idempotent: true,
  setting: true,
  decisionHistory: true,
  keys: true,
  itemsByKey: true,
  correctedKeys: true,
  countColumns: true,
  views: true,
  people: true,
  subscriptionBodies: true,
  openDeliveries: true,
  deliveries: true,
  audits: true,
  audit: true,
  brandsToRelate: true,
  copyPlaces: true,
  familyKeys: true,
  toKey: true,
  toCompare: true,
  dueDays: true,
  reviewsToWeigh: true,
  praisedBrands: true,
  verdicts: true,
  unusualHistory: true,
  unusualChanges: true,
  families: true,
  weighedStats: true,
  campaigns: true,
};

const WRITES: Readonly<Record<WriteMethod, true>> = {
  commitPage: true,
  importItems: true,
  markVanished: true,
  correct: true,
  setTags: true,
  forget: true,
  cleanUp: true,
  saveBrand: true,
  addTarget: true,
  updateTarget: true,
  removeTarget: true,
  leaseTarget: true,
  renewLease: true,
  startRun: true,
  endRun: true,
  closeOrphanRuns: true,
  saveUnderstanding: true,
  saveBands: true,
  saveLinks: true,
  placeDue: true,
  relateAgain: true,
  activateSome: true,
  refreshRollups: true,
  addSignInLink: true,
  redeemSignInLink: true,
  endSession: true,
  addApiKey: true,
  noteKeyUse: true,
  removeApiKey: true,
  keepIdempotent: true,
  saveSetting: true,
  changeSetting: true,
  decide: true,
  undoDecisions: true,
  saveView: true,
  removeView: true,
  removePerson: true,
  keepAudits: true,
  answerAudit: true,
  clearDueDays: true,
  saveWeighed: true,
  setVerdict: true,
  saveCampaign: true,
  removeCampaign: true,
  saveSubscription: true,
  removeSubscription: true,
  openDelivery: true,
  takeDelivery: true,
  endDelivery: true,
};

type Call = (...args: readonly unknown[]) => Promise<unknown>;
type Calls = Pick<Store, PortMethod> & {
  readonly [M in keyof InnerAnswers]: (...args: Parameters<InnerAnswers[M]>) => Promise<ReturnType<InnerAnswers[M]>>;
};

function callsOf(reader: WorkerClient, writer: WorkerClient | null): Calls {
  const refused = new Unavailable('The store was opened for reading only.');
  const read = (name: string): [string, Call] => [name, (...args) => reader.call(name, args)];
  const write = (name: string): [string, Call] => [
    name,
    (...args) => (writer === null ? Promise.reject(refused) : writer.call(name, args)),
  ];
  // Each name is a key of the handlers in methods.ts, whose types are the port's; a thread border cannot carry them.
  const calls: unknown = Object.fromEntries([...Object.keys(READS).map(read), ...Object.keys(WRITES).map(write)]);
  return calls as Calls;
}

async function started(task: WorkerTask): Promise<WorkerClient> {
  const client = new WorkerClient(task);
  try {
    await client.ready;
    return client;
  } catch (error) {
    await client.close();
    throw error;
  }
}

/** The copy is as private as the file; an empty one is what SQLite fills. Throws `BadInput` when there is a file already. */
function reserve(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (cause) {
    const exists = typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === 'EEXIST';
    if (exists) throw new BadInput('path', `There is a file at ${path} already.`, { cause });
    throw new Unavailable(`The copy ${path} cannot be written.`, { cause, details: { path } });
  }
}

async function backUp(task: WorkerTask, path: string): Promise<void> {
  reserve(path);
  try {
    const client = await started({ ...task, kind: 'backup', backupPath: resolve(path) });
    await client.close();
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}

/**
 * Opens the embedded store: one writing and one reading thread on one file, one for both in a command beside a server. Throws `Unavailable` when another process holds
 * the lock, the file is of another schema version, damaged, not a Molva database, or cannot be opened.
 */
export async function openSqliteStore(options: SqliteOptions): Promise<Store> {
  if (options.path === '' || options.path.startsWith(':memory:') || options.path.startsWith('file:'))
    throw new BadInput('path', 'The embedded store needs the path of a file.');
  const task: WorkerTask = {
    kind: 'reader',
    path: resolve(options.path),
    role: options.role,
    busyTimeoutMs: options.busyTimeoutMs ?? 5_000,
    cacheKiB: options.cacheKiB ?? 12_288,
    maxPages: options.maxPages ?? null,
    backupPath: null,
  };
  const writer = options.readOnly === true ? null : await started({ ...task, kind: 'writer' });
  const alone = writer !== null && options.role === 'beside';
  const reader = alone
    ? writer
    : await started(task).catch(async (error: unknown) => {
        await writer?.close();
        throw error;
      });
  const { batch, countColumns, findApiKey, noteKeyUse, activateSome, brandBodies, subscriptionBodies, ...port } =
    callsOf(reader, writer);
  return {
    ...port,
    ...bodyMethods({ brandBodies, subscriptionBodies }),
    async *stream(filter, batchSize) {
      let after: string | null = null;
      for (;;) {
        const found = await batch(filter, after, batchSize);
        if (found.length === 0) return;
        yield found;
        after = found.at(-1)?.id ?? null;
      }
    },
    async activateVersion(version, now) {
      while (!(await activateSome(version, now))) await setTimeout(TURN_MS);
      return true;
    },
    countRows: async (filter) => countRowsOf(await countColumns(filter)),
    async apiKey(hash, now): Promise<ApiKey | null> {
      const key = await findApiKey(hash);
      if (key === null || writer === null || !isNewUse(key, now)) return key;
      await noteKeyUse(hash, now);
      return { ...key, lastUsedAt: now };
    },
    backup: (path) => backUp(task, path),
    // The reader first: the last connection to close writes the log back, and only the writer may.
    async close() {
      await reader.close();
      if (!alone) await writer?.close();
    },
  };
}
