import type { Understanding } from '../../domain/item.ts';
import { ALL, isInShare } from '../../domain/share.ts';
import type { ItemRow, UnderstandingColumns } from '../rows/item-row.ts';
import { columnsOf, shownAs } from '../rows/understanding-columns.ts';
import { toPending, WAITING_COLUMNS, type WaitingRow } from '../rows/waiting-row.ts';
import type { PendingItem, StoredEvent, UnderstandingStore } from '../store.ts';
import type { Connection } from './connection.ts';
import { tell, tellAll } from './event-log.ts';
import { putIntoIndex } from './search-index.ts';
import { Touched } from './touched.ts';
import { activeVersion, showVersion, writtenVersion } from './versions.ts';
import { updateItem } from './write-item.ts';

/** The columns that a result is compared with. The texts are not among them: reading them would take twice as long. */
const READ = [
  'id',
  'key',
  'brand',
  'day',
  'indexed',
  'backfill',
  'revision',
  'partial',
  'corrected_sentiment',
  'corrected_language',
  'corrected_kind',
  'corrected_themes',
  'effective_kind',
  'theme_signs',
  'kind',
  'effective_sentiment',
  'effective_language',
  'model_version',
  'language',
  'label',
  'score',
  'confidence',
  'unsure',
  'mentions_brand',
  'understood',
] as const satisfies readonly (keyof ItemRow)[];
type ReadRow = Pick<ItemRow, (typeof READ)[number]>;
const READ_BY_KEY = `SELECT ${READ.join(', ')} FROM item WHERE key = ?`;

/** Writes what an item is shown as; the change of versions does it too. */
export function show(connection: Connection, stored: ReadRow, columns: UnderstandingColumns, touched: Touched): void {
  updateItem(connection, stored, shownAs(stored, columns), touched);
}

function understood(row: ReadRow, now: string): Omit<StoredEvent, 'seq'> {
  return { at: now, type: 'item.understood', subject: row.key, brand: row.brand, quiet: row.backfill === 1 };
}

/** Writes a result into its item: figures, search words, and the event that tells of it. */
export function apply(
  connection: Connection,
  row: ReadRow,
  understanding: Understanding,
  now: string,
  touched: Touched,
): void {
  putIntoIndex(connection, row, understanding.stems);
  show(connection, row, columnsOf(understanding), touched);
  tell(connection, understood(row, now));
}

interface Result {
  readonly key: string;
  readonly revision: number;
  readonly understanding: Understanding;
}

/** Results with the rows that they were read from, where those still stand; in the order of ids, in which the index is written. */
function standing(
  connection: Connection,
  results: readonly Result[],
): readonly { row: ReadRow; understanding: Understanding }[] {
  const found = new Map<number, { row: ReadRow; understanding: Understanding }>();
  for (const { key, revision, understanding } of results) {
    const row = connection.get<ReadRow>(READ_BY_KEY, key);
    if (row !== undefined && row.revision === revision && row.partial === 0) found.set(row.id, { row, understanding });
  }
  return [...found.values()].sort((a, b) => a.row.id - b.row.id);
}

/**
 * Writes results whose revision is still the stored one; those of a version that is not shown are kept beside. The first
 * version ever written becomes the shown one.
 */
export function saveUnderstanding(connection: Connection, results: readonly Result[], now: string): number {
  const touched = new Touched();
  const kept = standing(connection, results);
  const first = kept[0]?.understanding.modelVersion;
  if (first !== undefined && activeVersion(connection) === null) showVersion(connection, first);
  const written = writtenVersion(connection);
  for (const { row, understanding } of kept)
    if (understanding.modelVersion !== written) keepBeside(connection, row.id, understanding);
  const shown = kept.filter(({ understanding }) => understanding.modelVersion === written);
  for (const { row, understanding } of shown) show(connection, row, columnsOf(understanding), touched);
  // In one go: the index writes what it has gathered as soon as a statement of another kind comes between.
  for (const { row, understanding } of shown) putIntoIndex(connection, row, understanding.stems);
  tellAll(
    connection,
    shown.map(({ row }) => understood(row, now)),
  );
  touched.settle(connection);
  return kept.length;
}

