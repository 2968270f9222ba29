import type { Compute } from '../compute/compute.ts';
import type { Log } from '../domain/ambient.ts';
import type { Brand } from '../domain/brand.ts';
import type { LeaseStore } from '../store/lease-store.ts';
import type { Comparisons, RelatedText } from '../store/relation-store.ts';
import type { Store } from '../store/store.ts';
import type { DupInput } from '../understand/duplicates/index.ts';
import { DUPLICATES_VERSION } from '../understand/duplicates/version.ts';

export interface RelateDeps {
  readonly store: Store;
  readonly compute: Compute;
  readonly log: Log;
  /** Where several processes share the store: one of them relates a brand at a time. */
  readonly leases?: { readonly store: LeaseStore; readonly owner: string } | undefined;
}

/** Texts that get their keys in one step. */
const KEY_BATCH = 500;
/** Texts compared in one step. */
const COMPARE_BATCH = 500;
const MARK_BATCH = 1000;
/** Of fewer compared texts the groups are placed at the end alone. */
const FIRST_PLACED = 2000;
/** Texts placed in one step, but for those of its last group: of texts with a hundred links each a tenth of a second. */
const PLACE_BATCH = 500;
/** Others wait so long for the brand of a process that died. It is renewed with each step, which takes less than a second. */
const LEASE_MS = 30_000;
const VERSION_SETTING = 'duplicates.version';

/**
 * Finds which texts are one opinion and which are of one family, for all that are new or have changed since they were compared.
 * Each step is small and may be repeated, so that whoever stops, at the signal or by a kill, leaves the rest to the next call.
 * `between` is awaited after each of them: what is more urgent than a backlog of an hour. Returns how many were compared.
 */
export async function relatePending(
  deps: RelateDeps,
  signal?: AbortSignal,
  between?: () => Promise<void>,
): Promise<number> {
  await anewWhereOlder(deps, signal);
  const brands = new Map((await deps.store.brands()).map((brand) => [brand.id, brand]));
  let related = 0;
  // Anew while there is progress: what came in meanwhile, or had changed while it was compared.
  for (let before = -1; before !== related && !signal?.aborted; ) {
    before = related;
    for (const id of await deps.store.brandsToRelate()) {
      if (signal?.aborted) break;
      const relating = new Relating(deps, id, brands.get(id), between);
      if (!(await relating.hold())) continue;
      try {
        related += await relating.all(signal);
      } finally {
        await relating.letGo();
      }
    }
  }
  return related;
}

/** Keys of another version of the search find nothing: all texts get new ones. Where they stand meanwhile stays. */
async function anewWhereOlder({ store }: RelateDeps, signal: AbortSignal | undefined): Promise<void> {
  const version = String(DUPLICATES_VERSION);
  const before = await store.setting(VERSION_SETTING);
  if (before === version) return;
  let after: number | null = before === null ? null : -1;
  while (after !== null && !signal?.aborted) after = await store.relateAgain(after, MARK_BATCH);
  if (!signal?.aborted) await store.saveSetting(VERSION_SETTING, version);
}

/** What one step wrote (here of texts, or of notes which to place), and whether there may be more to do. */
interface Step {
  readonly written: number;
  readonly more: boolean;
}

const NOTHING: Step = { written: 0, more: false };

class Relating {
  #heldAtMs = Number.NEGATIVE_INFINITY;
  readonly #deps: RelateDeps;
  readonly #brand: string;
  readonly #between: (() => Promise<void>) | undefined;
  /** The brand's own name of what a site sells, by `<scraper> <id there>`. */
  readonly #products: ReadonlyMap<string, string>;

