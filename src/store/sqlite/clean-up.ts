import type { CleanedUp, CleanUp } from '../care-store.ts';
import type { ItemRow } from '../rows/item-row.ts';
import { forgetOldAccess } from './access.ts';
import type { Connection } from './connection.ts';
import { eraseRows } from './erase.ts';
import { Touched } from './touched.ts';

type Victim = Pick<ItemRow, 'id' | 'brand' | 'day' | 'indexed'>;

/** Each brand that has items is one seek in the index, where its undated items stand before the oldest day. */
const OLD_ITEMS = (condition: string): string => `WITH RECURSIVE b (brand) AS (
    SELECT min(brand) FROM item UNION ALL SELECT (SELECT min(i.brand) FROM item i WHERE i.brand > b.brand) FROM b WHERE b.brand IS NOT NULL)
  SELECT i.id, i.brand, i.day, i.indexed FROM b CROSS JOIN item i INDEXED BY item_day ON i.brand = b.brand
  WHERE ${condition} LIMIT ?`;
const DATED = OLD_ITEMS("i.day > '' AND i.day < ?");
const UNDATED = OLD_ITEMS("i.day = '' AND i.collected_at < ?");

/** Erases one step of what is too old. When the last of it went, the index is merged, as it would keep erased words until then. */
export function cleanUp(connection: Connection, { itemsBefore, eventsBefore, now, limit }: CleanUp): CleanedUp {
  const items = itemsBefore === null ? 0 : eraseItems(connection, itemsBefore, limit);
  // The outbox is in the order of time: what is not among its first rows is not old.
  const events = connection.run(
    'DELETE FROM event WHERE seq IN (SELECT seq FROM (SELECT seq, at FROM event ORDER BY seq LIMIT ?) WHERE at < ?)',
    limit,
    eventsBefore,
  );
  forgetOldAccess(connection, now);
  return { items, events, more: items === limit || events === limit };
}

function eraseItems(connection: Connection, before: string, limit: number): number {
  const victims = connection.all<Victim>(DATED, before, limit);
  if (victims.length < limit) victims.push(...connection.all<Victim>(UNDATED, before, limit - victims.length));
  const touched = new Touched();
  eraseRows(connection, victims, touched);
  touched.settle(connection);
  if (victims.length > 0 && victims.length < limit)
    connection.run("INSERT INTO item_words (item_words) VALUES ('optimize')");
  return victims.length;
}
