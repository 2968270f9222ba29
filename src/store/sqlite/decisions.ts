import type { DecisionEntry, DecisionField } from '../../domain/decision.ts';
import { NotFound } from '../../errors.ts';
import { checkDecision, type DecidedItem, type DecideOptions, decideItem } from '../rows/decision-rules.ts';
import type { ItemRow } from '../rows/item-row.ts';
import type { Connection } from './connection.ts';
import { tell } from './event-log.ts';
import { writeColumns } from './write-item.ts';

/** Writes the changed decisions of an item, with the lines of its history and its outbox row. */
export function saveDecisions(
  connection: Connection,
  row: ItemRow,
  { columns, entries }: DecidedItem,
  now: string,
): void {
  writeColumns(connection, row, columns);
  tell(connection, { at: now, type: 'item.decided', subject: row.key, brand: row.brand, quiet: true });
  for (const entry of entries) {
    connection.run(
      `INSERT INTO decision (item_id, field, was, became, reason, made_by, made_at, batch, undo, before)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      row.id,
      entry.field,
      entry.was,
      entry.became,
      entry.reason,
      entry.by,
      entry.at,
      entry.batch,
      entry.undo ? 1 : 0,
      JSON.stringify(entry.before),
    );
  }
}

/** See `LoopStore.decide`. Throws `BadInput`, `NotFound` where none of the keys is there, `Conflict`. */
export function decide(connection: Connection, options: DecideOptions): { readonly changed: readonly string[] } {
  checkDecision(options);
  const { keys, now } = options;
  const changed: string[] = [];
  let found = 0;
  for (const key of new Set(keys)) {
    const row = connection.get<ItemRow>('SELECT * FROM item WHERE key = ?', key);
    if (row === undefined) continue;
    found += 1;
    const decided = decideItem(row, options);
    if (decided === null) continue;
    saveDecisions(connection, row, decided, now);
    changed.push(key);
  }
  if (found === 0 && keys.length > 0) throw new NotFound('There is no such item.', { details: { key: keys[0] } });
  return { changed };
}

/** Oldest first. */
export function decisionHistory(connection: Connection, key: string): readonly DecisionEntry[] {
  const sql = `SELECT d.seq, d.field, d.was, d.became, d.reason, d.made_by, d.made_at, d.batch, d.undo
    FROM item i CROSS JOIN decision d ON d.item_id = i.id WHERE i.key = ? ORDER BY d.seq`;
  type Row = { seq: number; field: DecisionField; was: string; became: string; reason: string | null } & {
    made_by: string;
    made_at: string;
    batch: string;
    undo: number;
  };
  return connection.all<Row>(sql, key).map((row) => ({
    seq: row.seq,
    field: row.field,
    from: row.was,
    to: row.became,
    reason: row.reason,
    by: row.made_by,
    at: row.made_at,
    batch: row.batch,
    undo: row.undo === 1,
  }));
}
