import { NOT_DECIDED } from './decision-columns.ts';
import { derive } from './draft-row.ts';
import { type DraftColumns, type ItemRow, NOT_UNDERSTOOD } from './item-row.ts';
import type { Merged } from './merge-draft.ts';
import { relatedFirst, relatedNext } from './related.ts';
import { NOT_WEIGHED } from './unusual-columns.ts';

/** What holds for all drafts of one call. */
export interface Arrival {
  readonly targetId: string | null;
  readonly backfill: boolean;
  /** ISO instant in the one spelling. */
  readonly now: string;
  /** When the visit began; undefined for imports, whose rows are never taken for edits of each other. */
  readonly visitSince?: string;
}

/** The row of an item that was never seen, but for its place among the others. `zone` is its brand's. */
export function newRow(draft: DraftColumns, arrival: Arrival, zone: string): Omit<ItemRow, 'id'> {
  const base = {
    ...draft,
    ...NOT_UNDERSTOOD,
    ...NOT_DECIDED,
    ...NOT_WEIGHED,
    copy_of: null,
    copies: 0,
    family: null,
    similarity: null,
    related: relatedFirst(draft),
    bands: null,
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
    corrected_kind: null,
    corrected_themes: null,
    corrected_by: null,
    corrected_at: null,
  };
  return { ...base, ...derive(base, zone) };
}

/** The stored row as it is after a page has shown it again. */
export function seenAgain<Row extends Omit<ItemRow, 'id'>>(
  stored: Row,
  merged: Merged,
  { fetchedAt, zone }: { readonly fetchedAt: string; readonly zone: string },
): Row {
  const content = merged.what === 'changed' || merged.what === 'completed';
  // Seen again is no longer vanished, unless the page is older than the visit that missed it.
  const back = stored.vanished_at !== null && fetchedAt >= stored.vanished_at;
  const next: Row = {
    ...stored,
    ...merged.columns,
    ...(content ? NOT_UNDERSTOOD : {}),
    revision: stored.revision + (content ? 1 : 0),
    text_revision: merged.byAuthor ? stored.revision + 1 : stored.text_revision,
    versions: stored.versions + (merged.what === 'changed' ? 1 : 0),
    edited: stored.edited === 1 || merged.byAuthor || merged.columns.edited_at !== null ? 1 : 0,
    last_seen_at: fetchedAt > stored.last_seen_at ? fetchedAt : stored.last_seen_at,
    vanished_at: back ? null : stored.vanished_at,
  };
  const row = { ...next, ...derive(next, zone) };
  return { ...row, related: relatedNext(stored, row) };
}
