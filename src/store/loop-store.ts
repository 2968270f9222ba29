import type { DecisionChange, DecisionEntry } from '../domain/decision.ts';
import type { ItemFilter } from '../domain/filter.ts';
import type { Channel, Item, SentimentLabel } from '../domain/item.ts';
import type { Metric } from '../domain/metric.ts';
import type { SavedView } from '../domain/view.ts';

/** One opinion as the counting needs it: no texts, so that a hundred thousand cross the threads in one piece. */
export interface CountRow {
  readonly key: string;
  readonly channel: Channel;
  readonly source: string;
  readonly touchpoint: string | null;
  /** Day it counts for, '' when undated. */
  readonly day: string;
  /** Label shown (corrections included); null: unread, or not understood yet (`pending`). */
  readonly sentiment: SentimentLabel | null;
  readonly unsure: boolean;
  readonly pending: boolean;
  /** A person corrected the sentiment. */
  readonly corrected: boolean;
  readonly hasText: boolean;
  readonly words: number;
  readonly stars: number | null;
  readonly metric: Metric | null;
  readonly authorHash: string | null;
  readonly threadId: string | null;
  readonly targetId: string | null;
  /** Came in by a back-fill, or was published more than three days before it was collected. */
  readonly backfill: boolean;
  readonly collectedAt: string;
  readonly publishedAt: string | null;
}

/** The loop: decisions on every comment, saved views, and the rows that figures are made of. */
export interface LoopStore {
  /**
   * Changes decisions of some items, all in one step. With `ifVersion` (one key only) a change by somebody else in between throws
   * `Conflict`. Items that already stand so are left alone. Writes history rows with `batch` and outbox rows. Returns the changed keys.
   */
  decide(options: {
    readonly keys: readonly string[];
    readonly change: DecisionChange;
    readonly by: string;
    readonly now: string;
    readonly batch: string;
    readonly ifVersion?: number;
  }): Promise<{ readonly changed: readonly string[] }>;
  /** Takes a batch back, field by field, where nobody changed the field since. Returns the keys taken back and those left. */
  undoDecisions(options: {
    batch: string;
    by: string;
    now: string;
  }): Promise<{ readonly undone: readonly string[]; readonly left: readonly string[] }>;
  /** Oldest first. */
  decisionHistory(key: string): Promise<readonly DecisionEntry[]>;
  /** Keys of all matching items, newest first, at most `limit`: what a bulk change by filter is about to touch. */
  keys(filter: ItemFilter, limit: number): Promise<readonly string[]>;
  saveView(view: SavedView): Promise<void>;
  /** By position, then name. */
  views(brand: string): Promise<readonly SavedView[]>;
  removeView(id: string): Promise<boolean>;
  /** Everything that matches, own posts left out, one per copy set unless `copies: 'all'`; order of day, then key. */
  countRows(filter: ItemFilter): Promise<readonly CountRow[]>;
  /** The items with these keys, in the order given; unknown ones are left out. */
  itemsByKey(keys: readonly string[]): Promise<readonly Item[]>;
  /** Names with their roles, of people who have a session or an open link; and how to end all of one's sessions and links. */
  people(now: string): Promise<readonly { readonly name: string; readonly role: string; readonly sessions: number }[]>;
  removePerson(name: string): Promise<number>;
}
