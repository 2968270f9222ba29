import type { ItemDraft } from '../../domain/item.ts';
import { BadInput } from '../../errors.ts';
import { NOT_DECIDED } from '../rows/decision-columns.ts';
import { derive, draftRow } from '../rows/draft-row.ts';
import { type DraftColumns, type ItemRow, NOT_UNDERSTOOD } from '../rows/item-row.ts';
import { type Merged, mergeDraft } from '../rows/merge-draft.ts';
import type { CommitResult, StoredEvent } from '../store.ts';
import { zoneOf } from './brands.ts';
import type { Connection } from './connection.ts';
import { editedItem, type Visit } from './edited-item.ts';
import { tell } from './event-log.ts';
import { ItemIds } from './item-id.ts';
import { dropFromIndex } from './search-index.ts';
import { Touched } from './touched.ts';
import { forgetNextUnderstanding, insertItem, keepVersion, updateItem } from './write-item.ts';

/** What holds for all drafts of one call. */
export interface Arrival {
  readonly targetId: string | null;
  readonly backfill: boolean;
  /** ISO instant in the one spelling. */
  readonly now: string;
  /** When the visit began; undefined for imports, whose rows are never taken for edits of each other. */
  readonly visitSince?: string;
}

const idsOf = new WeakMap<Connection, ItemIds>();

function ids(connection: Connection): ItemIds {
  const known = idsOf.get(connection) ?? new ItemIds(connection);
  idsOf.set(connection, known);
  return known;
}

function insert(connection: Connection, draft: DraftColumns, arrival: Arrival): ItemRow {
  const base = {
    ...draft,
    ...NOT_UNDERSTOOD,
    ...NOT_DECIDED,
    copy_of: null,
    copies: 0,
    edited: draft.edited_at === null ? 0 : 1,
    backfill: arrival.backfill ? 1 : 0,
    revision: 1,
    text_revision: 1,
    versions: 0,
    target_id: arrival.targetId,
    collected_at: arrival.now,
    last_seen_at: draft.fetched_at,
    vanished_at: null,
    corrected_sentiment: null,
    corrected_language: null,
    corrected_by: null,
    corrected_at: null,
  };
  const id = ids(connection).next(draft, Date.parse(arrival.now));
  const row: ItemRow = { id, ...base, ...derive(base, zoneOf(connection, draft.brand)) };
  insertItem(connection, row);
  return row;
}

/** The stored row as it is after a page has shown it again. */
function merge(connection: Connection, stored: ItemRow, merged: Merged, fetchedAt: string): ItemRow {
  const content = merged.what === 'changed' || merged.what === 'completed';
  // Seen again is no longer vanished, unless the page is older than the visit that missed it.
  const back = stored.vanished_at !== null && fetchedAt >= stored.vanished_at;
  const next: ItemRow = {
    ...stored,
    ...merged.columns,
    ...(content ? { ...NOT_UNDERSTOOD, copy_of: null, copies: 0 } : {}),
    revision: stored.revision + (content ? 1 : 0),
    text_revision: merged.byAuthor ? stored.revision + 1 : stored.text_revision,
    versions: stored.versions + (merged.what === 'changed' ? 1 : 0),
    edited: stored.edited === 1 || merged.byAuthor || merged.columns.edited_at !== null ? 1 : 0,
    last_seen_at: fetchedAt > stored.last_seen_at ? fetchedAt : stored.last_seen_at,
    vanished_at: back ? null : stored.vanished_at,
  };
  return { ...next, ...derive(next, zoneOf(connection, stored.brand)) };
}

interface Keeping {
  readonly arrival: Arrival;
  readonly touched: Touched;
  readonly visit: Visit | undefined;
}

function store(connection: Connection, draft: DraftColumns, { arrival, touched, visit }: Keeping): keyof CommitResult {
  const stored =
    connection.get<ItemRow>('SELECT * FROM item WHERE key = ?', draft.key) ??
    (visit && editedItem(connection, draft, visit));
  if (stored === undefined) {
    touched.item(insert(connection, draft, arrival));
    const event = { at: arrival.now, subject: draft.key, brand: draft.brand } satisfies Partial<StoredEvent>;
    tell(connection, { ...event, type: 'item.created', quiet: arrival.backfill });
    return 'newKeys';
  }
  const merged = mergeDraft(stored, draft);
  const next = merge(connection, stored, merged, draft.fetched_at);
  if (next.revision !== stored.revision) {
    if (merged.what === 'changed') keepVersion(connection, stored, arrival.now);
    dropFromIndex(connection, stored);
    forgetNextUnderstanding(connection, stored.id);
  }
  updateItem(connection, stored, next, touched);
  const tellable = next.revision !== stored.revision || next.vanished_at !== stored.vanished_at;
  const event = { at: arrival.now, subject: stored.key, brand: stored.brand } satisfies Partial<StoredEvent>;
  if (tellable) tell(connection, { ...event, type: 'item.updated', quiet: arrival.backfill });
  return merged.what === 'changed' ? 'changedKeys' : 'sameKeys';
}

/** Upserts drafts inside the caller's transaction, with versions, outbox rows, copies and dirty days. */
export function upsert(connection: Connection, drafts: readonly ItemDraft[], arrival: Arrival): CommitResult {
  const result: Record<keyof CommitResult, string[]> = { newKeys: [], changedKeys: [], sameKeys: [] };
  const touched = new Touched();
  const { targetId, visitSince: since } = arrival;
  const keys = new Set(drafts.map(({ key }) => key));
  const visit = targetId === null || since === undefined ? undefined : { targetId, since, keys };
  for (const raw of drafts) {
    const draft = draftRow(raw);
    if (draft.fetched_at === '') throw new BadInput('fetchedAt', 'A draft must say when its page was fetched.');
    result[store(connection, draft, { arrival, touched, visit })].push(draft.key);
  }
  touched.settle(connection);
  return result;
}