function keepBeside(connection: Connection, itemId: number, understanding: Understanding): void {
  const sql = 'INSERT OR REPLACE INTO understanding_next (version, item_id, body) VALUES (?, ?, ?)';
  connection.run(sql, understanding.modelVersion, itemId, JSON.stringify(understanding));
}

/** Where the last search of a version left off, newest first: what lies above is done, so it is not searched each time. */
const reached = new WeakMap<Connection, Map<string, number>>();

interface Candidate {
  readonly id: number;
  readonly key: string;
}

function lacking(connection: Connection, version: string, below: number, limit: number): readonly Candidate[] {
  const sql = `SELECT i.id, i.key FROM item i WHERE i.id <= ? AND i.partial = 0
    AND NOT EXISTS (SELECT 1 FROM understanding_next n WHERE n.item_id = i.id AND n.version = ?) ORDER BY i.id DESC LIMIT ?`;
  return connection.all<Candidate>(sql, below, version, limit);
}

function pendingOf(connection: Connection, version: string, limit: number): readonly Candidate[] {
  const marks = reached.get(connection) ?? new Map<string, number>();
  reached.set(connection, marks);
  const mark = marks.get(version) ?? Number.MAX_SAFE_INTEGER;
  let found = lacking(connection, version, mark, limit);
  // Newer items, or edited ones above the mark, are found by one more search from the top.
  if (found.length < limit && mark !== Number.MAX_SAFE_INTEGER)
    found = lacking(connection, version, Number.MAX_SAFE_INTEGER, limit);
  marks.set(version, found[0]?.id ?? Number.MAX_SAFE_INTEGER);
  return found;
}

const WAITING = `SELECT ${WAITING_COLUMNS.join(', ')} FROM item WHERE id = ?`;

/** Waiting items of a share, newest first: searched among ever more of all of them, of which no more than the key is read. */
export function pending(
  connection: Connection,
  { limit, version, share = ALL, without = [] }: Parameters<UnderstandingStore['pending']>[0],
): readonly PendingItem[] {
  const inHand = new Set(without);
  for (let asked = (limit + inHand.size) * share.of; ; asked *= 2) {
    const found = newest(connection, asked, version);
    const own = found.filter(({ key }) => isInShare(key, share) && !inHand.has(key));
    if (own.length < limit && found.length === asked) continue;
    const ids = own.slice(0, limit).map(({ id }) => id);
    return ids.flatMap((id) => {
      const row = connection.get<WaitingRow>(WAITING, id);
      return row === undefined ? [] : [toPending(row)];
    });
  }
}

function newest(connection: Connection, limit: number, version: string | undefined): readonly Candidate[] {
  const beside = version !== undefined && version !== activeVersion(connection) && activeVersion(connection) !== null;
  const sql =
    'SELECT id, key FROM item INDEXED BY item_pending WHERE understood = 0 AND partial = 0 ORDER BY id DESC LIMIT ?';
  return beside ? pendingOf(connection, version, limit) : connection.all<Candidate>(sql, limit);
}

export function pendingCount(connection: Connection, version?: string): number {
  const count = (sql: string, ...values: string[]) => connection.get<{ n: number }>(sql, ...values)?.n ?? 0;
  const active = activeVersion(connection);
  if (version === undefined || active === null || version === active)
    return count('SELECT count(*) AS n FROM item INDEXED BY item_pending WHERE understood = 0 AND partial = 0');
  // A result beside is dropped with the revision it read, so each one stands for a whole item.
  const whole = count('SELECT count(*) AS n FROM item') - count('SELECT count(*) AS n FROM item WHERE partial = 1');
  return whole - count('SELECT count(*) AS n FROM understanding_next WHERE version = ?', version);
}
