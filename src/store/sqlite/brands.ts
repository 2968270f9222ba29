import type { Brand } from '../../domain/brand.ts';
import { BadInput } from '../../errors.ts';
import type { ItemRow } from '../rows/item-row.ts';
import { movedTo } from '../rows/related.ts';
import { isTimeZone } from '../rows/times.ts';
import type { Connection } from './connection.ts';
import { Touched } from './touched.ts';
import { updateItem } from './write-item.ts';

/** Zone of items whose brand was not saved (yet). */
const DEFAULT_ZONE = 'UTC';
const ZONE_BATCH = 500;

/** Zone in which the brand's instants become days. */
export function zoneOf(connection: Connection, brand: string): string {
  const row = connection.get<{ time_zone: string }>('SELECT time_zone FROM brand WHERE id = ?', brand);
  return row?.time_zone ?? DEFAULT_ZONE;
}

/** Saves it; another zone moves the days of its items. Throws `BadInput` for an unknown zone. */
export function saveBrand(connection: Connection, brand: Brand, now: string): void {
  if (!isTimeZone(brand.timeZone))
    throw new BadInput('timeZone', `"${brand.timeZone}" is not a time zone such as Europe/Moscow.`);
  const before = zoneOf(connection, brand.id);
  connection.run(
    `INSERT INTO brand (id, body, time_zone, made_up, saved_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET body = excluded.body, time_zone = excluded.time_zone, made_up = excluded.made_up,
       saved_at = excluded.saved_at`,
    brand.id,
    JSON.stringify(brand),
    brand.timeZone,
    brand.madeUp ? 1 : 0,
    now,
  );
  if (before !== brand.timeZone) moveDays(connection, brand.id, brand.timeZone);
}

/** Printed days are never shifted, so only items that have an instant and no printed day can move. */
function moveDays(connection: Connection, brand: string, zone: string): void {
  const touched = new Touched();
  const sql = `SELECT * FROM item WHERE brand = ? AND id > ? AND published_on IS NULL AND published_at IS NOT NULL
    ORDER BY id LIMIT ${ZONE_BATCH}`;
  let after = -1;
  for (;;) {
    const rows = connection.all<ItemRow>(sql, brand, after);
    for (const row of rows) {
      updateItem(connection, row, movedTo(row, zone), touched);
      after = row.id;
    }
    if (rows.length < ZONE_BATCH) break;
  }
  touched.settle(connection);
}

/** As JSON, for the caller to read; all with `null`. */
export function brandBodies(connection: Connection, id: string | null): readonly string[] {
  const found = connection.all<{ body: string }>(
    'SELECT body FROM brand WHERE ? IS NULL OR id = ? ORDER BY id',
    id,
    id,
  );
  return found.map(({ body }) => body);
}
