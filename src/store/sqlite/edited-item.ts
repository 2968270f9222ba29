import type { DraftColumns, ItemRow } from '../rows/item-row.ts';
import { editedOf, mayBeEdited } from '../rows/same-review.ts';
import type { Connection } from './connection.ts';

/** What is known of the visit that brings a draft. */
export interface Visit {
  readonly targetId: string;
  /** When the visit began: what it has shown already is somebody else's. */
  readonly since: string;
  /** Keys of all drafts of the page. */
  readonly keys: ReadonlySet<string>;
}

/** The stored item that a draft is an edit of. Its new key is remembered beside the item. */
export function editedItem(connection: Connection, draft: DraftColumns, visit: Visit): ItemRow | undefined {
  const alias = connection.get<ItemRow>(
    'SELECT i.* FROM item_alias a JOIN item i ON i.id = a.item_id WHERE a.key = ?',
    draft.key,
  );
  if (alias !== undefined) return alias;
  if (!mayBeEdited(draft)) return undefined;
  const candidates = connection
    .all<ItemRow>(
      `SELECT * FROM item INDEXED BY item_author WHERE author_hash = ? AND target_id = ? AND external_id IS NULL
         AND published_on = ? AND published_at IS ? AND last_seen_at < ? LIMIT 5`,
      draft.author_hash,
      visit.targetId,
      draft.published_on,
      draft.published_at,
      visit.since,
    )
    .filter((row) => !visit.keys.has(row.key));
  const only = editedOf(draft, candidates);
  if (only === undefined) return undefined;
  connection.run('INSERT INTO item_alias (key, item_id) VALUES (?, ?)', draft.key, only.id);
  return only;
}
