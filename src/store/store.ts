import type { Brand } from '../domain/brand.ts';
import type { ItemFilter, ItemPage, StatsBy } from '../domain/filter.ts';
import type { Item, ItemDraft, ItemVersion, Understanding, WaitingText } from '../domain/item.ts';
import type { Run } from '../domain/run.ts';
import type { Share } from '../domain/share.ts';
import type { NewTarget, Target } from '../domain/target.ts';
import type { AuditStore } from './audit-store.ts';
import type { CareStore } from './care-store.ts';
import type { DigestStore } from './digest-store.ts';
import type { EventStore } from './event-store.ts';
import type { LoopStore } from './loop-store.ts';
import type { PersonStore } from './person-store.ts';
import type { RelationStore } from './relation-store.ts';
import type { TrustStore } from './trust-store.ts';

export type { EventStore, StoredEvent } from './event-store.ts';

/**
 * The port to what is remembered, in words of the product. Every method is one step: it happens wholly or not at all,
 * and survives SIGKILL once it resolved. Methods throw `Unavailable` (locked, full, read-only, other schema version).
 * Times are ISO 8601 UTC strings, `now` always comes in.
 */
export interface Store
  extends ItemStore,
    TargetStore,
    RunStore,
    UnderstandingStore,
    EventStore,
    AccessStore,
    SettingStore,
    CareStore,
    LoopStore,
    AuditStore,
    RelationStore,
    TrustStore,
    DigestStore {
  /** Idempotent. Waits for running steps. */
  close(): Promise<void>;
  /** Writes a consistent copy to `path` while others read and write. Throws `BadInput` when `path` exists. */
  backup(path: string): Promise<void>;
}

/** A target whose time has come. */
export type DueTarget = Pick<Target, 'id' | 'brand'> & { readonly nextRunAt: string; readonly backfilled: boolean };

/** The right to visit a target. Every write of the visit carries it; a lost one throws `LeaseLost` and writes nothing. */
export interface Lease {
  readonly targetId: string;
  readonly token: string;
  readonly expiresAt: string;
}

/** One page of a visit. Items, cursor, outbox rows and dirty days are one transaction. */
export interface PageCommit {
  readonly lease: Lease;
  readonly runId: string;
  readonly items: readonly ItemDraft[];
  /** Where the visit goes on; null when this was the last page. */
  readonly cursor: Readonly<Record<string, unknown>> | null;
  /** First complete visit of the target: its items are never new. */
  readonly backfill: boolean;
  /** The visit goes on where one before it broke off. Only then is getting on a reason to forgive the leases lost so far. */
  readonly goesOn?: boolean;
  readonly now: string;
}

/** By key. `changed`: other content than the stored one (a version was kept). A teaser that became whole is `same`: its author changed nothing. */
export interface CommitResult {
  readonly newKeys: readonly string[];
  readonly changedKeys: readonly string[];
  readonly sameKeys: readonly string[];
}

export interface PageOfItems {
  readonly items: readonly Item[];
  /** Opaque; null at the end. Stable while items are added: each item is met once. */
  readonly nextCursor: string | null;
}

/** One group of a stats answer. `key` has one entry per requested dimension; day '' = undated, language 'und', stars 0 = none, sentiment also 'unsure', 'pending', 'unread' (no sentiment) and 'no-opinion' (adverts, official answers), kind also 'pending' and 'unread'. Texts without themes are in no group of themes, one with two is in two. */
export interface StatsRow {
  readonly key: Readonly<Partial<Record<StatsBy, string>>>;
  readonly n: number;
  /** Sum and count of stars in the group, for means. */
  readonly starsSum: number;
  readonly starsN: number;
}

export interface ItemStore extends PersonStore {
  /**
   * Upserts one page. A draft with the same key: content equal -> only `lastSeenAt` and the counters around it move; content differs and `fetchedAt`
   * is newer -> new revision, old content becomes a version, understanding is asked for again; an absent field (null) of a
   * `partial` or follow-up draft never erases a stored one; a vanished item that is seen again is no longer vanished.
   */
  commitPage(commit: PageCommit): Promise<CommitResult>;
  /** Same upsert without a lease, for imports and pages saved by hand. One transaction per call. */
  importItems(options: {
    items: readonly ItemDraft[];
    targetId: string | null;
    backfill: boolean;
    now: string;
  }): Promise<CommitResult>;
  /** Which of these keys are stored, and whether whole: `follow` is asked for the others. */
  known(keys: readonly string[]): Promise<ReadonlyMap<string, { readonly partial: boolean }>>;
  /**
   * Marks items of the target that this visit did not see. `publishedAfter` bounds it where only newer ones were read, `seenSince`
   * to those that an earlier visit had still seen. Returns how many.
   */
  markVanished(options: {
    lease: Lease;
    runId: string;
    notSeenSince: string;
    publishedAfter: string | null;
    seenSince?: string;
    now: string;
  }): Promise<number>;
  /** By key, or by the `id` string. Null when there is none. */
  item(keyOrId: string): Promise<Item | null>;
  versions(key: string): Promise<readonly ItemVersion[]>;
  items(filter: ItemFilter, page: ItemPage): Promise<PageOfItems>;
  count(filter: ItemFilter): Promise<number>;
  stats(filter: ItemFilter, by: readonly StatsBy[]): Promise<readonly StatsRow[]>;
  /** All matching items, oldest first, in batches (each a read of its own, by key: no cursor stays open). */
  stream(filter: ItemFilter, batchSize: number): AsyncIterable<readonly Item[]>;
  /** Erases items with versions, index, tags and outbox rows: by author hash, brand, key, or made-up data; several are joined by "and". Returns how many. Throws `BadInput` when nothing is named. */
  forget(what: { authorHash?: string; brand?: string; madeUp?: boolean; key?: string }): Promise<number>;
}

