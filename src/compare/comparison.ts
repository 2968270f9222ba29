import type { Comparison, ComparisonRow, FreshDay, LeftOut, ShareFigure } from '../domain/comparison.ts';
import type { CountRow } from '../domain/count-row.ts';
import type { ItemFilter } from '../domain/filter.ts';
import { type AuditedSides, NO_AUDIT } from './audit/audited.ts';
import { correctedGap } from './audit/corrected-gap.ts';
import { ClusterIds } from './cluster-ids.ts';
import { gapOf, MAX_PROMPTED, type Stratum } from './gap.ts';
import { LENGTHS, lengthOf } from './lengths.ts';
import { isJudged, NegativeShare } from './shares.ts';
import { SideTally } from './side.ts';
import type { StarCounts } from './stars.ts';
import { DIRECT_CHANNELS } from './texts.ts';
import { ThemeTally } from './themes/table.ts';

type Side = 'public' | 'direct';

/** Opinions without a date, by source (public) and by touchpoint (direct): told in words, in no figure of a window. */
export interface Undated {
  readonly public: ReadonlyMap<string, number>;
  readonly direct: ReadonlyMap<string, number>;
}

export interface ComparisonFrame {
  readonly brand: string;
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly asOf: string;
  /** `all`: each copy was counted; default one for all copies of an opinion. */
  readonly copies?: 'one' | 'all';
  readonly undated: Undated;
  /** Stars of the source's other reviews, by source. */
  readonly categories: ReadonlyMap<string, StarCounts>;
  readonly leftOut: readonly LeftOut[];
  readonly fresh: readonly FreshDay[];
  readonly minDifference?: number;
  /** Random texts of this window that people read: from 50 a side on, figures are also given after model error. */
  readonly audited?: AuditedSides;
}

