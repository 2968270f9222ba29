import type { ItemRow } from '../rows/item-row.ts';
import { instantMs, printedDay } from '../rows/times.ts';
import type { MongoDb } from './models.ts';

/** Ids of one millisecond, as in the embedded file: publication in milliseconds times 1024, plus a sequence. */
const PER_MS = 1024;
/** Where the last free id of a millisecond was found, so that a crowded midnight is not searched from its start each time. */
const MAX_HINTS = 10_000;

const hints = new WeakMap<MongoDb, Map<number, number>>();

interface Wish {
  readonly key: string;
  readonly row: Pick<ItemRow, 'published_at' | 'published_on' | 'collected_at'>;
}

function startMs({ published_at, published_on, collected_at }: Wish['row']): number {
  const nowMs = Date.parse(collected_at);
  const printed = printedDay(published_on);
  const published = instantMs(published_at) ?? (printed === null ? nowMs : Date.parse(`${printed}T00:00:00Z`));
  return Math.max(0, Math.min(published, nowMs));
}

async function lastIn(db: MongoDb, from: number, before: number): Promise<number | null> {
  const last = await db.items
    .find({ id: { $gte: from, $lt: before } }, { id: 1, _id: 0 })
    .sort({ id: -1 })
    .limit(1)
    .hint('by_id')
    .lean();
  return last[0]?.id ?? null;
}

/** The first free id from here on, whose followers up to the end of its millisecond are free too. */
async function freeFrom(db: MongoDb, from: number): Promise<number> {
  for (let candidate = from; ; ) {
    const end = (Math.floor(candidate / PER_MS) + 1) * PER_MS;
    const last = await lastIn(db, candidate, end);
    if (last === null) return candidate;
    if (last + 1 < end) return last + 1;
    candidate = end;
  }
}

/**
 * Time-ordered ids that nobody has, by key. Order only; two processes may be given the same, then the unique index lets one of
 * them in and the other asks again.
 */
export async function freeIds(db: MongoDb, wishes: readonly Wish[]): Promise<ReadonlyMap<string, number>> {
  const known = hints.get(db) ?? new Map<number, number>();
  hints.set(db, known);
  if (known.size >= MAX_HINTS) known.clear();
  const byStart = Map.groupBy(wishes, ({ row }) => startMs(row));
  const from = new Map([...byStart.keys()].map((ms) => [ms, known.get(ms) ?? ms * PER_MS]));
  // One question for all: most milliseconds are free.
  const wanted = [...byStart].flatMap(([ms, group]) => group.map((_, at) => (from.get(ms) ?? 0) + at));
  const taken =
    wanted.length === 0
      ? []
      : await db.items
          .find({ id: { $in: wanted } }, { id: 1, _id: 0 })
          .hint('by_id')
          .lean();
  const given = new Map<string, number>();
  const used = new Set(taken.map(({ id }) => id));
  for (const [ms, group] of byStart) {
    let next = from.get(ms) ?? 0;
    if (group.some((_, at) => used.has(next + at))) next = await freeFrom(db, next);
    for (const { key } of group) {
      if (next % PER_MS === 0 && next !== from.get(ms)) next = await freeFrom(db, next);
      while (used.has(next)) next += 1;
      given.set(key, next);
      used.add(next);
      next += 1;
    }
    known.set(ms, next);
  }
  return given;
}
