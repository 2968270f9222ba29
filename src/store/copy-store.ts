import type { Audit } from '../domain/audit.ts';
import type { Brand } from '../domain/brand.ts';
import type { Delivery, Subscription } from '../domain/digest.ts';
import type { Understanding } from '../domain/item.ts';
import type { Run } from '../domain/run.ts';
import type { Target } from '../domain/target.ts';
import type { Campaign } from '../domain/unusual.ts';
import type { SavedView } from '../domain/view.ts';
import type { DecisionColumns } from './rows/decision-columns.ts';
import type { ItemRow, VersionRow } from './rows/item-row.ts';
import type { ApiKey, Scope, StoredEvent } from './store.ts';

/** An item with everything that hangs on it. Figures (roll-ups) are not copied: they are computed from the items. */
export interface CopiedItem {
  /**
   * Its columns as every store keeps them, the derived ones too. `id` is a wish: a store where another item has it gives the next
   * free one. It keeps its place among copies and in its family; what that was found by is found anew where it goes.
   */
  readonly row: ItemRow;
  /** Oldest first. */
  readonly versions: readonly VersionRow[];
  /** Other keys under which it was met; in order. */
  readonly aliases: readonly string[];
  /** By tag. */
  readonly tags: readonly { readonly tag: string; readonly by: string; readonly at: string }[];
  /** In the order in which they were made. */
  readonly corrections: readonly {
    readonly field: string;
    readonly value: string | null;
    readonly by: string;
    readonly at: string;
  }[];
  /** In the order in which they were made; `before` is what an undo puts back. */
  readonly decisions: readonly {
    readonly field: string;
    readonly was: string;
    readonly became: string;
    readonly reason: string | null;
    readonly by: string;
    readonly at: string;
    readonly batch: string;
    readonly undo: boolean;
    readonly before: Partial<DecisionColumns>;
  }[];
  /** Understandings of versions that are not shown yet; by version. */
  readonly beside: readonly Understanding[];
  /** Words of the search index, each once, in order; null when it has none (`row.indexed` = 0). */
  readonly words: readonly string[] | null;
}

/** What a store holds, in plain JSON that any other store can take. Leases are left behind: who held one is not there any more. */
export interface CopyBodies {
  readonly settings: { readonly name: string; readonly value: string };
  readonly brands: { readonly brand: Brand; readonly savedAt: string };
  readonly targets: { readonly target: Target; readonly removed: boolean; readonly leaseLosses: number };
  readonly runs: Run;
  readonly items: CopiedItem;
  readonly audits: Audit;
  readonly campaigns: Campaign;
  readonly events: StoredEvent;
  readonly links: { readonly hash: string; readonly name: string; readonly role: Scope; readonly expiresAt: string };
  readonly sessions: CopyBodies['links'];
  readonly keys: ApiKey & { readonly hash: string };
  readonly answers: {
    readonly key: string;
    readonly route: string;
    readonly status: number;
    readonly body: string;
    readonly keptAt: string;
  };
  readonly views: SavedView;
  readonly subscriptions: Subscription;
  readonly deliveries: Delivery;
}

export type Collection = keyof CopyBodies;

/** In the order of restoring: what others refer to comes first. */
export const COLLECTIONS: readonly Collection[] = [
  'settings',
  'brands',
  'targets',
  'runs',
  'items',
  'audits',
  'campaigns',
  'events',
  'links',
  'sessions',
  'keys',
  'answers',
  'views',
  'subscriptions',
  'deliveries',
];

/** `at`: its place in the order of the store that it comes from, to go on after it. */
export interface CopyRow<C extends Collection = Collection> {
  readonly at: string;
  readonly body: CopyBodies[C];
}

/** Settings that say how far a migration has come; they are no part of what is copied. */
export const MIGRATION_SETTING = 'migrate.state';

/** The side door of a store, for moving everything to another one. Nobody else may write meanwhile. Throws `Unavailable`. */
export interface CopyStore {
  setting(name: string): Promise<string | null>;
  /** null takes it away. */
  saveSetting(name: string, value: string | null): Promise<void>;
  count(collection: Collection): Promise<number>;
  /** Rows after a place, in order; fewer than `limit` only at the end. `MIGRATION_SETTING` is left out. */
  dump<C extends Collection>(collection: C, after: string | null, limit: number): Promise<readonly CopyRow<C>[]>;
  /** Writes rows in place of those with the same identity, all of a call in one step where the store can; repeating it changes nothing. */
  restore<C extends Collection>(collection: C, rows: readonly CopyRow<C>[]): Promise<void>;
  /** After the last row: figures are computed from what was restored. */
  finish(): Promise<void>;
  close(): Promise<void>;
}
