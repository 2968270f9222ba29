import type { DraftColumns } from '../rows/item-row.ts';
import { instantMs, printedDay } from '../rows/times.ts';
import type { Connection } from './connection.ts';

/** Ids of one millisecond; the next one takes what does not fit (sites that print only the day put thousands on one midnight). */
const PER_MS = 1024;
/** Where the last free id of a millisecond was found, so that a crowded midnight is not searched from its start each time. */
const MAX_HINTS = 10_000;

/** Gives out time-ordered ids: publication in milliseconds times 1024, plus a sequence. Order only; `key` identifies. */
export class ItemIds {
  readonly #connection: Connection;
  readonly #hints = new Map<number, number>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** A free id for an item. Unknown times take the time of collection, future ones are clamped to it. */
  next(row: Pick<DraftColumns, 'published_at' | 'published_on'>, nowMs: number): number {
    const printed = printedDay(row.published_on);
    const published = instantMs(row.published_at) ?? (printed === null ? nowMs : Date.parse(`${printed}T00:00:00Z`));
    const startMs = Math.max(0, Math.min(published, nowMs));
    const id = this.#freeFrom(startMs);
    if (this.#hints.size >= MAX_HINTS) this.#hints.clear();
    this.#hints.set(startMs, id + 1);
    return id;
  }

  #freeFrom(startMs: number): number {
    let candidate = this.#hints.get(startMs) ?? startMs * PER_MS;
    for (;;) {
      const end = (Math.floor(candidate / PER_MS) + 1) * PER_MS;
      const sql = 'SELECT max(id) AS id FROM item WHERE id >= ? AND id < ?';
      const last = this.#connection.get<{ id: number | null }>(sql, candidate, end)?.id ?? null;
      if (last === null) return candidate;
      if (last + 1 < end) return last + 1;
      candidate = end;
    }
  }
}
