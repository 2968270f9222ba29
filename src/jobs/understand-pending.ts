import type { Compute } from '../compute/compute.ts';
import type { Brand } from '../domain/brand.ts';
import type { PendingItem, Store } from '../store/store.ts';
import type { ReadInput } from '../understand/index.ts';

export interface UnderstandDeps {
  readonly store: Store;
  readonly compute: Compute;
  /** Is a scraper's page about anything (social)? Then the brand must be named in the text. */
  readonly matchMentions: (scraper: string) => boolean;
  readonly now: () => string;
}

/** Texts read at once: some tens of milliseconds of a worker's time, one transaction of the store. */
const BATCH = 250;
/** Batches taken from the store in one look: while one is being written the next is being read. */
const BATCHES = 8;
/** Days of roll-ups recomputed in one step of the store. */
const ROLLUP_DAYS = 50;

/**
 * Reads everything that waits, newest first, then refreshes the roll-ups. `version` (a re-understanding) computes beside the active one
 * and makes it the shown one at the end. Stops at the signal after the batch in hand; what is left waits for the next call.
 */
export async function understandPending(
  deps: UnderstandDeps,
  options: {
    readonly signal?: AbortSignal;
    readonly version?: string;
    readonly onProgress?: (left: number) => void;
  } = {},
): Promise<number> {
  const { store } = deps;
  const brands = new Map((await store.brands()).map((brand) => [brand.id, brand]));
  let done = 0;
  while (!options.signal?.aborted) {
    const waiting = await store.pending({ limit: BATCH * BATCHES, version: options.version });
    if (waiting.length === 0) break;
    const written = await readAll(waiting, deps, brands, options.signal);
    // Nothing written means that every text moved under us; going on would spin on one that can never be written.
    if (written === 0) break;
    done += written;
    options.onProgress?.(await store.pendingCount(options.version));
  }
  while (!options.signal?.aborted && (await store.refreshRollups(ROLLUP_DAYS)) > 0);
  if (options.version !== undefined && !options.signal?.aborted && (await store.pendingCount(options.version)) === 0) {
    await store.activateVersion(options.version, deps.now());
    while ((await store.refreshRollups(ROLLUP_DAYS)) > 0);
  }
  return done;
}

/** Reads in batches; each is written while the next one is being read. Stops at the signal after the batch in hand. */
async function readAll(
  waiting: readonly PendingItem[],
  deps: UnderstandDeps,
  brands: ReadonlyMap<string, Brand>,
  signal: AbortSignal | undefined,
): Promise<number> {
  let written = 0;
  let writing: Promise<number> = Promise.resolve(0);
  for (let from = 0; from < waiting.length && !signal?.aborted; from += BATCH) {
    const results = await readBatch(waiting.slice(from, from + BATCH), deps, brands);
    written += await writing;
    writing = deps.store.saveUnderstanding(results, deps.now());
    // Its failure is met at the next `await`; until then it must not count as nobody's.
    writing.catch(() => undefined);
  }
  return written + (await writing);
}

type Results = Parameters<Store['saveUnderstanding']>[0];

async function readBatch(
  batch: readonly PendingItem[],
  deps: UnderstandDeps,
  brands: ReadonlyMap<string, Brand>,
): Promise<Results> {
  const inputs = batch.flatMap(({ item }) => {
    const brand = brands.get(item.brand);
    if (brand === undefined) return [];
    const { key, title, text, pros, cons, stars, declaredLanguage } = item;
    const correctedLanguage = item.correction?.language ?? null;
    const input: ReadInput = {
      key,
      title,
      text,
      pros,
      cons,
      stars,
      declaredLanguage,
      correctedLanguage,
      brand,
      matchMentions: deps.matchMentions(item.scraper),
    };
    return [input];
  });
  const revisions = new Map(batch.map(({ item, revision }) => [item.key, revision]));
  const read = await deps.compute.understand(inputs);
  return read.map(({ key, ...understanding }) => ({ key, revision: revisions.get(key)!, understanding }));
}
