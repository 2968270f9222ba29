import type { Channel, SentimentLabel } from './item.ts';
import type { Metric } from './metric.ts';
import type { TextKind, ThemeSign } from './theme.ts';
import type { UnusualLevel, UnusualVerdict } from './unusual.ts';

/** One opinion as the counting needs it: no texts, so that a hundred thousand cross the threads quickly. */
export interface CountRow {
  readonly key: string;
  readonly channel: Channel;
  readonly source: string;
  readonly touchpoint: string | null;
  /** Of several items that are one opinion the key of the first; null where it stands alone. */
  readonly cluster: string | null;
  /** Day it counts for, '' when undated. */
  readonly day: string;
  /** Label shown (corrections included); null: unread, not understood yet (`pending`), or no opinion. */
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
  /** Kind shown (corrections included); null: not told, or not understood yet. */
  readonly kind: TextKind | null;
  /** False for adverts and official answers, unless a person told their mood: counted apart, in no share. */
  readonly opinion: boolean;
  /** Whether it looks paid for, verdicts included. */
  readonly unusual: UnusualLevel;
  /** Calibrated probability of that; null where it was not weighed. */
  readonly unusualScore: number | null;
  /** A person's word on it. */
  readonly verdict: UnusualVerdict['verdict'] | null;
  /** Themes shown (corrections included), each with its signs, sorted. The same list for all rows with the same themes. */
  readonly themes: readonly ThemeSign[];
}
