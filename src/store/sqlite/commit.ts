import type { ItemDraft } from '../../domain/item.ts';
import { BadInput } from '../../errors.ts';
import { type Arrival, newRow, seenAgain } from '../rows/arrival.ts';
import { draftRow } from '../rows/draft-row.ts';
import type { DraftColumns, ItemRow } from '../rows/item-row.ts';
import { mergeDraft } from '../rows/merge-draft.ts';
import type { CommitResult, StoredEvent } from '../store.ts';
import { zoneOf } from './brands.ts';
import type { Connection } from './connection.ts';
import { editedItem, type Visit } from './edited-item.ts';
import { tellAll } from './event-log.ts';
import { ItemIds } from './item-id.ts';
import { dropFromIndex } from './search-index.ts';
import { Touched } from './touched.ts';
import { forgetNextUnderstanding, insertItem, keepVersion, updateItem } from './write-item.ts';

const idsOf = new WeakMap<Connection, ItemIds>();

function ids(connection: Connection): ItemIds {
  const known = idsOf.get(connection) ?? new ItemIds(connection);
  idsOf.set(connection, known);
  return known;
}

function insert(connection: Connection, draft: DraftColumns, arrival: Arrival): ItemRow {
  const id = ids(connection).next(draft, Date.parse(arrival.now));
  const row: ItemRow = { id, ...newRow(draft, arrival, zoneOf(connection, draft.brand)) };
  insertItem(connection, row);
  return row;
}

interface Keeping {
  readonly arrival: Arrival;
  readonly touched: Touched;
  readonly visit: Visit | undefined;
  /** Told together at the end. */
  readonly events: Omit<StoredEvent, 'seq'>[];
}

function store(connection: Connection, draft: DraftColumns, keeping: Keeping): keyof CommitResult {
  const { arrival, touched, visit, events } = keeping;
  const stored =
    connection.get<ItemRow>('SELECT * FROM item WHERE key = ?', draft.key) ??
    (visit && editedItem(connection, draft, visit));
  if (stored === undefined) {
    const { day } = insert(connection, draft, arrival);
    touched.day(draft.brand, day);
    const event = { at: arrival.now, subject: draft.key, brand: draft.brand } satisfies Partial<StoredEvent>;
    events.push({ ...event, type: 'item.created', quiet: arrival.backfill });
    return 'newKeys';
  }
  const merged = mergeDraft(stored, draft);
  const zone = zoneOf(connection, stored.brand);
  const next = seenAgain(stored, merged, { fetchedAt: draft.fetched_at, zone });
  if (next.revision !== stored.revision) {
    if (merged.what === 'changed') keepVersion(connection, stored, arrival.now);
    dropFromIndex(connection, stored);
    forgetNextUnderstanding(connection, stored.id);
  }
  updateItem(connection, stored, next, touched);
  const tellable = next.revision !== stored.revision || next.vanished_at !== stored.vanished_at;
  const event = { at: arrival.now, subject: stored.key, brand: stored.brand } satisfies Partial<StoredEvent>;
  if (tellable) events.push({ ...event, type: 'item.updated', quiet: arrival.backfill });
  return merged.what === 'changed' ? 'changedKeys' : 'sameKeys';
}

/** Upserts drafts inside the caller's transaction, with versions, outbox rows and dirty days. */
export function upsert(connection: Connection, drafts: readonly ItemDraft[], arrival: Arrival): CommitResult {
  const result: Record<keyof CommitResult, string[]> = { newKeys: [], changedKeys: [], sameKeys: [] };
  const touched = new Touched();
  const { targetId, visitSince: since } = arrival;
  const keys = new Set(drafts.map(({ key }) => key));
  const visit = targetId === null || since === undefined ? undefined : { targetId, since, keys };
  const keeping: Keeping = { arrival, touched, visit, events: [] };
  for (const raw of drafts) {
    const draft = draftRow(raw);
    if (draft.fetched_at === '') throw new BadInput('fetchedAt', 'A draft must say when its page was fetched.');
    result[store(connection, draft, keeping)].push(draft.key);
  }
  tellAll(connection, keeping.events);
  touched.settle(connection);
  return result;
}
