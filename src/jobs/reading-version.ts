import { createHash } from 'node:crypto';
import type { Brand } from '../domain/brand.ts';
import type { Store } from '../store/store.ts';
import type { PackedLayer } from '../understand/layer/layer.ts';
import { layerInUse } from './kept-layer.ts';

/** What texts are read with now. */
export interface Reading {
  readonly version: string;
  readonly layer: PackedLayer | null;
}

export async function readingOf(store: Pick<Store, 'brands' | 'setting'>, models: string): Promise<Reading> {
  const [brands, layer] = await Promise.all([store.brands(), layerInUse(store, models)]);
  return { version: readingVersion(models, brands, layer?.id ?? null), layer };
}

/**
 * The version that texts are read with: that of the models, and a mark of all themes that users made themselves and of the layer that
 * was learned from them, as those decide what is found in a text too. Another mark makes another version: all is read anew beside the
 * figures that are shown, in every process.
 */
export function readingVersion(models: string, brands: readonly Brand[], layer: string | null): string {
  const own = brands
    .filter(({ themes }) => themes.length > 0)
    .map(({ id, themes }) => [
      id,
      themes.map(({ id: theme, words, phrases, exclusions }) => [theme, words, phrases, exclusions]),
    ])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  if (own.length === 0 && layer === null) return models;
  const mark = layer === null ? own : { own, layer };
  return `${models}-${createHash('sha256').update(JSON.stringify(mark)).digest('hex').slice(0, 6)}`;
}