  constructor(deps: RelateDeps, id: string, brand: Brand | undefined, between?: () => Promise<void>) {
    this.#deps = deps;
    this.#between = between;
    this.#brand = id;
    this.#products = new Map(
      (brand?.products ?? []).flatMap((product) =>
        Object.entries(product.siteIds).map(([scraper, siteId]) => [`${scraper} ${siteId}`, product.id] as const),
      ),
    );
  }

  /** Takes the brand, or keeps it: asked for again only after a third of the time for which it is had. */
  async hold(): Promise<boolean> {
    const { leases } = this.#deps;
    if (leases === undefined || performance.now() - this.#heldAtMs < LEASE_MS / 3) return true;
    const askedAtMs = performance.now();
    const held = await leases.store.holdLease(`relate.${this.#brand}`, { owner: leases.owner, ttlMs: LEASE_MS });
    if (held) this.#heldAtMs = askedAtMs;
    return held;
  }

  async letGo(): Promise<void> {
    const { leases } = this.#deps;
    await leases?.store.releaseLease(`relate.${this.#brand}`, leases.owner);
  }

  /**
   * First the keys of all, then the comparisons, so that no text is compared twice because others came in meanwhile; then the places.
   * These are found whenever twice as many are compared as the time before: after each step a group of thousands would be placed
   * as often as it has hundreds.
   */
  async all(signal: AbortSignal | undefined): Promise<number> {
    await this.#each(() => this.#keys(), signal);
    let [compared, placedAt] = [0, 0];
    const step = async (): Promise<Step> => {
      const done = await this.#comparisons();
      compared += done.written;
      if (compared < 2 * placedAt + FIRST_PLACED) return done;
      placedAt = compared;
      await this.#each(() => this.#places(), signal);
      return done;
    };
    const sum = await this.#each(step, signal);
    await this.#each(() => this.#places(), signal);
    return sum;
  }

  /** Steps until one finds no more, or writes nothing: what others keep changing is left to the next call. */
  async #each(step: () => Promise<Step>, signal: AbortSignal | undefined): Promise<number> {
    let sum = 0;
    while (!signal?.aborted && (await this.hold())) {
      const { written, more } = await step();
      sum += written;
      if (written === 0 || !more) break;
      await this.#between?.();
    }
    return sum;
  }

  async #keys(): Promise<Step> {
    const texts = await this.#deps.store.toKey(this.#brand, KEY_BATCH);
    if (texts.length === 0) return NOTHING;
    const bands = await this.#bandsOf(texts.map((text) => this.#input(text)));
    const keyed = texts.map(({ key, state }, at) => ({ key, state, bands: bands[at] ?? '' }));
    const written = await this.#deps.store.saveBands(this.#brand, keyed);
    return { written, more: texts.length === KEY_BATCH };
  }

  async #comparisons(): Promise<Step> {
    const asked = await this.#deps.store.toCompare(this.#brand, COMPARE_BATCH);
    if (asked.due.length === 0) return NOTHING;
    const links = asked.pairs.length === 0 ? [] : await this.#alike(asked);
    // Who writes needs no more of them, and is another thread: each would be copied to it.
    const texts = asked.texts.map(({ key, state }) => ({ key, state }));
    const written = await this.#deps.store.saveLinks(this.#brand, { asked: { ...asked, texts }, links });
    // Fewer than asked for also where they have very many candidates.
    return { written, more: true };
  }

  async #places(): Promise<Step> {
    return { written: await this.#deps.store.placeDue(this.#brand, PLACE_BATCH), more: true };
  }

  #alike({ texts, pairs }: Comparisons) {
    const at = new Map(texts.map(({ key }, place) => [key, place]));
    return this.#deps.compute.alike({
      inputs: texts.map((text) => this.#input(text)),
      pairs: pairs.map(([a, b]) => [at.get(a) ?? 0, at.get(b) ?? 0] as const),
    });
  }

  /** A text on which the search fails must not keep all others from being related: it is left without keys. */
  async #bandsOf(inputs: readonly DupInput[]): Promise<readonly string[]> {
    try {
      return await this.#deps.compute.bands(inputs);
    } catch (error) {
      if (inputs.length <= 1) {
        this.#deps.log.error({ item: inputs[0]?.key, err: error }, 'a text could not be compared, it stands alone');
        return inputs.map(() => '');
      }
      const middle = Math.ceil(inputs.length / 2);
      const before = await this.#bandsOf(inputs.slice(0, middle));
      return [...before, ...(await this.#bandsOf(inputs.slice(middle)))];
    }
  }

  #input({ key, language, scraper, siteProductId, author, day, stars, text }: RelatedText): DupInput {
    const productId = this.#products.get(`${scraper} ${siteProductId}`) ?? null;
    return { key, lang: language, source: scraper, brand: this.#brand, productId, author, day, stars, text };
  }
}
