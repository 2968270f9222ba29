import { randomUUID } from 'node:crypto';
import type { ItemRow } from '../rows/item-row.ts';
import type { Connection } from './connection.ts';
import { settleCopies } from './copies.ts';

/** The reviews of this day are to be weighed again. Another mark each time: who is weighing it now takes only the mark away that he read. */
export function markDueDay(connection: Connection, { brand, day }: Pick<ItemRow, 'brand' | 'day'>): void {
  connection.run(
    'INSERT INTO weigh_day (brand, day, mark) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET mark = excluded.mark',
    brand,
    day,
    randomUUID(),
  );
}

/** Days and sets of copies that a step changed. They are settled once, at its end, inside its transaction. */
export class Touched {
  readonly #days = new Map<string, Set<string>>();
  readonly #sets = new Map<string, Set<string>>();

  day(brand: string, day: string): void {
    add(this.#days, brand, day);
  }

  /** The item's figures changed: its day, and its set if it has one. */
  item(row: Pick<ItemRow, 'brand' | 'day' | 'dup_key'>): void {
    add(this.#days, row.brand, row.day);
    if (row.dup_key !== null) add(this.#sets, row.brand, row.dup_key);
  }

  settle(connection: Connection): void {
    for (const [brand, keys] of this.#sets) {
      for (const key of keys) {
        for (const day of settleCopies(connection, brand, key)) this.day(brand, day);
      }
    }
    for (const [brand, days] of this.#days) {
      for (const day of days) {
        connection.run('INSERT OR IGNORE INTO dirty_day (brand, day) VALUES (?, ?)', brand, day);
        markDueDay(connection, { brand, day });
      }
    }
    this.#sets.clear();
    this.#days.clear();
  }
}

function add(into: Map<string, Set<string>>, name: string, value: string): void {
  const values = into.get(name);
  if (values === undefined) into.set(name, new Set([value]));
  else values.add(value);
}
