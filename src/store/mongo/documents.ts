import type { Level } from '../../understand/duplicates/index.ts';
import type { StoredEvent } from '../event-store.ts';
import type { ItemRow, VersionRow } from '../rows/item-row.ts';
import type { TargetRow } from '../rows/target-row.ts';

/**
 * What the collections hold. Items and targets have the fields of the embedded file's rows, so both engines share the code that
 * merges, derives and reads them; a field that is null is left out of the document.
 */

/** Version of the documents. One from a newer Molva is refused when it is read. */
export const DOCUMENT_VERSION = 1;

/** Something to tell, written in the document that it tells of and moved into the outbox after. */
export interface UntoldEvent extends Omit<StoredEvent, 'seq'> {
  /** Unique for all time: an event is moved once, however often it is tried. */
  readonly nonce: string;
}

type Nullable<T> = { [K in keyof T as null extends T[K] ? K : never]?: Exclude<T[K], null> };
type Required<T> = { [K in keyof T as null extends T[K] ? never : K]: T[K] };
/** The fields of a row without those that are null. */
export type Compact<T> = Required<T> & Nullable<T>;

interface Versioned {
  /** Another one with each write of the document: every change is compare-and-set on it, and says who won. */
  v: number;
  /** `DOCUMENT_VERSION` of who wrote it. */
  sv: number;
  outbox?: UntoldEvent[];
}

export interface TagDoc {
  readonly tag: string;
  readonly by: string;
  readonly at: string;
}

/** `_id` is the item's key, which is made from its brand: the same key is never of two brands. */
export type ItemDoc = Compact<Omit<ItemRow, 'key' | 'theme_signs' | 'bands'>> &
  Versioned & {
    _id: string;
    /** The `v` of the last writes, newest last: a write that was overwritten at once is told from one that never was. */
    writes?: number[];
    tags?: TagDoc[];
    /** Words of the search index. */
    stems?: string[];
    /** The names of the row's `theme_signs`, as its index wants them. */
    themed?: string[];
    /** The row's `bands`, one by one. */
    bands?: string[];
    /** What it is linked to; the other side has the same. */
    links?: LinkLine[];
    /** 1 where the day (or the instant) lies days away from the moment that the id stands for; see `item-doc.ts`. */
    off?: number;
    /** History, oldest first: in the same update as the change, so one is never without the other. */
    decisions?: DecisionLine[];
    corrections?: CorrectionLine[];
  };

/** Another item whose text is like this one's. */
export interface LinkLine {
  readonly key: string;
  readonly level: Level;
  readonly similarity: number;
}

/** One line of an item's history. */
export interface DecisionLine {
  readonly field: string;
  readonly was: string;
  readonly became: string;
  readonly reason?: string;
  readonly by: string;
  readonly at: string;
  readonly batch: string;
  readonly undo: boolean;
  /** JSON of the columns as they were: what an undo puts back. */
  readonly before: string;
}

/** One word of a person about an item; without `value` it was taken back. */
export interface CorrectionLine {
  readonly field: string;
  readonly value?: string;
  readonly by: string;
  readonly at: string;
}

/**
 * The visit of a target that is not in `run` as it stands here: one that is going on, or one that has ended and is about to be
 * written there. In the target's document, so that only who holds the lease can open or end it, in one update with the rest.
 */
export interface VisitDoc {
  readonly state: 'open' | 'ended';
  readonly id: string;
  readonly by: string;
  /** JSON of the `Run`. */
  readonly body: string;
}

export type TargetDoc = Compact<Omit<TargetRow, 'id' | 'lease_expires_at'>> &
  Versioned & {
    _id: string;
    /** By the server's clock. */
    lease_until?: Date;
    visit?: VisitDoc;
  };

/** `_id`: `<item key>:<revision>`. Those of a revision that the item still has were left by a broken step and do not count. */
export type VersionDoc = Compact<VersionRow> & { _id: string; brand: string; key: string };

/** Another key under which an edited review without an id came in. `_id` is that key. */
export interface AliasDoc {
  _id: string;
  brand: string;
  key: string;
}

/** An understanding of a version that is not shown yet. `_id`: `<version>:<item key>`. */
export interface NextDoc {
  _id: string;
  brand: string;
  key: string;
  version: string;
  /** Revision that was read. */
  revision: number;
  body: string;
}

/** A word of the search index, for words that are only begun. `_id`: `<brand>:<word>`. */
export interface WordDoc {
  _id: string;
  brand: string;
  word: string;
}

export interface RollupGroup {
  readonly scraper: string;
  readonly channel: string;
  readonly effective_language: string;
  readonly effective_sentiment: string;
  readonly star_group: number;
  /** 1 or 0, as the two below. */
  readonly has_text: number;
  readonly verified: number;
  readonly late: number;
  readonly n: number;
  readonly stars_sum: number;
  readonly stars_n: number;
}
export interface RollupDoc {
  _id: string;
  brand: string;
  day: string;
  /** Number of the computation: an older one never takes the place of a newer one. */
  made: number;
  groups: RollupGroup[];
}

/** What has to be settled: the roll-up of a day, where an item stands among those it is linked to, or the reviews of a day that are to be weighed again. See `dirty.ts`. `_id`: `<kind>:<brand>:<value>`. */
export interface DirtyDoc {
  _id: string;
  brand: string;
  kind: 'day' | 'copies' | 'weigh';
  value: string;
  /** Another one with each mark: it is taken away only as it was read. */
  rev: string;
  /** Steps that are writing; by the server's clock they are over at `until`. */
  writers: { readonly token: string; readonly until: Date }[];
}

/** `_id` is the sequence number. */
export interface EventDoc extends UntoldEvent {
  _id: number;
  /** By the server's clock, when the number was given out. */
  stored_at: Date;
}
