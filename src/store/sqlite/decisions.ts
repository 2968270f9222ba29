import type { DecisionChange, DecisionEntry, DecisionField } from '../../domain/decision.ts';
import { BadInput, Conflict, NotFound } from '../../errors.ts';
import type { LoopStore } from '../loop-store.ts';
import { type DecisionColumns, settled } from '../rows/decision-columns.ts';
import type { ItemRow } from '../rows/item-row.ts';
import type { Connection } from './connection.ts';
import { tell } from './event-log.ts';
import { writeColumns } from './write-item.ts';

/** One step holds the write lock: a larger change comes in pieces, with the same batch. */
const MAX_KEYS = 1_000;

type DecideOptions = Parameters<LoopStore['decide']>[0];
type Columns = Partial<DecisionColumns>;

/** The columns that hold a field, and how it reads in the history. */
export const FIELDS: Readonly<
  Record<DecisionField, { readonly columns: readonly (keyof DecisionColumns)[]; read(row: DecisionColumns): string }>
> = {
  answer: {
    columns: ['answer_choice', 'answer_reason', 'answer_by', 'answer_at', 'answer_revision'],
    read: (row) => row.answer_choice,
  },
  work: { columns: ['work_choice', 'work_reason', 'work_by', 'work_at'], read: (row) => row.work_choice },
  done: { columns: ['done_by', 'done_at'], read: (row) => (row.done_at === null ? 'open' : 'done') },
};

export function pick(row: DecisionColumns, columns: readonly (keyof DecisionColumns)[]): Columns {
  return Object.fromEntries(columns.map((column) => [column, row[column]]));
}

/** A line of the history, with the columns as they were: what an undo puts back. */
export interface Entry {
  readonly itemId: number;
  readonly field: DecisionField;
  readonly was: string;
  readonly became: string;
  readonly reason: string | null;
  readonly by: string;
  readonly at: string;
  readonly batch: string;
  readonly undo: boolean;
  readonly before: Columns;
}

export function note(connection: Connection, entry: Entry): void {
  connection.run(
    `INSERT INTO decision (item_id, field, was, became, reason, made_by, made_at, batch, undo, before)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    entry.itemId,
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

/** Writes the changed decisions of an item, with its outbox row. */
export function saveDecisions(connection: Connection, row: ItemRow, change: Columns, now: string): void {
  const next = settled({ ...row, ...change, decisions_version: row.decisions_version + 1 });
  writeColumns(connection, row, pick(next, Object.keys(next).filter(isDecisionColumn)));
  tell(connection, { at: now, type: 'item.decided', subject: row.key, brand: row.brand, quiet: true });
}

const COLUMNS: ReadonlySet<string> = new Set([
  ...Object.values(FIELDS).flatMap(({ columns }) => columns),
  'decisions_version',
  'open',
  'decided_by',
]);

function isDecisionColumn(name: string): name is keyof DecisionColumns {
  return COLUMNS.has(name);
}

function choiceColumns(
  field: 'answer' | 'work',
  row: ItemRow,
  { change, by, now }: Pick<DecideOptions, 'change' | 'by' | 'now'>,
): Columns {
  const wanted = change[field];
  if (wanted === undefined) return {};
  const decided = wanted.choice !== 'undecided';
  const reason = decided ? (wanted.reason?.toWellFormed() ?? null) : null;
  if (wanted.choice === row[`${field}_choice`] && reason === row[`${field}_reason`]) return {};
  return {
    [`${field}_choice`]: wanted.choice,
    [`${field}_reason`]: reason,
    [`${field}_by`]: decided ? by : null,
    [`${field}_at`]: decided ? now : null,
    ...(field === 'answer' ? { answer_revision: decided ? row.revision : null } : {}),
  };
}

function doneColumns(row: ItemRow, { change, by, now }: Pick<DecideOptions, 'change' | 'by' | 'now'>): Columns {
  if (change.done === undefined || change.done === (row.done_at !== null)) return {};
  return change.done ? { done_by: by, done_at: now } : { done_by: null, done_at: null };
}

function check({ keys, change, ifVersion }: DecideOptions): void {
  if (keys.length > MAX_KEYS) throw new BadInput('keys', `At most ${MAX_KEYS} items are changed in one step.`);
  if (ifVersion !== undefined && keys.length !== 1)
    throw new BadInput('ifVersion', 'A version can be named for one item only.');
  for (const field of ['answer', 'work'] as const) {
    const wanted: DecisionChange['answer'] = change[field];
    if (wanted?.choice === 'no' && (wanted.reason ?? '').trim() === '')
      throw new BadInput(`${field}.reason`, 'Say why not: a "no" needs a reason.');
  }
}

/** See `LoopStore.decide`. Throws `BadInput`, `NotFound` where none of the keys is there, `Conflict`. */
export function decide(connection: Connection, options: DecideOptions): { readonly changed: readonly string[] } {
  check(options);
  const { keys, by, now, batch, ifVersion } = options;
  const changed: string[] = [];
  let found = 0;
  for (const key of new Set(keys)) {
    const row = connection.get<ItemRow>('SELECT * FROM item WHERE key = ?', key);
    if (row === undefined) continue;
    found += 1;
    if (ifVersion !== undefined && row.decisions_version !== ifVersion)
      throw new Conflict('Somebody else has decided on this item meanwhile.', {
        details: { key, version: row.decisions_version },
      });
    const change = {
      ...choiceColumns('answer', row, options),
      ...choiceColumns('work', row, options),
      ...doneColumns(row, options),
    };
    if (Object.keys(change).length === 0) continue;
    saveDecisions(connection, row, change, now);
    const next = { ...row, ...change };
    for (const [field, { columns, read }] of Object.entries(FIELDS) as [DecisionField, (typeof FIELDS)['done']][]) {
      if (!columns.some((column) => column in change)) continue;
      const reason = field === 'done' ? null : next[`${field}_reason`];
      const entry = { itemId: row.id, field, was: read(row), became: read(next), reason, before: pick(row, columns) };
      note(connection, { ...entry, by, at: now, batch, undo: false });
    }
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
