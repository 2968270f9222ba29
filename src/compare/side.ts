import type { Counts, FigureTexts, OpenScore, ShareFigure } from '../domain/comparison.ts';
import type { CountRow } from '../domain/count-row.ts';
import type { ItemFilter } from '../domain/filter.ts';
import { ClusterIds } from './cluster-ids.ts';
import { Counting } from './counting.ts';
import { ScoreTally } from './scores.ts';
import { NegativeShare } from './shares.ts';
import { type StarCounts, StarTally } from './stars.ts';
import { JUDGED, textsOf } from './texts.ts';
import { WithoutTally } from './without-tally.ts';

/** Everything that is told about one set of opinions: counts, negative share, stars of public texts, survey scores. */
export class SideTally {
  readonly #counting = new Counting();
  readonly #negative: NegativeShare;
  readonly #stars = new StarTally();
  readonly #scores: ScoreTally;
  readonly #without = new WithoutTally();
  #all = 0;

  /** `ids` are shared by the sets that count the same rows. */
  constructor(ids: ClusterIds = new ClusterIds()) {
    this.#negative = new NegativeShare(ids);
    this.#scores = new ScoreTally(ids);
  }

  add(row: CountRow): void {
    this.#all += 1;
    this.#counting.add(row);
    this.#negative.add(row);
    this.#without.add(row);
    if (row.channel === 'public') this.#stars.add(row.stars);
    else this.#scores.add(row);
  }

  /** Opinions in all, those without a text too. */
  get all(): number {
    return this.#all;
  }

  get share(): NegativeShare {
    return this.#negative;
  }

  get without(): WithoutTally {
    return this.#without;
  }

  counts(undated?: number): Counts {
    return this.#counting.counts(undated);
  }

  /** Negative share with the filter that opens what it is a share of; `filter` finds this set. */
  negative(filter: ItemFilter): { readonly negative: ShareFigure; readonly texts: FigureTexts } {
    return { negative: this.#negative.figure(), texts: textsOf({ ...filter, ...JUDGED }) };
  }

  /** Stars of the public texts. `category`: what the source's other reviews look like. */
  stars(filter: ItemFilter, category?: StarCounts): OpenScore {
    const only: ItemFilter = { ...filter, channel: ['public'], has_stars: true };
    return { ...this.#stars.figure(category), texts: textsOf(only) };
  }

  /** Survey scores, each kind and scale by itself, largest n first. */
  scores(filter: ItemFilter): readonly OpenScore[] {
    return this.#scores.figures().map(({ figure, scale }) => ({
      ...figure,
      texts: textsOf({ ...filter, metric: [figure.kind as 'nps'], scale: [scale] }),
    }));
  }
}
