import { COUNTED } from '../rows/counted.ts';
import type { ItemRow } from '../rows/item-row.ts';
import { settleCopies } from './copies.ts';
import { begin, dayMarks, end, type Mark } from './dirty.ts';
import type { StoredItem } from './item-doc.ts';
import type { MongoDb } from './models.ts';
import { afterwards, whenEnded } from './transaction.ts';

type Place = Pick<ItemRow, 'brand' | 'day' | 'dup_key'>;

function marksOf({ brand, day, dup_key: set }: Place): readonly Mark[] {
  return [...dayMarks(brand, day), ...(set === null ? [] : [{ kind: 'copies', brand, value: set } as const])];
}

/** Days and sets of copies that a step changes: marked before it writes, settled after. */
export class Touched {
  readonly #db: MongoDb;
  readonly #open: { readonly token: string; readonly marks: readonly Mark[] }[] = [];

  constructor(db: MongoDb) {
    this.#db = db;
  }

  /** What a change touches; nothing where no figure, copy or day depends on it. */
  static by(stored: StoredItem | null, change: Partial<ItemRow>): readonly Mark[] {
    if (stored === null) return marksOf({ brand: '', day: '', dup_key: null, ...change });
    const { row } = stored;
    if (!COUNTED.some((name) => change[name] !== undefined && change[name] !== row[name])) return [];
    return [...marksOf(row), ...marksOf({ ...row, ...change })];
  }

  /** Must have happened before the first write of what is marked. */
  async begin(marks: readonly Mark[]): Promise<void> {
    const distinct = [...new Map(marks.map((one) => [JSON.stringify(one), one])).values()];
    if (distinct.length > 0) this.#open.push({ token: await begin(this.#db, distinct), marks: distinct });
  }

  /** After the last write. */
  async settle(): Promise<void> {
    const open = this.#open.splice(0);
    await whenEnded(this.#db, async () => {
      for (const { token, marks } of open) await end(this.#db, token, marks);
    });
    const sets = open.flatMap(({ marks }) => marks.filter(({ kind }) => kind === 'copies'));
    await afterwards(this.#db, () => settleCopies(this.#db, sets));
  }
}
