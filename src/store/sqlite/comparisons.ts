import { BAND_HEAD, type Comparisons } from '../relation-store.ts';
import { candidatesOf, type Keyed, type Members, Pairs } from '../rows/candidates.ts';
import {
  bandsOf,
  COMPARE,
  isRelinked,
  isToCompare,
  RELATED_COLUMNS,
  type RelatedRow,
  relatedText,
} from '../rows/related.ts';
import { firstOfEach, idsBehind } from './bands.ts';
import type { Connection } from './connection.ts';

type Stored = RelatedRow & Keyed;
type WaitingRow = Pick<Stored, 'related' | 'partial'>;
const COLUMNS = ['id', 'bands', ...RELATED_COLUMNS].join(', ');
/** A step compares no more pairs than this, but for those of its first text. */
const MAX_PAIRS = 20_000;
/** Texts whose keys are looked up at once: where each has very many candidates, a step ends after some of them. */
const LOOK_UP = 100;

/** Texts of a brand in a range of `related`. */
export function waiting(connection: Connection, brand: string, range: string, limit: number): readonly Stored[] {
  const sql = `SELECT ${COLUMNS} FROM item INDEXED BY item_waiting
    WHERE brand = ? AND partial = 0 AND related >= 0 AND ${range} LIMIT ?`;
  return connection.all<Stored>(sql, brand, limit);
}

/** The texts of a step and their keys; what was asked once is kept. */
class Search implements Members {
  readonly #rows = new Map<number, Stored>();
  readonly #first = new Map<string, readonly number[]>();
  readonly #behind = new Map<string, readonly number[] | null>();
  readonly #waits = new Map<number, boolean>();
  readonly #connection: Connection;
  readonly #brand: string;

  constructor(connection: Connection, brand: string) {
    this.#connection = connection;
    this.#brand = brand;
  }

  add(rows: readonly Stored[]): void {
    for (const row of rows) this.#rows.set(row.id, row);
    const bands = new Set(rows.flatMap((row) => bandsOf(row.bands)));
    const unknown = [...bands].filter((band) => !this.#first.has(band));
    for (const [band, ids] of firstOfEach(this.#connection, unknown)) this.#first.set(band, ids);
  }

  readonly firstOf = (band: string): readonly number[] => this.#first.get(band) ?? [];

  readonly behind = (band: string): readonly number[] | null => {
    let found = this.#behind.get(band);
    if (found === undefined) {
      found = idsBehind(this.#connection, band, this.firstOf(band)[BAND_HEAD - 1] ?? 0);
      this.#behind.set(band, found);
    }
    return found;
  };

  readonly row = (id: number): Stored | undefined => {
    const sql = `SELECT ${COLUMNS} FROM item WHERE id = ? AND brand = ?`;
    const found = this.#rows.get(id) ?? this.#connection.get<Stored>(sql, id, this.#brand);
    if (found !== undefined) this.#rows.set(id, found);
    return found;
  };

  /** Whether it will be compared with all itself. */
  waits(id: number): boolean {
    let found = this.#waits.get(id);
    if (found === undefined) {
      const row =
        this.#rows.get(id) ??
        this.#connection.get<WaitingRow>(
          'SELECT related, partial FROM item WHERE id = ? AND brand = ?',
          id,
          this.#brand,
        );
      found = row !== undefined && row.partial === 0 && isToCompare(row.related);
      this.#waits.set(id, found);
    }
    return found;
  }

  linked(id: number): readonly Keyed[] {
    const sql = 'SELECT id, bands FROM item_link CROSS JOIN item ON id = other_id WHERE item_id = ? AND brand = ?';
    return this.#connection.all<Keyed>(sql, id, this.#brand);
  }
}

const NOBODY: readonly number[] = [];

/** See `RelationStore.toCompare`. */
export function toCompare(connection: Connection, brand: string, limit: number): Comparisons {
  const search = new Search(connection, brand);
  const [pairs, stalePairs] = [new Pairs(), new Pairs()];
  const due = new Map<number, string>();
  const crowded: (readonly [string, string])[] = [];
  const rows = waiting(connection, brand, `related >= ${COMPARE}`, limit);
  for (const [at, row] of rows.entries()) {
    if (at % LOOK_UP === 0) search.add(rows.slice(at, at + LOOK_UP));
    const relinked = isRelinked(row.related);
    const members = relinked ? { firstOf: search.firstOf, behind: () => NOBODY } : search;
    const found = candidatesOf(row, members, search.linked(row.id));
    // A newer one that waits itself comes to this one in its own turn: each pair is compared once.
    const candidates = relinked ? [] : [...found.candidates].filter((id) => id < row.id || !search.waits(id));
    if (due.size > 0 && pairs.size + candidates.length > MAX_PAIRS) break;
    for (const id of candidates) if (search.row(id) !== undefined) pairs.add(row.id, id);
    for (const id of found.stale) if (search.row(id) !== undefined) stalePairs.add(row.id, id);
    for (const band of found.crowded) crowded.push([row.key, band]);
    due.set(row.id, row.key);
  }
  const ids = new Set([...due.keys(), ...pairs.ids(), ...stalePairs.ids()]);
  const texts = [...ids].flatMap((id) => search.row(id) ?? []);
  const keys = new Map(texts.map(({ id, key }) => [id, key]));
  return {
    due: [...due.values()],
    texts: texts.map(relatedText),
    pairs: pairs.named(keys),
    stale: stalePairs.named(keys),
    crowded,
  };
}
