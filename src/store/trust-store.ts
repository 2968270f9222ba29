import type { ItemFilter, StatsBy } from '../domain/filter.ts';
import type { Item } from '../domain/item.ts';
import type {
  Campaign,
  Unusual,
  UnusualChange,
  UnusualLevel,
  UnusualReason,
  UnusualVerdict,
} from '../domain/unusual.ts';
import type { UnusualInput } from '../understand/unusual/index.ts';
import type { StatsRow } from './store.ts';

/** Settings that begin so, with the id of a brand behind: how far it was weighed, and what came out. They go with the brand. */
export const TRUST_STATE = 'trust.state.';

/** A day of a brand whose reviews changed since they were weighed. `mark`: another one with each change. */
export interface DueDay {
  readonly day: string;
  readonly mark: string;
}

/** A review as the detector needs it, with what is stored of it: null while it has not been weighed. */
export interface ReviewToWeigh extends UnusualInput {
  readonly stored: (Unusual & { readonly version: string }) | null;
}

export interface ReviewsToWeigh {
  readonly reviews: readonly ReviewToWeigh[];
  /** Opaque; null at the end. */
  readonly next: string | null;
}

/** A review on which a person has spoken. */
export interface JudgedReview {
  readonly key: string;
  readonly verdict: UnusualVerdict;
  readonly reasons: readonly UnusualReason[];
}

/** So many items of a group that are alike in stars and in what is said of them. */
export interface WeighedGroup {
  readonly key: StatsRow['key'];
  readonly n: number;
  readonly stars: number | null;
  /** Null where they were not weighed. */
  readonly score: number | null;
  readonly level: UnusualLevel;
  readonly verdict: UnusualVerdict['verdict'] | null;
}

/**
 * What looks paid for, what people say of it, and campaigns of the brands' own. It is kept beside the items: `forget` and clean-up
 * leave nothing of it. It does not touch the revision of an item: verdicts outlive every reading of the text.
 */
export interface TrustStore {
  /** Days ('' = undated) that changed since they were taken away by `clearDueDays`, oldest first; those that somebody is writing are left out. */
  dueDays(brand: string, limit: number): Promise<readonly DueDay[]>;
  /** Takes days away that were weighed. One that has changed since it was read stays. */
  clearDueDays(brand: string, days: readonly DueDay[]): Promise<void>;
  /** Public reviews of outsiders, copies too, of days from `from` to `to` ('' = undated), day by day. Give `next` back as `after`. */
  reviewsToWeigh(options: {
    readonly brand: string;
    readonly from: string;
    readonly to: string;
    readonly after: string | null;
    readonly limit: number;
  }): Promise<ReviewsToWeigh>;
  /** Of each author who praised (four stars and more) others than this brand: how many of them. */
  praisedBrands(brand: string, authors: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Writes results beside their items and notes each change of the level that is shown. Repeating it changes nothing. Returns how many levels changed. */
  saveWeighed(options: {
    readonly brand: string;
    readonly version: string;
    readonly results: readonly (Unusual & { readonly key: string })[];
    readonly now: string;
  }): Promise<number>;
  /**
   * A person's word on a review; null takes it back. It holds for its copies (`verdict.of`) too, but for those of which something was
   * said themselves; of several words the latest. Throws `NotFound`.
   */
  setVerdict(options: {
    readonly key: string;
    readonly verdict: UnusualVerdict['verdict'] | null;
    readonly by: string;
    readonly now: string;
  }): Promise<Item>;
  /** What people said, the latest first; of a copy only what was said of itself. */
  verdicts(options: { readonly brand: string; readonly limit: number }): Promise<readonly JudgedReview[]>;
  /** When and why flags of one item appeared or went away, the latest first. */
  unusualHistory(key: string): Promise<readonly UnusualChange[]>;
  /** Those of a brand, the latest first. */
  unusualChanges(options: { readonly brand: string; readonly limit: number }): Promise<readonly UnusualChange[]>;
  /** Texts that several reviews share, by the key of the first of them, the largest first; `n`: reviews in all, copies too. */
  families(options: {
    readonly brand: string;
    readonly limit: number;
  }): Promise<readonly { readonly key: string; readonly n: number }[]>;
  /**
   * The groups of `ItemStore.stats`, each taken apart by stars, score, level and verdict: what figures without unusual reviews are made of.
   * Read from the items, as no roll-up knows them: as much work as reading all that match. In no order.
   */
  weighedStats(filter: ItemFilter, by: readonly StatsBy[]): Promise<readonly WeighedGroup[]>;
  /** By first day, then id. */
  campaigns(brand: string): Promise<readonly Campaign[]>;
  /** Adds it, or writes it anew. */
  saveCampaign(campaign: Campaign): Promise<void>;
  removeCampaign(id: string): Promise<boolean>;
}
