import type { DecisionField } from '../../domain/decision.ts';
import { BadInput, Conflict } from '../../errors.ts';
import type { LoopStore } from '../loop-store.ts';
import { type DecisionColumns, settled } from './decision-columns.ts';
import type { ItemRow } from './item-row.ts';

/** One step of a store: a larger change comes in pieces, with the same batch. */
const MAX_KEYS = 1_000;

export type DecideOptions = Parameters<LoopStore['decide']>[0];
type Columns = Partial<DecisionColumns>;
type Made = Pick<DecideOptions, 'by' | 'now' | 'batch'>;

/** The columns that hold a field, and how it reads in the history. */
const FIELDS: Readonly<
  Record<DecisionField, { readonly columns: readonly (keyof DecisionColumns)[]; read(row: DecisionColumns): string }>
> = {
  answer: {
    columns: ['answer_choice', 'answer_reason', 'answer_by', 'answer_at', 'answer_revision'],
    read: (row) => row.answer_choice,
  },
  work: { columns: ['work_choice', 'work_reason', 'work_by', 'work_at'], read: (row) => row.work_choice },
  done: { columns: ['done_by', 'done_at'], read: (row) => (row.done_at === null ? 'open' : 'done') },
};

function pick(row: DecisionColumns, columns: readonly (keyof DecisionColumns)[]): Columns {
  return Object.fromEntries(columns.map((column) => [column, row[column]]));
}

/** A line of the history, with the columns as they were: what an undo puts back. */
export interface Entry {
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

/** What is written of an item: its decisions, with those derived from them, and the lines of its history. */
export interface DecidedItem {
  readonly columns: Columns;
  readonly entries: readonly Entry[];
}

const COLUMNS: readonly (keyof DecisionColumns)[] = [
  ...Object.values(FIELDS).flatMap(({ columns }) => columns),
  'decisions_version',
  'open',
  'decided_by',
];

/** The columns after a change. */
export function decidedColumns(row: DecisionColumns, change: Columns): Columns {
  return pick(settled({ ...row, ...change, decisions_version: row.decisions_version + 1 }), COLUMNS);
}

/** The line that says how a field was changed. */
export function entryOf(
  field: DecisionField,
  { row, change, undo, by, now, batch }: Made & { row: DecisionColumns; change: Columns; undo: boolean },
): Entry {
  const next = { ...row, ...change };
  const { columns, read } = FIELDS[field];
  const reason = field === 'done' ? null : next[`${field}_reason`];
  return { field, was: read(row), became: read(next), reason, by, at: now, batch, undo, before: pick(row, columns) };
}

function choiceColumns(field: 'answer' | 'work', row: ItemRow, { change, by, now }: DecideOptions): Columns {
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

function doneColumns(row: ItemRow, { change, by, now }: DecideOptions): Columns {
  if (change.done === undefined || change.done === (row.done_at !== null)) return {};
  return change.done ? { done_by: by, done_at: now } : { done_by: null, done_at: null };
}

/** Throws `BadInput` for a change that no item can take. */
export function checkDecision({ keys, change, ifVersion }: DecideOptions): void {
  if (keys.length > MAX_KEYS) throw new BadInput('keys', `At most ${MAX_KEYS} items are changed in one step.`);
  if (ifVersion !== undefined && keys.length !== 1)
    throw new BadInput('ifVersion', 'A version can be named for one item only.');
  for (const field of ['answer', 'work'] as const) {
    const wanted = change[field];
    if (wanted?.choice === 'no' && (wanted.reason ?? '').trim() === '')
      throw new BadInput(`${field}.reason`, 'Say why not: a "no" needs a reason.');
  }
}

/** Null where the item already stands so. Throws `Conflict` where somebody changed what the caller has seen. */
export function decideItem(row: ItemRow, options: DecideOptions): DecidedItem | null {
  const { ifVersion } = options;
  if (ifVersion !== undefined && row.decisions_version !== ifVersion)
    throw new Conflict('Somebody else has decided on this item meanwhile.', {
      details: { key: row.key, version: row.decisions_version },
    });
  const change = {
    ...choiceColumns('answer', row, options),
    ...choiceColumns('work', row, options),
    ...doneColumns(row, options),
  };
  const fields = (Object.keys(FIELDS) as DecisionField[]).filter((field) =>
    FIELDS[field].columns.some((column) => column in change),
  );
  if (fields.length === 0) return null;
  return {
    columns: decidedColumns(row, change),
    entries: fields.map((field) => entryOf(field, { ...options, row, change, undo: false })),
  };
}
