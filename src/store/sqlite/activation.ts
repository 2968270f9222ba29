import type { Understanding } from '../../domain/item.ts';
import { type ItemRow, NOT_UNDERSTOOD } from '../rows/item-row.ts';
import type { Connection } from './connection.ts';
import { dropFromIndex } from './search-index.ts';
import { Touched } from './touched.ts';
import { apply, show } from './understanding.ts';
import { activeVersion, saveVersionChange, showVersion, type VersionChange, versionChange } from './versions.ts';

type Beside = ItemRow & { readonly next_body: string | null };

interface Step {
  readonly connection: Connection;
  readonly now: string;
  readonly touched: Touched;
}

/**
 * One step of making a version, computed beside the old one, the shown one: at most `limit` items, so that others write in
 * between. Returns whether it is done. A step that finds a change broken off by a crash goes on with it; one to another
 * version than was begun begins anew. Whole items without a result of that version wait to be read again.
 */
export function activateSome(connection: Connection, version: string, now: string, limit: number): boolean {
  const touched = new Touched();
  const step = { connection, now, touched };
  let left = limit;
  let change = changeTo(connection, version);
  while (change !== null && left > 0) {
    const taken = takeOne[change.phase](step, change, left);
    left -= Math.max(1, taken.items);
    change = taken.next;
  }
  touched.settle(connection);
  saveVersionChange(connection, change);
  return change === null;
}

function changeTo(connection: Connection, version: string): VersionChange | null {
  const begun = versionChange(connection);
  if (begun?.to === version) return begun;
  if (activeVersion(connection) !== version) return { to: version, phase: 'retire', after: -1 };
  // Back to the version that is still the shown one: what was let go of is read again.
  return begun === null ? null : { to: version, phase: 'clear', after: -1 };
}

interface Taken {
  readonly items: number;
  readonly next: VersionChange | null;
}

type Take = (step: Step, change: VersionChange, limit: number) => Taken;

const takeOne: Readonly<Record<VersionChange['phase'], Take>> = { retire, fill, clear };

function batchOf({ connection }: Step, { to, after }: VersionChange, limit: number): readonly Beside[] {
  const sql = `SELECT i.*, n.body AS next_body FROM item i LEFT JOIN understanding_next n ON n.item_id = i.id AND n.version = ?
    WHERE i.id > ? ORDER BY i.id LIMIT ?`;
  return connection.all<Beside>(sql, to, after, limit);
}

/** Words stay in the index until others take their place: a search finds its texts all the while. */
function retire(step: Step, change: VersionChange, limit: number): Taken {
  const rows = batchOf(step, change, limit);
  for (const { next_body: body, ...row } of rows) {
    if (body === null) dropFromIndex(step.connection, row);
    if (row.understood === 1 || (body === null && row.indexed === 1))
      show(step.connection, row, { ...NOT_UNDERSTOOD, indexed: body === null ? 0 : row.indexed }, step.touched);
  }
  if (rows.length === limit) return { items: rows.length, next: { ...change, after: rows.at(-1)!.id } };
  showVersion(step.connection, change.to);
  return { items: rows.length, next: { ...change, phase: 'fill', after: -1 } };
}

function fill(step: Step, change: VersionChange, limit: number): Taken {
  const rows = batchOf(step, change, limit);
  for (const { next_body: body, ...row } of rows)
    if (body !== null) apply(step.connection, row, JSON.parse(body) as Understanding, step.now, step.touched);
  const isAll = rows.length < limit;
  const next: VersionChange = isAll ? { ...change, phase: 'clear', after: -1 } : { ...change, after: rows.at(-1)!.id };
  return { items: rows.length, next };
}

/** What is beside is not needed any more, nor what other versions left there. */
function clear({ connection }: Step, change: VersionChange, limit: number): Taken {
  const sql = 'DELETE FROM understanding_next WHERE rowid IN (SELECT rowid FROM understanding_next LIMIT ?)';
  const items = connection.run(sql, limit);
  return { items, next: items < limit ? null : change };
}
