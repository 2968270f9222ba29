import type { DecisionField } from '../../domain/decision.ts';
import type { DecisionColumns } from '../rows/decision-columns.ts';
import type { ItemRow } from '../rows/item-row.ts';
import type { Connection } from './connection.ts';
import { FIELDS, note, pick, saveDecisions } from './decisions.ts';

interface Line {
  readonly batch: string;
  readonly undo: number;
  readonly before: string;
}

/** The lines of an undo carry this behind the batch's name, so an undo is seen in the history and can be taken back itself. */
function undoOf(batch: string): string {
  return `${batch}~`;
}

/**
 * How a field was before the batch, null where somebody changed it since. Changes that were taken back are as if they had not
 * been, so that one undo after the other goes back step by step; an undo that was taken back is as if it had not been either.
 */
function before(connection: Connection, itemId: number, field: DecisionField, batch: string): string | null {
  const sql = 'SELECT batch, undo, before FROM decision WHERE item_id = ? AND field = ? ORDER BY seq';
  const lines = connection.all<Line>(sql, itemId, field);
  const standing: Line[] = [];
  const takenBack = new Map<string, Line>();
  for (const line of lines) {
    const top = standing.at(-1);
    const again = line.undo === 1 ? takenBack.get(line.batch.slice(0, -1)) : undefined;
    if (again !== undefined) standing.push(again);
    else if (line.undo === 1 && top !== undefined && line.batch === undoOf(top.batch)) {
      takenBack.set(line.batch, top);
      standing.pop();
    }
    // Of a batch that changed a field twice, the first change knows how it was.
    else if (top?.batch !== line.batch) standing.push(line);
  }
  const last = lines.at(-1);
  if (last?.undo === 1 && last.batch === batch) return last.before;
  const top = standing.at(-1);
  return top?.batch === batch ? top.before : null;
}

/** See `LoopStore.undoDecisions`. An item of which one field was taken back and another left is in both lists. */
export function undoDecisions(
  connection: Connection,
  { batch, by, now }: { batch: string; by: string; now: string },
): { readonly undone: readonly string[]; readonly left: readonly string[] } {
  const undone: string[] = [];
  const left: string[] = [];
  const sql = 'SELECT DISTINCT item_id AS itemId, field FROM decision WHERE batch = ? ORDER BY item_id, field';
  const made = connection.all<{ itemId: number; field: DecisionField }>(sql, batch);
  for (const [itemId, fields] of Map.groupBy(made, (one) => one.itemId)) {
    const row = connection.get<ItemRow>('SELECT * FROM item WHERE id = ?', itemId);
    if (row === undefined) continue;
    const back: Partial<DecisionColumns> = {};
    const mine: DecisionField[] = [];
    for (const { field } of fields) {
      const was = before(connection, itemId, field, batch);
      if (was === null) continue;
      Object.assign(back, JSON.parse(was));
      mine.push(field);
    }
    if (mine.length < fields.length) left.push(row.key);
    if (mine.length === 0) continue;
    saveDecisions(connection, row, back, now);
    const next = { ...row, ...back };
    for (const field of mine) {
      const { columns, read } = FIELDS[field];
      const reason = field === 'done' ? null : next[`${field}_reason`];
      const entry = { itemId, field, was: read(row), became: read(next), reason, before: pick(row, columns) };
      note(connection, { ...entry, by, at: now, batch: undoOf(batch), undo: true });
    }
    undone.push(row.key);
  }
  return { undone, left };
}
