import { randomUUID } from 'node:crypto';
import type { StoredEvent } from '../event-store.ts';
import { takeNumbers } from './counter.ts';
import type { UntoldEvent } from './documents.ts';
import { isDuplicate } from './failures.ts';
import type { MongoDb } from './models.ts';

export const EVENTS = 'event';
/** Counter: the highest number of an event that was erased because it was old. */
export const ERASED_EVENTS = 'event.erased';

/**
 * An event is first written into the document that it tells of, in the same update (`$push: { outbox: untold(event) }`): so it is
 * there if and only if the change is. `tell` then moves it into the outbox; what a killed process left is moved by `LeftOver`.
 */
export function untold(event: Omit<StoredEvent, 'seq'>): UntoldEvent {
  return { ...event, nonce: randomUUID() };
}

/** Puts events into the outbox under the next numbers. One that is there already (by its nonce) stays as it is. */
async function number(db: MongoDb, events: readonly UntoldEvent[]): Promise<void> {
  const { first, at } = await takeNumbers(db, EVENTS, events.length);
  const rows = events.map(({ nonce, at: when, type, subject, brand, quiet }, place) => ({
    _id: first + place,
    nonce,
    at: when,
    type,
    subject,
    brand,
    quiet,
    stored_at: at,
  }));
  try {
    await db.events.insertMany(rows, { ordered: false, lean: true });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}

/** Moves events of items or targets that were just written into the outbox. Repeating it changes nothing. */
export async function tell(db: MongoDb, from: 'items' | 'targets', events: readonly UntoldEvent[]): Promise<void> {
  if (events.length === 0) return;
  await number(db, events);
  const nonces = events.map(({ nonce }) => nonce);
  const taken = { $pull: { outbox: { nonce: { $in: nonces } } } };
  if (from === 'targets') await db.targets.updateMany({ 'outbox.nonce': { $in: nonces } }, taken);
  else {
    const brands = [...new Set(events.map(({ brand }) => brand))];
    const ids = [...new Set(events.map(({ subject }) => subject))];
    await db.items.updateMany({ brand: { $in: brands }, _id: { $in: ids } }, taken);
  }
}

/** What another process is telling right now is left to it for so long. */
const PATIENCE_MS = 3_000;
const BATCH = 200;

/** Finds events that a killed process did not tell of. */
export class LeftOver {
  readonly #seen = new Map<string, number>();
  readonly #patienceMs: number;

  constructor(patienceMs = PATIENCE_MS) {
    this.#patienceMs = patienceMs;
  }

  /** Tells of those that were met before and are still there. */
  async tell(db: MongoDb): Promise<void> {
    const at = performance.now();
    const met = new Set<string>();
    for (const from of ['targets', 'items'] as const) {
      const found = await leftOver(db, from);
      for (const { nonce } of found) {
        met.add(nonce);
        if (!this.#seen.has(nonce)) this.#seen.set(nonce, at);
      }
      const old = found.filter(({ nonce }) => at - (this.#seen.get(nonce) ?? at) >= this.#patienceMs);
      await tell(db, from, old);
    }
    for (const nonce of this.#seen.keys()) if (!met.has(nonce)) this.#seen.delete(nonce);
  }
}

async function leftOver(db: MongoDb, from: 'items' | 'targets'): Promise<readonly UntoldEvent[]> {
  const where = { 'outbox.nonce': { $exists: true } };
  const found =
    from === 'items'
      ? await db.items.find(where, { outbox: 1 }).hint('untold').limit(BATCH).lean()
      : await db.targets.find(where, { outbox: 1 }).hint('untold').limit(BATCH).lean();
  return found.flatMap(({ outbox }) => outbox ?? []);
}