export interface TargetStore {
  saveBrand(brand: Brand, now: string): Promise<void>;
  brands(): Promise<readonly Brand[]>;
  brand(id: string): Promise<Brand | null>;
  /** Adds it, or finds the one with the same id (then title, schedule and zone follow the call, and paused/removed ones come back). */
  addTarget(target: NewTarget, now: string): Promise<Target>;
  targets(filter?: { brand?: string }): Promise<readonly Target[]>;
  target(id: string): Promise<Target | null>;
  updateTarget(
    id: string,
    change: { title?: string; schedule?: string; timeZone?: string; paused?: boolean; nextRunAt?: string | null },
    now: string,
  ): Promise<Target>;
  /** Takes the target away; its items stay, adding it again finds them. */
  removeTarget(id: string): Promise<void>;
  /** Ids with `nextRunAt` <= now, not paused, not leased; soonest first. */
  dueTargets(now: string, limit: number): Promise<readonly DueTarget[]>;
  /** Compare-and-set: null when another holds an unexpired lease. After 3 leases that expired in the hands of a holder the target is parked. */
  leaseTarget(id: string, options: { owner: string; ttlMs: number; now: string }): Promise<Lease | null>;
  renewLease(lease: Lease, options: { ttlMs: number; now: string }): Promise<Lease>;
}

export interface RunStore {
  startRun(options: { lease: Lease; by: Run['by']; parserVersion: number; now: string }): Promise<Run>;
  /** Ends the run, gives the lease back and sets the target's next due time, health and counters in one step. */
  endRun(options: {
    lease: Lease;
    run: Run;
    nextRunAt: string | null;
    health: Target['health'];
    healthNote: string | null;
    backfilled: boolean;
    now: string;
  }): Promise<void>;
  runs(filter: { targetId?: string; limit: number; before?: string }): Promise<readonly Run[]>;
  run(id: string): Promise<Run | null>;
  /**
   * Runs that were left open by a process that died: ended as `partial` with a reason, or as they had ended where it came that far.
   * Where several processes run loops, only those whose lease has run out, and who schedules calls it all the time; where one does,
   * all of them by network, at once, so it is called at the start alone.
   */
  closeOrphanRuns(now: string): Promise<number>;
}

/** An item that waits for its understanding, with the revision that was read. */
export interface PendingItem {
  readonly item: WaitingText;
  readonly revision: number;
}

export interface UnderstandingStore {
  /**
   * Waiting items, newest first; partial ones are left out. `version`: those without an understanding of that (not yet active) one.
   * `without`: keys of some that the caller has in hand, a few thousand at most.
   */
  pending(options: {
    limit: number;
    version?: string;
    share?: Share;
    without?: readonly string[];
  }): Promise<readonly PendingItem[]>;
  pendingCount(version?: string): Promise<number>;
  /**
   * Writes only where the item's revision is the one that was read. Marks touched days dirty. For a version that is not active
   * the result is kept beside the old one. Returns how many were written.
   */
  saveUnderstanding(
    results: readonly { readonly key: string; readonly revision: number; readonly understanding: Understanding }[],
    now: string,
  ): Promise<number>;
  /** Version whose figures are shown; null in an empty store. */
  activeVersion(): Promise<string | null>;
  /**
   * Makes a version, computed beside the old one, the shown one. Items without a result of it wait again. Others write meanwhile,
   * and figures never hold two versions: where it takes more than one step, items show as waiting in between. Goes on with what
   * a crash broke off; nothing happens when the version is shown already. False when another process is at it, which ends it.
   */
  activateVersion(version: string, now: string): Promise<boolean>;
  /** Recomputes the roll-ups of dirty days; at most `limit` days. Returns how many are left. */
  refreshRollups(limit: number): Promise<number>;
}

export type Scope = 'read' | 'write' | 'admin';

export interface ApiKey {
  /** First characters, shown; the whole is never stored. */
  readonly prefix: string;
  readonly name: string;
  readonly scope: Scope;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

/** Who may come in. Only hashes of secrets reach the store. */
export interface AccessStore {
  addSignInLink(options: { hash: string; name: string; role: Scope; expiresAt: string }): Promise<void>;
  /** Takes the link (once) and opens a session. Null when it is unknown, used or expired. */
  redeemSignInLink(options: {
    hash: string;
    sessionHash: string;
    sessionExpiresAt: string;
    now: string;
  }): Promise<{ name: string; role: Scope } | null>;
  session(hash: string, now: string): Promise<{ name: string; role: Scope } | null>;
  endSession(hash: string): Promise<void>;
  addApiKey(options: { hash: string; prefix: string; name: string; scope: Scope; now: string }): Promise<void>;
  apiKey(hash: string, now: string): Promise<ApiKey | null>;
  apiKeys(): Promise<readonly ApiKey[]>;
  removeApiKey(prefix: string): Promise<boolean>;
  /** First call with this key keeps the answer; later ones get it back. */
  idempotent(options: { key: string; route: string; now: string }): Promise<{ status: number; body: string } | null>;
  keepIdempotent(options: { key: string; route: string; status: number; body: string; now: string }): Promise<void>;
}

export interface SettingStore {
  setting(name: string): Promise<string | null>;
  saveSetting(name: string, value: string): Promise<void>;
  /** Compare-and-set: false, and nothing is written, where the value is not `was` any more (null: not there). */
  changeSetting(name: string, was: string | null, value: string): Promise<boolean>;
}
