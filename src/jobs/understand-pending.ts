import type { Compute } from '../compute/compute.ts';
import type { Log } from '../domain/ambient.ts';
import type { Brand } from '../domain/brand.ts';
import { ALL, type Share } from '../domain/share.ts';
import type { PendingItem, Store } from '../store/store.ts';
import type { ReadInput } from '../understand/index.ts';
import { rereadName, SHARES, shareOf, sharesOf } from './share.ts';
import { NO_BRAND } from './visiting.ts';

export interface UnderstandDeps {
  readonly store: Store;
  readonly compute: Compute;
  /** Is a scraper's page about anything (social)? Then the brand must be named in the text. */
  readonly matchMentions: (scraper: string) => boolean;
  readonly now: () => string;
  readonly log: Log;
}

/** Texts read at once: under a tenth of a second of a worker's time, one transaction of the store, which costs the less the more it holds. */
const BATCH = 500;
/** Batches taken from the store in one look: while one is being written the next is being read. */
const BATCHES = 8;
/** Days of roll-ups recomputed in one step of the store. */
const ROLLUP_DAYS = 50;

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
  const ours = await compute.modelVersion();
  const shown = await store.activeVersion();
  const version = shown === null || shown === ours ? undefined : ours;
  if (version !== undefined && options.reread !== true) return 0;
  // A change to our version that a crash broke off: what was computed beside is put in place, not read anew.
  // Where another process is at that, nothing is read meanwhile.
  if (shown === ours && !(await store.activateVersion(ours, now()))) return 0;
  let done = 0;
  // Where more waits than one look takes, the next look is taken while the last batch is still being written.
  let last = NOTHING_WRITTEN;
  while (!signal?.aborted) {
    const limit = BATCH * BATCHES + last.keys.size;
    const found = await store.pending({ limit, version, share });
    const waiting = found.filter(({ item }) => !last.keys.has(item.key));
    if (waiting.length === 0 && last.keys.size === 0) break;
    const look = await readAll(waiting, { ...deps, modelVersion: ours }, signal, last);
    const isMore = found.length === limit;
    const written = look.written + (isMore ? 0 : await look.last.written);
    done += written;
    // Nothing written means that every text moved under us; going on would spin on one that can never be written.
    const isStuck = written === 0 && (!isMore || last.keys.size > 0);
    last = isMore ? look.last : NOTHING_WRITTEN;
    if (isStuck) break;
    options.onProgress?.(await store.pendingCount(version));
  }
  done += await last.written;
  await refreshRollups(store, signal);
  if (version === undefined || signal?.aborted) return done;
  if (share.of > 1) await noteRead(store, version, share);
  else if ((await store.pendingCount(version)) === 0) {
    if (await store.activateVersion(version, now())) await forgetRead(store);
    await refreshRollups(store, signal);
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

async function refreshRollups(store: Store, signal: AbortSignal | undefined): Promise<void> {
  while (!signal?.aborted && (await store.refreshRollups(ROLLUP_DAYS)) > 0);
}

type ReadingDeps = UnderstandDeps & { readonly modelVersion: string };

/** A batch that is being written. */
interface Writing {
  readonly keys: ReadonlySet<string>;
  readonly written: Promise<number>;
}

const NOTHING_WRITTEN: Writing = { keys: new Set(), written: Promise.resolve(0) };

/**
 * Reads in batches; each is written while the next one is being read. Stops at the signal after the batch in hand. Returns how many
 * were written, those of `before` among them, and the batch that is still on its way.
 */
async function readAll(
  waiting: readonly PendingItem[],
  deps: ReadingDeps,
  signal: AbortSignal | undefined,
  before: Writing,
): Promise<{ readonly written: number; readonly last: Writing }> {
  const brands = new Map((await deps.store.brands()).map((brand) => [brand.id, brand]));
  let written = 0;
  let last = before;
  for (let from = 0; from < waiting.length && !signal?.aborted; from += BATCH) {
    const results = await readBatch(waiting.slice(from, from + BATCH), deps, brands);
    written += await last.written;
    last = { keys: new Set(results.map(({ key }) => key)), written: deps.store.saveUnderstanding(results, deps.now()) };
    // Its failure is met at the next `await`; until then it must not count as nobody's.
    last.written.catch(() => undefined);
  }
  if (last !== before) return { written, last };
  return { written: await before.written, last: NOTHING_WRITTEN };
}

type Results = Parameters<Store['saveUnderstanding']>[0];

/** Of direct feedback no two are copies: each answer is a respondent's own, whatever words two of them share. */
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
  return read.map(({ key, ...understanding }) => {
    const { item, revision } = pending.get(key)!;
    return {
      key,
      revision,
      understanding: item.channel === 'public' ? understanding : { ...understanding, dupKey: null },
    };
  });
}

type Read = Awaited<ReturnType<Compute['understand']>>;

/**
 * A text that ends or holds the thread that reads it would keep all others from being read for ever: a batch that fails is
 * halved until the one text is found. It is stored as unread, until other models try it. Throws when nothing can be read at all.
 */
async function readEach(inputs: readonly ReadInput[], deps: ReadingDeps): Promise<Read> {
  try {
    return await deps.compute.understand(inputs);
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
    await deps.compute.understand([{ ...first, title: null, text: null, pros: null, cons: null }]);
    deps.log.error({ item: key, err: error }, 'a text could not be understood, it is stored as unread');
    const { modelVersion } = deps;
    const nothing = {
      language: null,
      sentiment: null,
      why: [],
      themes: [],
      kind: null,
      dupKey: null,
      mentionsBrand: null,
    };
    return [{ key, modelVersion, ...nothing, stems: [] }];
  }
}
