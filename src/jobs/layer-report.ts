import type { Item, SentimentLabel } from '../domain/item.ts';
import type { LayerReport } from '../domain/layer.ts';
import type { Store } from '../store/store.ts';
import { keptLayers } from './kept-layer.ts';
import { readingVersion } from './reading-version.ts';

type Deps = Pick<Store, 'setting' | 'brands' | 'activeVersion' | 'correctedKeys' | 'itemsByKey'>;

/** Corrections counted of one brand at most, the latest ones: a second. */
const COUNTED = 20_000;
const BATCH = 500;

/** How many corrections stand, and what was learned from them. `brand`: of its corrections alone; the layer is the installation's. */
export async function layerReport(store: Deps, brand?: string): Promise<LayerReport> {
  const brands = await store.brands();
  const { steps } = await keptLayers(store);
  const current = steps.at(-1) ?? null;
  const shown = await store.activeVersion();
  const corrections = new Corrections();
  for (const { id } of brands.filter((one) => brand === undefined || one.id === brand)) {
    const keys = await store.correctedKeys(id, COUNTED);
    for (let from = 0; from < keys.length; from += BATCH)
      for (const item of await store.itemsByKey(keys.slice(from, from + BATCH))) corrections.add(item);
  }
  const state = (): LayerReport['state'] => {
    if (current === null) return 'none';
    if (shown === readingVersion(current.models, brands, current.id)) return 'shown';
    return shown === null || shown.startsWith(current.models) ? 'reading' : 'stale';
  };
  return { corrections: corrections.told(), current, state: state(), before: steps.slice(0, -1) };
}

class Corrections {
  readonly #n = { items: 0, sentiment: 0, kind: 0, themes: 0, language: 0, agreed: 0 };
  readonly #flows = new Map<string, { from: SentimentLabel | null; to: SentimentLabel; n: number }>();

  add({ correction, understanding }: Item): void {
    if (correction === null) return;
    this.#n.items += 1;
    for (const field of ['sentiment', 'kind', 'themes', 'language'] as const)
      if (correction[field] !== undefined) this.#n[field] += 1;
    const { sentiment: to } = correction;
    if (to === undefined) return;
    const from = understanding?.sentiment?.label ?? null;
    if (from === to) {
      this.#n.agreed += 1;
      return;
    }
    const name = `${from} ${to}`;
    const flow = this.#flows.get(name) ?? { from, to, n: 0 };
    flow.n += 1;
    this.#flows.set(name, flow);
  }

  told(): LayerReport['corrections'] {
    const flows = [...this.#flows].sort(([a, x], [b, y]) => y.n - x.n || (a < b ? -1 : 1));
    return { ...this.#n, flows: flows.map(([, flow]) => flow) };
  }
}