/** Public against direct, row by row: `add` all opinions of the window in any order and any slices, then ask for the `result`. */
export class ComparisonTally {
  readonly #ids = new ClusterIds();
  readonly #sides = { public: new SideTally(this.#ids), direct: new SideTally(this.#ids) };
  readonly #rows = { public: new Map<string, SideTally>(), direct: new Map<string, SideTally>() };
  readonly #lengths = LENGTHS.map(() => ({
    public: new NegativeShare(this.#ids),
    direct: new NegativeShare(this.#ids),
  }));
  readonly #themes = new ThemeTally();
  readonly #prompted = { faults: 0, praise: 0, all: 0 };

  add(row: CountRow): void {
    const side: Side = row.channel === 'public' ? 'public' : 'direct';
    this.#sides[side].add(row);
    const name = side === 'public' ? row.source : (row.touchpoint ?? '');
    let tally = this.#rows[side].get(name);
    if (tally === undefined) {
      tally = new SideTally(this.#ids);
      this.#rows[side].set(name, tally);
    }
    tally.add(row);
    if (!isJudged(row)) return;
    this.#themes.add(row);
    this.#lengths[lengthOf(row.words)]?.[side].add(row);
    if (side === 'direct') {
      this.#prompted.all += 1;
      if (row.metric?.prompt === 'asks-faults') this.#prompted.faults += 1;
      if (row.metric?.prompt === 'asks-praise') this.#prompted.praise += 1;
    }
  }

  /** `pause` is awaited between figures, so that a hundred thousand texts do not hold the thread. */
  async result(frame: ComparisonFrame, pause: () => Promise<void> = async () => undefined): Promise<Comparison> {
    const { brand, from, to, timeZone, asOf, copies = 'one' } = frame;
    const window: ItemFilter = {
      brand,
      published_from: from,
      published_to: to,
      ...(copies === 'all' ? { copies } : {}),
    };
    const filters: Readonly<Record<Side, ItemFilter>> = {
      public: { ...window, channel: ['public'] },
      direct: { ...window, channel: [...DIRECT_CHANNELS] },
    };
    const figures = (side: Side) => {
      const tally = this.#sides[side];
      const undated = [...frame.undated[side].values()].reduce((sum, n) => sum + n, 0);
      return {
        ...tally.negative(filters[side]),
        counts: tally.counts(undated),
        bounds: tally.share.bounds(),
        all: tally.all,
      };
    };
    const open = figures('public');
    await pause();
    const sides = { public: open, direct: figures('direct') };
    await pause();
    const byLength: Stratum[] = [];
    for (const one of this.#lengths) {
      byLength.push({ public: one.public.figure(), direct: one.direct.figure() });
      await pause();
    }
    const { all } = this.#prompted;
    const prompted = {
      faults: this.#prompted.faults / Math.max(1, all),
      praise: this.#prompted.praise / Math.max(1, all),
    };
    const gapWith = (open: ShareFigure) =>
      gapOf({
        public: open,
        direct: sides.direct.negative,
        fewClusters: { public: this.#sides.public.share.fewClusters, direct: this.#sides.direct.share.fewClusters },
        prompted,
        byLength,
        minDifference: frame.minDifference,
      });
    const gap = gapWith(sides.public.negative);
    const { without } = this.#sides.public;
    const [assumed, half, double] = without.shares(sides.public.negative).map((open) => gapWith(open).verdict);
    const flips = assumed !== gap.verdict && assumed === half && assumed === double;
    const corrected = correctedGap({
      public: sides.public.negative,
      direct: sides.direct.negative,
      gap,
      audited: frame.audited ?? NO_AUDIT,
      minDifference: frame.minDifference,
    });
    const stars = this.#sides.public.stars(filters.public);
    await pause();
    const directScores = this.#sides.direct.scores(filters.direct);
    await pause();
    return {
      brand,
      from,
      to,
      timeZone,
      copies,
      ...sides,
      difference: gap.difference,
      verdict: gap.verdict,
      corrected,
      withoutUnusual: { ...without.figure(), verdict: flips ? assumed! : null },
      notes: [
        ...gap.notes.filter((note) => corrected === null || note !== 'before-model-error'),
        ...(sides.public.counts.pending + sides.direct.counts.pending > 0 ? ['pending' as const] : []),
      ],
      scores: [
        ...(stars.n === 0 ? [] : [{ ...stars, side: 'public' as const }]),
        ...directScores.map((score) => ({ ...score, side: 'direct' as const })),
      ],
      bySource: await this.#table('public', frame, { filter: filters.public, pause }),
      byTouchpoint: await this.#table('direct', frame, { filter: filters.direct, pause }),
      themes: await this.#themes.result({
        filters,
        comparable: prompted.faults + prompted.praise <= MAX_PROMPTED,
        audited: frame.audited,
        minDifference: frame.minDifference,
        pause,
      }),
      leftOut: [...frame.leftOut],
      fresh: [...frame.fresh],
      asOf,
    };
  }

  /** Largest first; a name that has undated opinions alone has no row. */
  async #table(
    side: Side,
    frame: ComparisonFrame,
    { filter, pause }: { readonly filter: ItemFilter; readonly pause: () => Promise<void> },
  ): Promise<ComparisonRow[]> {
    const table: ComparisonRow[] = [];
    for (const [name, tally] of this.#rows[side]) {
      const own: ItemFilter = { ...filter, ...(side === 'public' ? { source: [name] } : { touchpoint: [name] }) };
      const stars = side === 'public' ? tally.stars(own, frame.categories.get(name)) : null;
      const score = stars === null ? (tally.scores(own)[0] ?? null) : stars.n === 0 ? null : stars;
      table.push({
        name,
        side,
        ...tally.negative(own),
        counts: tally.counts(frame.undated[side].get(name) ?? 0),
        score,
        withoutUnusual: side === 'public' ? tally.without.figure(frame.categories.get(name)) : null,
      });
      await pause();
    }
    return table.sort((a, b) => b.counts.texts - a.counts.texts || (a.name < b.name ? -1 : 1));
  }
}
