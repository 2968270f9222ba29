import type { Compute } from '../compute/compute.ts';
import type { Brand } from '../domain/brand.ts';
import { ALL, type Share } from '../domain/share.ts';
import type { PendingItem, Store } from '../store/store.ts';
import type { ReadInput } from '../understand/index.ts';
import type { PackedLayer } from '../understand/layer/layer.ts';
import { countDueDays } from './count-days.ts';
import { readingOf } from './reading-version.ts';
import { type RelateDeps, relatePending } from './relate-pending.ts';
import { rereadName, SHARES, shareOf, sharesOf } from './share.ts';
import { NO_BRAND } from './visiting.ts';

export interface UnderstandDeps extends RelateDeps {
  /** Is a scraper's page about anything (social)? Then the brand must be named in the text. */
  readonly matchMentions: (scraper: string) => boolean;
  readonly now: () => string;
}

/** Texts read at once: under a tenth of a second of a worker's time, one transaction of the store, which costs the less the more it holds. */
const BATCH = 500;
/** Batches taken from the store in one look: while one is being written the next is being read. */
const BATCHES = 2;

/**
 * Reads everything that waits, newest first, then refreshes the roll-ups. Where the figures shown are of other models than ours
 * nothing is read, as figures never mix two versions: `reread` (the job after an update) computes all texts beside them and
 * makes the new version the shown one at the end. One share of them is only read, and noted as read. Stops at the signal after
 * the batch in hand; what is left waits for the next call. Returns how many were read.
 */
export async function understandPending(
  deps: UnderstandDeps,
  options: {
    readonly signal?: AbortSignal;
    readonly reread?: boolean;
    /** Only this share of the texts, by their keys: several workers read side by side, no text twice. */
    readonly share?: Share;
    readonly onProgress?: (left: number) => void;
  } = {},
): Promise<number> {
  const { store, compute, now } = deps;
  const { signal, share = ALL } = options;
  const { version: ours, layer } = await readingOf(store, await compute.modelVersion());
  const shown = await store.activeVersion();
  const version = shown === null || shown === ours ? undefined : ours;
  if (version !== undefined && options.reread !== true) return 0;
  // A change to our version that a crash broke off: what was computed beside is put in place, not read anew.
  // Where another process is at that, nothing is read meanwhile.
  if (shown === ours && !(await store.activateVersion(ours, now()))) return 0;
  let done = 0;
  const read = async () => {
    done += await readWaiting({ ...deps, modelVersion: ours, layer }, { version, share, ...options });
  };
  await read();
  // Comparing and counting may take minutes after a large import: what comes in meanwhile is read after the step in hand, not after all
  // of it. Not so beside the shown version, where a look that finds nothing goes through all items.
  const between = version === undefined ? read : undefined;
  // Before the figures, so that who waits for these has one opinion once in them.
  await relatePending(deps, signal, between);
  await countDueDays(store, signal, between);
  if (version === undefined || signal?.aborted) return done;
  if (share.of > 1) await noteRead(store, version, share);
  else if ((await store.pendingCount(version)) === 0) {
    if (await store.activateVersion(version, now())) await forgetRead(store);
    await countDueDays(store, signal);
  }
  return done;
}

/** What comes later, or is edited, is left to who reads all that is left after the shares. */
async function noteRead(store: Store, version: string, share: Share): Promise<void> {
  if ((await store.pending({ limit: 1, version, share })).length === 0)
    await store.saveSetting(rereadName(share), version);
}

/** A later way back to this version begins anew. */
async function forgetRead(store: Store): Promise<void> {
  for (const name of sharesOf(SHARES).map((share) => rereadName(shareOf(share))))
    if (await store.setting(name)) await store.saveSetting(name, '');
}

type ReadingDeps = UnderstandDeps & { readonly modelVersion: string; readonly layer: PackedLayer | null };

interface Wanted {
  readonly version: string | undefined;
  readonly share: Share;
  readonly signal?: AbortSignal;
  readonly onProgress?: (left: number) => void;
}

/** Look by look, until nothing waits, nothing could be written, or the signal. Returns how many were written. */
async function readWaiting(deps: ReadingDeps, { version, share, signal, onProgress }: Wanted): Promise<number> {
  const { store } = deps;
  const lanes = new Lanes(deps);
  let before = -1;
  try {
    while (!signal?.aborted) {
      // Taken while the last batches are on their way. As these were when it was asked: some may be written before the answer comes.
      const waiting = await store.pending({ limit: BATCH * BATCHES, version, share, without: [...lanes.keys] });
      if (waiting.length === 0) {
        if (await lanes.next()) continue;
        break;
      }
      // Nothing written since the look before means that every text moved under us; going on would spin on one that never can be.
      while (lanes.written === before && (await lanes.next()));
      if (lanes.written === before) break;
      before = lanes.written;
      await lanes.read(waiting, signal);
      onProgress?.(await store.pendingCount(version));
    }
  } finally {
    // Also where one failed: nothing is written any more once this has returned.
    await lanes.end();
  }
  return lanes.written;
}

