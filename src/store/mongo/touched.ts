import { COUNTED } from '../rows/counted.ts';
import type { ItemRow } from '../rows/item-row.ts';
import { settleCopies } from './copies.ts';
import { begin, dayMarks, end, type Mark } from './dirty.ts';
import type { StoredItem } from './item-doc.ts';
import type { MongoDb } from './models.ts';
import { afterwards, whenEnded } from './transaction.ts';

/** Days that a step changes, and items whose place among linked ones it may change: marked before it writes, settled after. */
export class Touched {
  readonly #db: MongoDb;
  readonly #open: { readonly token: string; readonly marks: readonly Mark[] }[] = [];

  constructor(db: MongoDb) {
    this.#db = db;
  }

  /** What a change touches; nothing where no figure or day depends on it. */
  static by(stored: StoredItem | null, change: Partial<ItemRow>): readonly Mark[] {
    if (stored === null) return dayMarks(change.brand ?? '', change.day ?? '');
    const { row } = stored;
    if (!COUNTED.some((name) => change[name] !== undefined && change[name] !== row[name])) return [];
    return [...dayMarks(row.brand, row.day), ...dayMarks(row.brand, change.day ?? row.day)];
  }

  /** Must have happened before the first write of what is marked. */
  async begin(marks: readonly Mark[]): Promise<void> {
    const distinct = [...new Map(marks.map((one) => [JSON.stringify(one), one])).values()];
    if (distinct.length > 0) this.#open.push({ token: await begin(this.#db, distinct), marks: distinct });
  }

  /** After the last write. `now`: when a person spoke, if that is what happened. */
  async settle(now: string | null = null): Promise<void> {
    const open = this.#open.splice(0);
    await whenEnded(this.#db, async () => {
      for (const { token, marks } of open) await end(this.#db, token, marks);
    });
    const sets = open.flatMap(({ marks }) => marks.filter(({ kind }) => kind === 'copies'));
    await afterwards(this.#db, () => settleCopies(this.#db, sets, now));
  }
}
