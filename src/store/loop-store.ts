import type { CountRow } from '../domain/count-row.ts';
import type { DecisionChange, DecisionEntry } from '../domain/decision.ts';
import type { ItemFilter } from '../domain/filter.ts';
import type { Item } from '../domain/item.ts';
import type { SavedView } from '../domain/view.ts';

export type { CountRow } from '../domain/count-row.ts';

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
  /** Keys of the brand's items that stand corrected by people, the latest corrections first. */
  correctedKeys(brand: string, limit: number): Promise<readonly string[]>;
  /** Names with their roles, of people who have a session or an open link; and how to end all of one's sessions and links. */
  people(now: string): Promise<readonly { readonly name: string; readonly role: string; readonly sessions: number }[]>;
  removePerson(name: string): Promise<number>;
}
