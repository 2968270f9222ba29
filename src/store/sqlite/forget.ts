import { BadInput } from '../../errors.ts';
import type { ItemRow } from '../rows/item-row.ts';
import { TRUST_STATE } from '../trust-store.ts';
import type { Connection } from './connection.ts';
import { eraseRows } from './erase.ts';
import { refreshRollups } from './rollups.ts';
import { Touched } from './touched.ts';

export interface Forgotten {
  readonly authorHash?: string;
  readonly brand?: string;
  readonly madeUp?: boolean;
  readonly key?: string;
}

function condition(what: Forgotten): { readonly sql: string; readonly values: readonly string[] } {
  const parts: (readonly [string, string | null])[] = [
    ...(what.authorHash === undefined ? [] : [['author_hash = ?', what.authorHash] as const]),
    ...(what.brand === undefined ? [] : [['brand = ?', what.brand] as const]),
    ...(what.madeUp === true ? [['brand IN (SELECT id FROM brand WHERE made_up = 1)', null] as const] : []),
    ...(what.key === undefined ? [] : [['key = ?', what.key] as const]),
  ];
  if (parts.length === 0)
    throw new BadInput('what', 'Say what is to be forgotten: an author, a brand, made-up data or an item.');
  return {
    sql: parts.map(([sql]) => sql).join(' AND '),
    values: parts.flatMap(([, value]) => (value === null ? [] : [value])),
  };
}

type Victim = Pick<ItemRow, 'id' | 'key' | 'brand' | 'day' | 'indexed'>;

/**
 * Erases items with everything that came from them, and with a brand also what was set up for it; several words are joined by
 * "and". The index is merged into one piece, as it would keep erased words until it merges by itself, and the roll-ups are made
 * anew. Returns how many items went.
 */
export function forget(connection: Connection, what: Forgotten): number {
  const { sql, values } = condition(what);
  const victims = connection.all<Victim>(`SELECT id, key, brand, day, indexed FROM item WHERE ${sql}`, ...values);
  if (victims.length === 0) {
    forgetBrand(connection, what);
    return 0;
  }
  const touched = new Touched();
  eraseRows(connection, victims, touched);
  const keys = JSON.stringify(victims.map((victim) => victim.key));
  connection.run('DELETE FROM event WHERE subject IN (SELECT value FROM json_each(?))', keys);
  touched.settle(connection);
  refreshRollups(connection, Number.MAX_SAFE_INTEGER);
  connection.run("INSERT INTO item_words (item_words) VALUES ('optimize')");
  // Last, as the days of its items are read by the brand's zone.
  forgetBrand(connection, what);
  return victims.length;
}

/**
 * Where all of a brand is meant: its views, who gets mail about it, and its targets, which would bring the texts back at their
 * next visit. The made-up brand itself goes too, with the place where its story stands.
 */
function forgetBrand(connection: Connection, { authorHash, key, brand, madeUp }: Forgotten): void {
  if (authorHash !== undefined || key !== undefined) return;
  const { sql, values } = condition({
    ...(brand === undefined ? {} : { brand }),
    ...(madeUp === true ? { madeUp } : {}),
  });
  connection.run(`DELETE FROM saved_view WHERE ${sql}`, ...values);
  connection.run(`DELETE FROM campaign WHERE ${sql}`, ...values);
  connection.run(`DELETE FROM weigh_day WHERE ${sql}`, ...values);
  const states = `SELECT substr(name, ${TRUST_STATE.length + 1}) AS brand FROM setting WHERE name LIKE '${TRUST_STATE}%'`;
  const names = `SELECT '${TRUST_STATE}' || brand FROM (${states}) WHERE ${sql}`;
  connection.run(`DELETE FROM setting WHERE name IN (${names})`, ...values);
  connection.run(`DELETE FROM delivery WHERE subscription_id IN (SELECT id FROM subscription WHERE ${sql})`, ...values);
  connection.run(`DELETE FROM subscription WHERE ${sql}`, ...values);
  connection.run(
    `UPDATE target SET removed = 1, next_run_at = NULL, cursor = NULL, backfilled_at = NULL, lease_token = NULL,
       lease_owner = NULL, lease_expires_at = NULL WHERE ${sql}`,
    ...values,
  );
  if (madeUp !== true || brand !== undefined) return;
  connection.run('DELETE FROM brand WHERE made_up = 1');
  connection.run("DELETE FROM setting WHERE name LIKE 'demo.%'");
}

/** Outside the transaction: the log still holds what was erased until it is written back and cut. */
export function emptyLog(connection: Connection): void {
  connection.all('PRAGMA wal_checkpoint(TRUNCATE)');
}
