import { LayerStep } from '../domain/layer.ts';
import { Conflict } from '../errors.ts';
import type { SettingStore } from '../store/store.ts';
import { type PackedLayer, unpackLayer } from '../understand/layer/layer.ts';

/** What is told of the layers that were kept; their weights are settings of their own, `layer.<id>`. */
const STEPS = 'layer';
const weightsName = (id: string): string => `layer.${id}`;
/** Layers kept to go back to. */
const KEPT = 5;

/** As it was read, so that it is changed only where nobody else did meanwhile. */
export interface KeptLayers {
  readonly raw: string | null;
  /** Oldest first; the last one is in use. None: the shipped models alone. */
  readonly steps: readonly LayerStep[];
}

export async function keptLayers(store: Pick<SettingStore, 'setting'>): Promise<KeptLayers> {
  const raw = await store.setting(STEPS);
  return { raw, steps: raw === null ? [] : LayerStep.array().parse(JSON.parse(raw)) };
}

// A layer never changes under its id, which is the hash of what is in it: the one met last need not be read at each look.
let last: PackedLayer | undefined;

/** Null where it is gone or broken. */
async function weightsOf(store: Pick<SettingStore, 'setting'>, id: string): Promise<PackedLayer | null> {
  if (last?.id === id) return last;
  const value = await store.setting(weightsName(id));
  if (value === null || value === '') return null;
  const packed: PackedLayer = { id, bytes: Buffer.from(value, 'base64') };
  try {
    unpackLayer(packed);
  } catch {
    return null;
  }
  last = packed;
  return packed;
}

/**
 * The layer that texts are read with; null: the shipped models alone. One that was learned on other models than these is not used:
 * what it corrected may be right by now.
 */
export async function layerInUse(store: Pick<SettingStore, 'setting'>, models: string): Promise<PackedLayer | null> {
  const step = (await keptLayers(store)).steps.at(-1);
  return step === undefined || step.models !== models ? null : weightsOf(store, step.id);
}

type Keeping = Pick<SettingStore, 'setting' | 'saveSetting' | 'changeSetting'>;

/**
 * Makes it the one in use. Its weights are written first: who is killed in between leaves the layer before in use. Throws `Conflict`
 * where another training ended meanwhile.
 */
export async function keepLayer(
  store: Keeping,
  before: KeptLayers,
  step: LayerStep,
  packed: PackedLayer,
): Promise<void> {
  await store.saveSetting(weightsName(packed.id), Buffer.from(packed.bytes).toString('base64'));
  await change(store, before, [...before.steps, step].slice(-KEPT));
}

/** Back to the layer before, or to the shipped models alone. Returns what is not in use any more; null where none was. */
export async function undoLayer(store: Keeping): Promise<LayerStep | null> {
  const before = await keptLayers(store);
  const gone = before.steps.at(-1);
  if (gone === undefined) return null;
  await change(store, before, before.steps.slice(0, -1));
  return gone;
}

async function change(store: Keeping, { raw, steps: old }: KeptLayers, steps: readonly LayerStep[]): Promise<void> {
  if (!(await store.changeSetting(STEPS, raw, JSON.stringify(steps))))
    throw new Conflict('Another training ended meanwhile. Look at its report, then run this again.');
  const kept = new Set(steps.map(({ id }) => id));
  for (const { id } of old) if (!kept.has(id)) await store.saveSetting(weightsName(id), '');
}
