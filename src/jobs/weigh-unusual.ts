import type { Compute } from '../compute/compute.ts';
import type { Clock, Log } from '../domain/ambient.ts';
import type { LeaseStore } from '../store/lease-store.ts';
import type { Store } from '../store/store.ts';
import type { DueDay } from '../store/trust-store.ts';
import { readState, type StoredBurst, type TrustState, trustVersion, writeState } from './trust-state.ts';
import { DaySizes, stepAfter, stepFor, type WeighStep } from './weigh-plan.ts';
import { countDays, weighStep } from './weigh-step.ts';

export interface WeighDeps {
  readonly store: Pick<
    Store,
    | 'brands'
    | 'setting'
    | 'saveSetting'
    | 'pendingCount'
    | 'stats'
    | 'campaigns'
    | 'dueDays'
    | 'clearDueDays'
    | 'reviewsToWeigh'
    | 'praisedBrands'
    | 'saveWeighed'
  >;
  readonly compute: Pick<Compute, 'weigh'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Rights of processes that share a store; null where one has it to itself. */
  readonly leases: Pick<LeaseStore, 'holdLease' | 'releaseLease'> | null;
  readonly owner: string;
  /** Reviews that a step reads at most. Default 10,000. */
  readonly most?: number;
}

/** Some four seconds of a worker's time, and some 10 MB. */
const MOST = 10_000;
/** Where a brand has no more than these they are weighed as a whole, each time: two seconds. */
const WHOLE = 5_000;
/** Time between two jobs of a brand, in times of what the last one took: weighing keeps a worker from the rest no more than that. */
const REST = 20;
/** Steps of one job: other jobs have their turn between. */
const STEPS = 5;
/** Days that changed, looked at in one step. */
const DUE_DAYS = 2_000;
/** A step that takes longer has died; another process may begin it anew. */
const LEASE_MS = 120_000;
/** While texts wait to be understood, results are made anew no more often than this. */
const WHILE_READING_MS = 300_000;

/** Brands of which reviews are to be weighed: some changed, or the detector, the weights or the campaigns did. */
export function createDueWeighings(deps: Pick<WeighDeps, 'store' | 'clock'>): () => Promise<readonly string[]> {
  const { store, clock } = deps;
  const since = clock.now();
  return async () => {
    const isReading = (await store.pendingCount()) > 0;
    const due: string[] = [];
    for (const { id } of await store.brands()) {
      const state = await readState(store, id);
      const restedMs = clock.now() - (state === null ? since : Date.parse(state.weighedAt));
      if (restedMs < Math.max(isReading ? WHILE_READING_MS : 0, REST * (state?.tookMs ?? 0))) continue;
      if (await isDue(store, id, state)) due.push(id);
    }
    return due;
  };
}

async function isDue(store: WeighDeps['store'], brand: string, state: TrustState | null): Promise<boolean> {
  if ((await store.dueDays(brand, 1)).length > 0) return true;
  if (state !== null) return state.through !== null || state.version !== (await trustVersion(store, brand)).version;
  return (await store.stats({ brand, channel: ['public'] }, [])).some(({ n }) => n > 0);
}

/**
 * Weighs the reviews of a brand that are due: all of them where that is one step, else those around the days that changed, some
 * steps of them. What a kill broke off, and what is left, is done by the next call. Stops at the signal after the step in hand, and
 * where another process is at it. Returns how many levels changed.
 */
export async function weighDue(deps: WeighDeps, brand: string, signal?: AbortSignal): Promise<number> {
  const { leases, owner } = deps;
  const name = `weigh.${brand}`;
  let changed = 0;
  try {
    for (let steps = 0; steps < STEPS && !signal?.aborted; steps += 1) {
      if (leases !== null && !(await leases.holdLease(name, { owner, ttlMs: LEASE_MS }))) break;
      const done = await weighOnce(deps, brand);
      if (done === null) break;
      changed += done.changed;
      if (done.isAll) break;
    }
  } finally {
    await leases?.releaseLease(name, owner);
  }
  return changed;
}

interface Done {
  readonly changed: number;
  /** All of the brand: what changed meanwhile waits for the next job. */
  readonly isAll: boolean;
}

/** One step. Null where nothing is due. */
async function weighOnce(deps: WeighDeps, brand: string): Promise<Done | null> {
  const { store, clock, log, most = MOST } = deps;
  const state = await readState(store, brand);
  const { version, weights } = await trustVersion(store, brand);
  const due = await store.dueDays(brand, DUE_DAYS);
  const counts = await countDays(store, brand);
  const sizes = new DaySizes(counts.sizes, most, Math.min(most, WHOLE));
  // A version that is new to the brand goes over all of its days; changes meanwhile wait for their turn behind it.
  const isNew = state === null || state.version !== version;
  const inTurn = isNew || state.through !== null;
  const step = inTurn
    ? stepAfter(isNew ? null : state.through, sizes)
    : stepFor(
        due.map(({ day }) => day),
        sizes,
      );
  if (step === null && !inTurn) return null;
  const beganMs = clock.now();
  const now = new Date(beganMs).toISOString();
  const bursts = state?.bursts ?? [];
  if (step === null) {
    await writeState(store, brand, { version, weighedAt: now, tookMs: 0, bursts, through: null });
    return { changed: 0, isAll: false };
  }
  const {
    changed,
    bursts: found,
    read,
  } = await weighStep({ ...deps, most }, { brand, step, history: counts.history, weights, now });
  const isAll = step.write.to > '9998';
  const through = inTurn && !isAll ? step.write.to : null;
  const tookMs = Math.max(0, clock.now() - beganMs);
  await writeState(store, brand, { version, weighedAt: now, tookMs, through, bursts: joined(bursts, found, step) });
  // Last: who is killed before it weighs these days once more.
  await store.clearDueDays(brand, weighedDays(due, step));
  log.info({ brand, from: step.write.from, to: step.write.to, read, changed }, 'reviews weighed');
  return { changed, isAll };
}

function weighedDays(due: readonly DueDay[], { write }: WeighStep): readonly DueDay[] {
  return due.filter(({ day }) => day >= write.from && day <= write.to);
}

/** Bursts of other days stay as they were found. */
function joined(
  before: readonly StoredBurst[],
  found: readonly StoredBurst[],
  { write }: WeighStep,
): readonly StoredBurst[] {
  const outside = before.filter(({ from, to }) => to < write.from || from > write.to);
  const inside = found.filter(({ from, to }) => to >= write.from && from <= write.to);
  return [...outside, ...inside].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}
