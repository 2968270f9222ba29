import { randomUUID } from 'node:crypto';
import type { Connection } from './connection.ts';

/** What a change of a day's reviews leaves to be done beside its figures: weighing them again. */
export function markDueDay(
  connection: Connection,
  { brand, day }: { readonly brand: string; readonly day: string },
): void {
  const sql = `INSERT INTO weigh_day (brand, day, mark) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET mark = excluded.mark`;
  connection.run(sql, brand, day, randomUUID());
}

/** Days of which a step changed the figures. They are marked once, at its end, inside its transaction. */
export class Touched {
  readonly #days = new Map<string, Set<string>>();

  day(brand: string, day: string): void {
    const days = this.#days.get(brand);
    if (days === undefined) this.#days.set(brand, new Set([day]));
    else days.add(day);
  }

  settle(connection: Connection): void {
    for (const [brand, days] of this.#days) {
      for (const day of days) {
        connection.run('INSERT OR IGNORE INTO dirty_day (brand, day) VALUES (?, ?)', brand, day);
        markDueDay(connection, { brand, day });
      }
    }
    this.#days.clear();
  }
}
