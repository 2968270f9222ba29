import type { ItemRow } from '../rows/item-row.ts';
import { undoItem } from '../rows/undo-rules.ts';
import type { Connection } from './connection.ts';
import { saveDecisions } from './decisions.ts';

/** See `LoopStore.undoDecisions`. An item of which one field was taken back and another left is in both lists. */
export function undoDecisions(
  connection: Connection,
  options: { batch: string; by: string; now: string },
): { readonly undone: readonly string[]; readonly left: readonly string[] } {
  const undone: string[] = [];
  const left: string[] = [];
  const made = connection.all<ItemRow>(
    'SELECT * FROM item WHERE id IN (SELECT item_id FROM decision WHERE batch = ?) ORDER BY id',
    options.batch,
  );
  for (const row of made) {
    const history = connection
      .all<{ field: string; batch: string; undo: number; before: string }>(
        'SELECT field, batch, undo, before FROM decision WHERE item_id = ? ORDER BY seq',
        row.id,
      )
      .map((line) => ({ ...line, undo: line.undo === 1 }));
    const { back, left: someLeft } = undoItem(row, history, options);
    if (someLeft) left.push(row.key);
    if (back === null) continue;
    saveDecisions(connection, row, back, options.now);
    undone.push(row.key);
  }
  return { undone, left };
}
