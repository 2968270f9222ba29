import type { EventStore, StoredEvent } from '../event-store.ts';
import { lastNumber } from './counter.ts';
import type { EventDoc } from './documents.ts';
import type { MongoDb } from './models.ts';
import { ERASED_EVENTS, EVENTS, LeftOver } from './outbox.ts';

/** A number whose event is not there yet may still come in: it is waited for so long, by the server's clock. */
const GAP_MS = 5_000;

function toEvent({ _id: seq, at, type, subject, brand, quiet }: EventDoc): StoredEvent {
  return { seq, at, type, subject, brand, quiet };
}

async function serverNow(db: MongoDb): Promise<number> {
  const answer = await db.connection.db?.admin().command({ hello: 1 });
  const now: unknown = answer?.['localTime'];
  return now instanceof Date ? now.getTime() : 0;
}

/** The events up to the first gap that may still close: who reads on from the last one misses none. */
async function upToGap(db: MongoDb, after: number, found: readonly EventDoc[]): Promise<readonly EventDoc[]> {
  let now: number | null = null;
  let erased: number | null = null;
  let last = after;
  for (const [place, event] of found.entries()) {
    if (event._id !== last + 1) {
      erased ??= await lastNumber(db, ERASED_EVENTS);
      now ??= await serverNow(db);
      if (event._id > erased + 1 && now - event.stored_at.getTime() < GAP_MS) return found.slice(0, place);
    }
    last = event._id;
  }
  return found;
}

export function eventMethods(db: MongoDb): EventStore {
  const leftOver = new LeftOver();
  return {
    async events(after, limit) {
      if (!db.readOnly) await leftOver.tell(db);
      if (limit <= 0) return [];
      const found = await db.events
        .find({ _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(limit)
        .lean();
      return (await upToGap(db, after, found)).map(toEvent);
    },
    lastSeq: () => lastNumber(db, EVENTS),
  };
}
