import type { Comparison } from '../domain/comparison.ts';
import type { DigestFigures, FeedFigures } from '../domain/figures.ts';
import type { ItemFilter } from '../domain/filter.ts';

/** The figures of page, API, CLI, mail and export: one question has one answer everywhere. */
export interface Figures {
  /**
   * Public against direct. `from`, `to`: days in the brand's zone; by default the last 90, today included.
   * Throws `NotFound` for an unknown brand, `BadInput` for days that are none or stand the wrong way round.
   */
  comparison(options: { readonly brand: string; readonly from?: string; readonly to?: string }): Promise<Comparison>;
  /** What the head of the feed says about the texts that this filter finds. */
  feedFigures(filter: ItemFilter): Promise<FeedFigures>;
  /** What a mail at `until` says to a reader whose last one was at `since` (ISO instants). */
  digestFigures(options: {
    readonly brand: string;
    readonly since: string;
    readonly until: string;
  }): Promise<DigestFigures>;
}