/**
 * Batches side by side, each read and then written: one for each thread that reads, and two that are being written or wait for
 * it meanwhile, so that neither side waits for the other. Bounded, so what is held in memory is too.
 */
class Lanes {
  written = 0;
  /** Texts on their way. */
  readonly keys = new Set<string>();
  readonly #deps: ReadingDeps;
  readonly #running = new Set<Promise<void>>();

  constructor(deps: ReadingDeps) {
    this.#deps = deps;
  }

  /** Takes all batches in hand, as soon as there is room; stops at the signal. Throws what a batch before threw. */
  async read(waiting: readonly PendingItem[], signal: AbortSignal | undefined): Promise<void> {
    const brands = new Map((await this.#deps.store.brands()).map((brand) => [brand.id, brand]));
    for (let from = 0; from < waiting.length && !signal?.aborted; from += BATCH) {
      while (this.#running.size >= this.#deps.compute.workers + 2) await this.next();
      this.#begin(waiting.slice(from, from + BATCH), brands);
    }
  }

  /** Waits until one is written; false where none is on its way. Throws what one of them threw. */
  async next(): Promise<boolean> {
    if (this.#running.size === 0) return false;
    await Promise.race(this.#running);
    return true;
  }

  /** Waits for all that are on their way; then throws what the first of them threw. */
  async end(): Promise<void> {
    const ended = await Promise.allSettled(this.#running);
    const failed = ended.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
  }

  #begin(batch: readonly PendingItem[], brands: ReadonlyMap<string, Brand>): void {
    const way = this.#way(batch, brands);
    this.#running.add(way);
    // Its failure is met by whoever waits; until then it must not count as nobody's. One that failed stays to be met.
    way.then(
      () => this.#running.delete(way),
      () => undefined,
    );
  }

  async #way(batch: readonly PendingItem[], brands: ReadonlyMap<string, Brand>): Promise<void> {
    for (const { item } of batch) this.keys.add(item.key);
    const results = await readBatch(batch, this.#deps, brands);
    // Not `+= await`, which would add to what it was before the others ended.
    const written = await this.#deps.store.saveUnderstanding(results, this.#deps.now());
    this.written += written;
    for (const { item } of batch) this.keys.delete(item.key);
  }
}

type Results = Parameters<Store['saveUnderstanding']>[0];

async function readBatch(
  batch: readonly PendingItem[],
  deps: ReadingDeps,
  brands: ReadonlyMap<string, Brand>,
): Promise<Results> {
  const inputs = batch.map(({ item }): ReadInput => {
    const { key, title, text, pros, cons, stars, declaredLanguage } = item;
    // A text without its brand must not wait for ever: it is read without the brand's languages and spellings.
    const brand = brands.get(item.brand) ?? { ...NO_BRAND, id: item.brand };
    const correctedLanguage = item.correction?.language ?? null;
    const matchMentions = deps.matchMentions(item.scraper);
    return { key, title, text, pros, cons, stars, declaredLanguage, correctedLanguage, brand, matchMentions };
  });
  const pending = new Map(batch.map((one) => [one.item.key, one]));
  const read = await readEach(inputs, deps);
  return read.map(({ key, ...found }) => {
    const { revision } = pending.get(key)!;
    return { key, revision, understanding: { ...found, modelVersion: deps.modelVersion } };
  });
}

type Read = Awaited<ReturnType<Compute['understand']>>;

/**
 * A text that ends or holds the thread that reads it would keep all others from being read for ever: a batch that fails is
 * halved until the one text is found. It is stored as unread, until other models try it. Throws when nothing can be read at all.
 */
async function readEach(inputs: readonly ReadInput[], deps: ReadingDeps): Promise<Read> {
  try {
    return await deps.compute.understand(inputs, deps.layer);
  } catch (error) {
    const [first] = inputs;
    if (first === undefined) throw error;
    if (inputs.length > 1) {
      const middle = Math.ceil(inputs.length / 2);
      const before = await readEach(inputs.slice(0, middle), deps);
      return [...before, ...(await readEach(inputs.slice(middle), deps))];
    }
    const { key } = first;
    // If not even an empty text can be read, the fault is not this text's.
    await deps.compute.understand([{ ...first, title: null, text: null, pros: null, cons: null }], deps.layer);
    deps.log.error({ item: key, err: error }, 'a text could not be understood, it is stored as unread');
    const { modelVersion } = deps;
    const nothing = {
      language: null,
      sentiment: null,
      why: [],
      themes: [],
      kind: null,
      mentionsBrand: null,
    };
    return [{ key, modelVersion, ...nothing, stems: [] }];
  }
}
