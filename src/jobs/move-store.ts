import { createHash } from 'node:crypto';
import { BadInput, Conflict } from '../errors.ts';
import { COLLECTIONS, type Collection, type CopyRow, type CopyStore, MIGRATION_SETTING } from '../store/copy-store.ts';

/** Rows of one step: some tens of milliseconds of either store. */
const BATCH = 500;

export interface MoveOptions {
  readonly from: CopyStore;
  readonly to: CopyStore;
  /** What the source is called, without a password: a resumed migration must have the same one. */
  readonly source: string;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: { readonly phase: 'copying' | 'checking'; done: number; total: number }) => void;
}

export interface Moved {
  /** False: stopped by the signal; the next call with the same stores goes on. */
  readonly ended: boolean;
  /** It went on where an earlier one was broken off. */
  readonly resumed: boolean;
  readonly counts: Readonly<Record<Collection, number>>;
}

interface State {
  readonly source: string;
  readonly collection: Collection;
  readonly after: string | null;
}

/**
 * Copies everything from one store to another, empty one, figures recomputed, and compares both by counts and checksums. How far
 * it came is kept in the target after each step, so that it goes on after an end at any moment; rows of the step that was broken
 * off are written once more, in their own place. Throws `BadInput` for a target that holds something else, `Conflict` when the
 * two differ at the end.
 */
export async function moveStore(options: MoveOptions): Promise<Moved> {
  const { from, to, signal } = options;
  const kept = await to.setting(MIGRATION_SETTING);
  const state = kept === null ? null : (JSON.parse(kept) as State);
  if (state === null) await requireEmpty(to);
  else if (state.source !== options.source)
    throw new BadInput('--to', `is the unfinished target of a migration from ${state.source}; end that one first`);
  const counts = await countsOf(from);
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
  const moved = { resumed: state !== null, counts };
  await copy({ ...options, state, total });
  if (signal.aborted) return { ...moved, ended: false };
  await to.finish();
  const differing = await compare({ ...options, counts, total });
  if (signal.aborted) return { ...moved, ended: false };
  if (differing.length > 0)
    throw new Conflict(
      `The two stores differ after the copy: ${differing.join(', ')}. Something else wrote to one of them; empty the target and begin again.`,
    );
  await to.saveSetting(MIGRATION_SETTING, null);
  return { ...moved, ended: true };
}

async function requireEmpty(to: CopyStore): Promise<void> {
  for (const collection of COLLECTIONS) {
    const n = await to.count(collection);
    if (n > 0) throw new BadInput('--to', `is not empty (${collection}: ${n}); a migration needs a store of its own`);
  }
}

async function countsOf(store: CopyStore): Promise<Record<Collection, number>> {
  const counts: [Collection, number][] = [];
  for (const collection of COLLECTIONS) counts.push([collection, await store.count(collection)]);
  return Object.fromEntries(counts) as Record<Collection, number>;
}

async function copy(options: MoveOptions & { readonly state: State | null; readonly total: number }): Promise<void> {
  const { from, to, source, state, total, signal, onProgress } = options;
  let done = 0;
  for (const collection of COLLECTIONS.slice(state === null ? 0 : COLLECTIONS.indexOf(state.collection))) {
    const start = state?.collection === collection ? state.after : null;
    for await (const rows of batches(from, collection, start)) {
      if (signal.aborted) return;
      if (rows.length > 0) await to.restore(collection, rows);
      const after = rows.at(-1)?.at ?? start;
      await to.saveSetting(MIGRATION_SETTING, JSON.stringify({ source, collection, after } satisfies State));
      done += rows.length;
      onProgress?.({ phase: 'copying', done, total });
    }
  }
}

/** The next batch is read while the caller writes the one before. The last one may be empty. */
async function* batches(
  store: CopyStore,
  collection: Collection,
  start: string | null,
): AsyncIterable<readonly CopyRow[]> {
  let next = store.dump(collection, start, BATCH);
  for (;;) {
    const rows = await next;
    const more = rows.length === BATCH;
    if (more) {
      next = store.dump(collection, rows.at(-1)!.at, BATCH);
      // Its failure is met at the next `await`; until then it must not count as nobody's.
      next.catch(() => undefined);
    }
    yield rows;
    if (!more) return;
  }
}

interface Comparing extends MoveOptions {
  readonly counts: Readonly<Record<Collection, number>>;
  readonly total: number;
}

/** What differs, as `items: 1000 rows with checksum 12ab… here, 999 with 34cd… there`. */
async function compare({ from, to, signal, onProgress, total }: Comparing): Promise<string[]> {
  const differing: string[] = [];
  let done = 0;
  for (const collection of COLLECTIONS) {
    const tick = (rows: number): void => {
      done += rows / 2;
      onProgress?.({ phase: 'checking', done: Math.floor(done), total });
    };
    const here = await checksum(from, collection, { signal, tick });
    const there = await checksum(to, collection, { signal, tick });
    if (signal.aborted) return [];
    if (here !== there) differing.push(`${collection}: ${here} in the source, ${there} in the target`);
  }
  return differing;
}

/** Number of rows and the exclusive or of their hashes: no order of the rows, and none of their fields, changes it. */
async function checksum(
  store: CopyStore,
  collection: Collection,
  { signal, tick }: { readonly signal: AbortSignal; readonly tick: (rows: number) => void },
): Promise<string> {
  let n = 0;
  let sum = 0n;
  for await (const rows of batches(store, collection, null)) {
    if (signal.aborted) break;
    for (const { body } of rows) sum ^= createHash('sha256').update(canonical(body)).digest().readBigUInt64BE(0);
    n += rows.length;
    tick(rows.length);
  }
  return `${n} rows (${sum.toString(16).padStart(16, '0')})`;
}

/** JSON with the fields in one order. Ids of items are for order only; each store gives its own. */
function canonical(body: CopyRow['body']): string {
  const compared = 'row' in body ? { ...body, row: { ...body.row, id: 0 } } : body;
  return JSON.stringify(compared, (_name, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
