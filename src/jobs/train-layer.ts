import type { Clock } from '../domain/ambient.ts';
import type { LayerStep } from '../domain/layer.ts';
import type { Store } from '../store/store.ts';
import type { Models } from '../understand/index.ts';
import { packLayer, unpackLayer } from '../understand/layer/layer.ts';
import { train } from '../understand/layer/train.ts';
import { keepLayer, keptLayers, layerInUse } from './kept-layer.ts';
import { gatherLessons } from './lessons.ts';

export interface TrainDeps {
  readonly store: Store;
  /** The shipped models, without a layer. */
  readonly models: Models;
  readonly clock: Clock;
}

export interface TrainOptions {
  /** Keeps what was learned, whatever the held-back texts say. */
  readonly force?: boolean;
  /** Keeps nothing. */
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
}

/** What a training came to: a step as it is kept, or would be. */
export type TrainReport = Omit<LayerStep, 'id'> & { readonly id: string | null; readonly kept: boolean };

/**
 * Learns the installation's layer anew from all that stands corrected and from stars, and puts it to use where it is better; then
 * whoever reads texts finds another version and reads all anew beside the figures that are shown. Throws `Conflict` where another
 * training ended meanwhile; until the last write nothing has changed.
 */
export async function trainLayer({ store, models, clock }: TrainDeps, options: TrainOptions): Promise<TrainReport> {
  const { force = false, dryRun = false, signal } = options;
  const before = await keptLayers(store);
  const inUse = await layerInUse(store, models.version);
  const { list, taught } = await gatherLessons(store, models, signal);
  signal?.throwIfAborted();
  const { outcome, layer, heldBack, changed } = train(list, models.version, inUse === null ? null : unpackLayer(inUse));
  signal?.throwIfAborted();
  const at = new Date(clock.now()).toISOString();
  const step = { models: models.version, at, outcome, taught, heldBack, changed };
  const isKept = layer !== null && outcome !== 'same' && (outcome === 'better' || force) && !dryRun;
  if (isKept) await keepLayer(store, before, { ...step, id: layer.id }, packLayer(layer));
  return { ...step, id: layer?.id ?? null, kept: isKept };
}
