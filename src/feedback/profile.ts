import { setImmediate } from 'node:timers/promises';
import { looksLikeDate, orderEvidence } from './answer-date.ts';
import { readScore } from './score-text.ts';
import type { Table, TableRow } from './table.ts';

/** What the values of one column are like. */
export interface ColumnProfile {
  filled: number;
  /** Cells that are a score; how often each value is there (the first 200 different ones). */
  numeric: number;
  readonly values: Map<number, number>;
  /** Best values that cells name themselves (`4/5`). */
  readonly best: Map<number, number>;
  dates: number;
  readonly order: { dmy: number; mdy: number; either: number };
  chars: number;
  /** Different values among the first 2,000 filled cells. */
  readonly different: Set<string>;
}

export interface Profile {
  readonly columns: readonly ColumnProfile[];
  /** All rows below the header, unreadable ones too. */
  readonly total: number;
  readonly sample: readonly TableRow[];
}

export const SAMPLE_ROWS = 20;
const MAX_VALUES = 200;
const MAX_DIFFERENT = 2000;
/** Rows between two breaths: a server answers others in between. */
export const BREATH_ROWS = 500;

/** Reads all rows once. Scales, date order and kinds are told by the whole column, never by its first rows. */
export async function profileTable(table: Table, onRows?: (rows: number) => void): Promise<Profile> {
  const columns = table.header.map(emptyProfile);
  const sample: TableRow[] = [];
  let total = 0;
  for await (const row of table.rows()) {
    total += 1;
    if (total % BREATH_ROWS === 0) {
      onRows?.(total);
      await setImmediate();
    }
    if ('problem' in row) continue;
    if (sample.length < SAMPLE_ROWS) sample.push(row);
    for (const [index, cell] of row.cells.entries()) look(columns[index]!, cell);
  }
  return { columns, total, sample };
}

function emptyProfile(): ColumnProfile {
  return {
    filled: 0,
    numeric: 0,
    values: new Map(),
    best: new Map(),
    dates: 0,
    order: { dmy: 0, mdy: 0, either: 0 },
    chars: 0,
    different: new Set(),
  };
}

function look(column: ColumnProfile, cell: string): void {
  const text = cell.trim();
  if (text === '') return;
  column.filled += 1;
  column.chars += text.length;
  if (column.filled <= MAX_DIFFERENT) column.different.add(text.slice(0, 200));
  if (looksLikeDate(text)) {
    column.dates += 1;
    const order = orderEvidence(text);
    if (order !== null) column.order[order] += 1;
    return;
  }
  const score = readScore(text);
  if (score === null) return;
  column.numeric += 1;
  count(column.values, score.value);
  if (score.best !== null) count(column.best, score.best);
}

function count(counts: Map<number, number>, value: number): void {
  if (counts.has(value) || counts.size < MAX_VALUES) counts.set(value, (counts.get(value) ?? 0) + 1);
}

/** Share of the filled cells. */
export function shareOf(n: number, column: ColumnProfile): number {
  return column.filled === 0 ? 0 : n / column.filled;
}
