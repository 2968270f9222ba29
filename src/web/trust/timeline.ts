import type { Campaign, Timeline, TrustBurst, TrustView } from '../api/trust.ts';

/** One source and side of stars, day by day, with what happened on those days. */
export interface Lane extends Timeline {
  readonly bursts: readonly TrustBurst[];
  /** The brand's own, as first and last position among the days. */
  readonly bands: readonly Band[];
  /** Highest bar or usual number. */
  readonly top: number;
}

export interface Band {
  readonly campaign: Campaign;
  readonly first: number;
  readonly last: number;
}

/** All lanes, those with bursts first; a burst over all sources (`*`) stands in each of its side. */
export function lanesOf({
  timelines,
  bursts,
  campaigns,
}: Pick<TrustView, 'timelines' | 'bursts' | 'campaigns'>): Lane[] {
  const lanes = timelines.map((line): Lane => {
    const { source, side, days } = line;
    return {
      ...line,
      bursts: bursts.filter((one) => one.side === side && (one.source === source || one.source === '*')),
      bands: campaigns
        .filter(({ scraper }) => scraper === null || scraper === source)
        .flatMap((campaign) => bandOf(campaign, days)),
      top: Math.max(1, ...days.map(({ n, usual }) => Math.max(n, usual))),
    };
  });
  return lanes.sort((a, b) => Number(b.bursts.length > 0) - Number(a.bursts.length > 0) || b.n - a.n);
}

/** Where a campaign lies in the window; nothing where it lies outside. */
function bandOf(campaign: Campaign, days: Timeline['days']): Band[] {
  const first = days.findIndex(({ day }) => day >= campaign.from);
  const last = days.findLastIndex(({ day }) => day <= campaign.to);
  return first === -1 || last < first ? [] : [{ campaign, first, last }];
}

/** The burst that a day belongs to. */
export function burstOn({ bursts }: Pick<Lane, 'bursts'>, day: string): TrustBurst | undefined {
  return bursts.find(({ from, to }) => from <= day && day <= to);
}

/** How seldom chance alone makes such a burst: "1 in 500", rounded to one figure; at most a million is told. */
export function onceIn(surprise: number): number {
  const times = 10 ** Math.min(6, Math.max(0, surprise));
  const unit = 10 ** Math.floor(Math.log10(times));
  return Math.round(times / unit) * unit;
}
