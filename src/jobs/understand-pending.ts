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
    const batch = await store.pending({ limit: BATCH, version: options.version });
    if (batch.length === 0) break;
    const written = await readBatch(batch, deps, brands);
    // Nothing written means that every revision moved under us; a full stop would spin on a text that can never be written.
    if (written === 0 && batch.length < BATCH) break;
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

async function readBatch(
  batch: readonly PendingItem[],
  deps: UnderstandDeps,
  brands: ReadonlyMap<string, Brand>,
): Promise<number> {
  const inputs: ReadInput[] = [];
  for (const { item } of batch) {
    const brand = brands.get(item.brand);
    if (brand === undefined) continue;
    inputs.push({
      key: item.key,
      title: item.title,
      text: item.text,
      pros: item.pros,
      cons: item.cons,
      stars: item.stars,
      declaredLanguage: item.declaredLanguage,
      correctedLanguage: item.correction?.language ?? null,
      brand,
      matchMentions: deps.matchMentions(item.scraper),
    });
  }
  const revisions = new Map(batch.map(({ item, revision }) => [item.key, revision]));
  const results = (await deps.compute.understand(inputs)).map(({ key, ...understanding }) => ({
    key,
    revision: revisions.get(key)!,
    understanding,
  }));
  return deps.store.saveUnderstanding(results, deps.now());
}
