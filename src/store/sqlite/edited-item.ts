import type { DraftColumns, ItemRow } from '../rows/item-row.ts';
import type { Connection } from './connection.ts';

/** What is known of the visit that brings a draft. */
export interface Visit {
  readonly targetId: string;
  /** When the visit began: what it has shown already is somebody else's. */
  readonly since: string;
  /** Keys of all drafts of the page. */
  readonly keys: ReadonlySet<string>;
}

/** Half of the shorter text's words: an edit keeps most of what was said, two opinions of one day share function words only. */
const SHARED_WORDS = 0.5;

/**
 * A review without an id at its site has its text in its key, so an edited one arrives under a new key. It is the stored review
 * of the same author, published at the same time, that this visit has not shown: found when there is exactly one, and, where only
 * the day is printed, when half of the words are still there. The new key is remembered beside the item.
 */
export function editedItem(connection: Connection, draft: DraftColumns, visit: Visit): ItemRow | undefined {
  const alias = connection.get<ItemRow>(
    'SELECT i.* FROM item_alias a JOIN item i ON i.id = a.item_id WHERE a.key = ?',
    draft.key,
  );
  if (alias !== undefined) return alias;
  if (draft.external_id !== null || draft.author_hash === null || draft.published_on === null) return undefined;
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
  const [only] = candidates;
  if (only === undefined || candidates.length > 1) return undefined;
  const exactTime = draft.precision === 'instant' || draft.precision === 'minute';
  if (!exactTime && sharedWords(wordsOf(only), wordsOf(draft)) < SHARED_WORDS) return undefined;
  connection.run('INSERT INTO item_alias (key, item_id) VALUES (?, ?)', draft.key, only.id);
  return only;
}

function wordsOf({ title, text, pros, cons }: Pick<DraftColumns, 'title' | 'text' | 'pros' | 'cons'>): Set<string> {
  return new Set(
    [title, text, pros, cons]
      .join(' ')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [],
  );
}

/** Overlap coefficient: shared words by those of the shorter text, 0..1. Two texts without words are the same. */
function sharedWords(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const least = Math.min(a.size, b.size);
  if (least === 0) return a.size === b.size ? 1 : 0;
  return [...a].filter((word) => b.has(word)).length / least;
}
