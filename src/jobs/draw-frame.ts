import { createHash } from 'node:crypto';
import type { CountRow } from '../domain/count-row.ts';
import type { Store } from '../store/store.ts';
import { eachSlice } from './count-slices.ts';

/**
 * The texts that draws of a brand have been made from: collected from `from` (null: from the beginning) and before `to`. A text is in
 * the frame of one draw only. `plan`: a draw that has begun; who was killed amid it finds it again.
 */
export interface Frame {
  readonly from: string | null;
  readonly to: string;
  /** Day of the last draw of a day. */
  readonly drawnAt: string;
  readonly plan: Plan | null;
}

export interface Plan {
  readonly draw: string;
  readonly brand: string;
  readonly seed: number;
  readonly size: number;
  /** Also from what was collected before `from`: a draw at once. */
  readonly before: boolean;
  readonly from: string;
  /** End of what was drawn from before. */
  readonly since: string;
  readonly to: string;
}

interface At {
  readonly store: Pick<Store, 'setting' | 'saveSetting' | 'count' | 'countRows' | 'stats'>;
  readonly nowMs: number;
}

const DAY_MS = 86_400_000;
const name = (brand: string): string => `audit.frame.${brand}`;
const iso = (ms: number): string => new Date(ms).toISOString();

async function read(store: Pick<Store, 'setting'>, brand: string): Promise<Frame | null> {
  const kept = await store.setting(name(brand));
  return kept === null ? null : (JSON.parse(kept) as Frame);
}

const write = (store: Pick<Store, 'saveSetting'>, brand: string, frame: Frame): Promise<void> =>
  store.saveSetting(name(brand), JSON.stringify(frame));

/** A day after the last draw, or where one was broken off. Not before texts are a day old: the first ones are a back-fill. */
export async function isDrawDue({ store, nowMs }: At, brand: string): Promise<boolean> {
  const frame = await read(store, brand);
  if (frame === null) return (await store.count({ brand, collected_to: iso(nowMs - DAY_MS) })) > 0;
  return frame.plan !== null || Date.parse(frame.drawnAt) + DAY_MS <= nowMs;
}

/**
 * What is to be drawn from, written down before anything is drawn; null where there is nothing yet. Texts that are still waiting to
 * be understood belong to the next draw: it ends before the first of them, at most a day back.
 */
export async function planDraw(
  { store, nowMs }: At,
  { brand, size, perDay }: { readonly brand: string; readonly size: number | undefined; readonly perDay: number },
): Promise<Plan | null> {
  const now = iso(nowMs);
  const frame = await read(store, brand);
  if (frame?.plan) return frame.plan;
  if (frame === null && size === undefined) {
    // The first look: days are counted from here on; what was there before is for a draw at once.
    await write(store, brand, { from: now, to: now, drawnAt: now, plan: null });
    return null;
  }
  const { from, to, drawnAt } = frame ?? { from: now, to: now, drawnAt: now };
  const end = await beforeWaiting(store, { brand, nowMs });
  const draw = `${brand}:${now}`;
  const plan: Plan = {
    draw,
    brand,
    seed: createHash('sha256').update(draw).digest().readInt32LE(0),
    size: size ?? perDay,
    before: size !== undefined && from !== null,
    from: from ?? '',
    since: to,
    to: end < to ? to : end,
  };
  await write(store, brand, { from, to, drawnAt: size === undefined ? now : drawnAt, plan });
  return plan;
}

/** When the first of the day's texts came in that still waits to be understood; now where none does. */
async function beforeWaiting(store: At['store'], { brand, nowMs }: { brand: string; nowMs: number }): Promise<string> {
  let end = iso(nowMs);
  await eachSlice(store, { brand, collected_from: iso(nowMs - DAY_MS) }, (rows) => {
    for (const { pending, collectedAt } of rows) if (pending && collectedAt < end) end = collectedAt;
  });
  return end;
}

/** Whether a text is among those of the plan. */
export function frameOf({ before, from, since, to }: Plan): (row: Pick<CountRow, 'collectedAt'>) => boolean {
  return ({ collectedAt: at }) => at < to && (at >= since || (before && at < from));
}

/** From now on these texts have been drawn from. */
export async function endDraw(store: Pick<Store, 'setting' | 'saveSetting'>, plan: Plan): Promise<void> {
  const { drawnAt = plan.to } = (await read(store, plan.brand)) ?? {};
  const from = plan.before || plan.from === '' ? null : plan.from;
  await write(store, plan.brand, { from, to: plan.to, drawnAt, plan: null });
}
