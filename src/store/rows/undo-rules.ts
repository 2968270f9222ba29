import type { DecisionField } from '../../domain/decision.ts';
import type { DecisionColumns } from './decision-columns.ts';
import { type DecidedItem, decidedColumns, entryOf } from './decision-rules.ts';

/** A line of an item's history, oldest first. */
export interface HistoryLine {
  readonly field: string;
  readonly batch: string;
  readonly undo: boolean;
  /** JSON of the columns as they were. */
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
function before(lines: readonly HistoryLine[], batch: string): string | null {
  const standing: HistoryLine[] = [];
  const takenBack = new Map<string, HistoryLine>();
  for (const line of lines) {
    const top = standing.at(-1);
    const again = line.undo ? takenBack.get(line.batch.slice(0, -1)) : undefined;
    if (again !== undefined) standing.push(again);
    else if (line.undo && top !== undefined && line.batch === undoOf(top.batch)) {
      takenBack.set(line.batch, top);
      standing.pop();
    }
    // Of a batch that changed a field twice, the first change knows how it was.
    else if (top?.batch !== line.batch) standing.push(line);
  }
  const last = lines.at(-1);
  if (last?.undo === true && last.batch === batch) return last.before;
  const top = standing.at(-1);
  return top?.batch === batch ? top.before : null;
}

/** What an undo does to one item: null where nothing can be taken back; `left` where a field of the batch was changed since. */
export interface Undone {
  readonly back: DecidedItem | null;
  readonly left: boolean;
}

/** `history`: all lines of the item. */
export function undoItem(
  row: DecisionColumns,
  history: readonly HistoryLine[],
  { batch, by, now }: { readonly batch: string; readonly by: string; readonly now: string },
): Undone {
  const made = new Set(history.filter((line) => line.batch === batch).map((line) => line.field));
  const change: Partial<DecisionColumns> = {};
  const mine: DecisionField[] = [];
  for (const field of [...made].sort() as DecisionField[]) {
    const was = before(
      history.filter((line) => line.field === field),
      batch,
    );
    if (was === null) continue;
    Object.assign(change, JSON.parse(was));
    mine.push(field);
  }
  const left = mine.length < made.size;
  if (mine.length === 0) return { back: null, left };
  const entries = mine.map((field) => entryOf(field, { row, change, undo: true, by, now, batch: undoOf(batch) }));
  return { back: { columns: decidedColumns(row, change), entries }, left };
}
