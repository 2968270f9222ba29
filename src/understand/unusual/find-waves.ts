import type { Campaign } from '../../domain/unusual.ts';
import type { Series } from './baseline.ts';
import { namedShares } from './customs.ts';
import { dayNumber } from './days.ts';
import type { InWave } from './evidence.ts';
import type { Market } from './find.ts';
import type { Row } from './rows.ts';
import { firstDaysOf, mildShareOf, type Others, seriesOf, shapeOf } from './shape.ts';
import type { StarSide, UnusualContext } from './types.ts';
import { ALL_SOURCES, type Part, partsOf, type Wave, wavesOf } from './waves.ts';

/** A praise wave answers a wave of complaints when it begins so many days after that one began. */
const ANSWER_FROM = 1;
const ANSWER_TO = 14;
/** Reviews that a campaign of the brand's own brings come for so many days after its end. */
const CAMPAIGN_TAIL = 14;
/** Phrases shared so strongly are more than a turn of speech: two rare ones. */
const KIN_FROM = 14;

const isMiddling = ({ input }: Row): boolean => input.stars !== null && input.stars > 2 && input.stars < 4.5;

/** The stronger of two waves for a review; at equal strength the one on a single source, which says more. */
function stronger(a: Wave | null, b: Wave): Wave {
  if (a === null) return b;
  if (a.window.surprise !== b.window.surprise) return a.window.surprise > b.window.surprise ? a : b;
  return a.source === '*' ? b : a;
}

function campaignOf(wave: Wave, campaigns: readonly Campaign[]): string | null {
  const covers = campaigns.find((campaign) => {
    const [from, to] = [dayNumber(campaign.from), dayNumber(campaign.to)];
    if (from === null || to === null || campaign.brand !== wave.brand) return false;
    if (campaign.scraper !== null && wave.source !== '*' && campaign.scraper !== wave.source) return false;
    return wave.window.first >= from - 1 && wave.window.first <= to + CAMPAIGN_TAIL;
  });
  return covers?.id ?? null;
}

export interface Waves {
  /** By the row's place. */
  readonly of: ReadonlyMap<number, InWave>;
  readonly young: ReadonlyMap<number, Wave>;
  readonly unmarked: ReadonlyMap<number, Wave>;
  readonly all: readonly InWave[];
}

/** What came on each source of each brand, by side. */
function sidesOf(parts: readonly Part[]): ReadonlyMap<string, Readonly<Record<StarSide, readonly Series[]>>> {
  const brands = new Map<string, Record<StarSide, Series[]>>();
  for (const { brand, source, rows, from, to } of parts) {
    const one = brands.get(brand) ?? { high: [], low: [] };
    brands.set(brand, one);
    if (source === ALL_SOURCES) continue;
    for (const side of ['high', 'low'] as const) one[side].push(seriesOf(rows, from, to, (row) => row.side === side));
  }
  return brands;
}

/** All waves of the brands of these rows, and which of them each review lies in. */
export function findWaves(rows: readonly Row[], context: UnusualContext, { customs, kinOf }: Market): Waves {
  const namedShare = namedShares(rows);
  const kinIn = (row: Row, wave: ReadonlySet<number>): boolean =>
    kinOf(row).own.some(({ at, strength }) => strength >= KIN_FROM && wave.has(at));
  const of = new Map<number, InWave>();
  const young = new Map<number, Wave>();
  const unmarked = new Map<number, Wave>();
  const all: InWave[] = [];
  const put = (map: Map<number, Wave>, wave: Wave): void => {
    for (const { at } of wave.members) map.set(at, stronger(map.get(at) ?? null, wave));
  };
  const parts = partsOf(rows, context.history);
  const bySource = sidesOf(parts);
  for (const part of parts) {
    const firstDays = firstDaysOf(part.rows);
    const mildShare = mildShareOf(part.rows);
    const middling = seriesOf(part.rows, part.from, part.to, isMiddling);
    const starred = seriesOf(part.rows, part.from, part.to, ({ input }) => input.stars !== null);
    const bySide = { high: seriesFor('high'), low: seriesFor('low') };
    function seriesFor(side: StarSide) {
      return seriesOf(part.rows, part.from, part.to, (row) => row.side === side);
    }
    const low = wavesOf(part, 'low', context.history);
    const high = wavesOf(part, 'high', context.history);
    for (const wave of [...low, ...high]) {
      const others: Others = {
        all: starred,
        same: bySide[wave.side],
        sources: bySource.get(part.brand)![wave.side],
        middling,
        opposite: wave.side === 'high' ? bySide.low : bySide.high,
        firstDays,
        from: part.from,
        mildShare,
        namedShare: namedShare(part.brand),
        kinIn,
      };
      const before = (one: Wave): boolean => {
        const days = wave.window.first - one.window.first;
        return days >= ANSWER_FROM && days <= ANSWER_TO;
      };
      const found: InWave = {
        wave,
        shape: shapeOf(wave, customs, others),
        afterComplaints: wave.side === 'high' ? (low.find(before) ?? null) : null,
        campaign: wave.side === 'high' ? campaignOf(wave, context.campaigns) : null,
      };
      all.push(found);
      for (const { at } of wave.members) if (stronger(of.get(at)?.wave ?? null, wave) === wave) of.set(at, found);
    }
    for (const side of ['high', 'low'] as const) {
      for (const wave of wavesOf(part, side, [], ({ thin }) => thin === true)) put(young, wave);
      const isUnmarked = (row: Row): boolean => row.input.verified === false && customs.unverified(row) !== null;
      for (const wave of wavesOf(part, side, [], isUnmarked)) put(unmarked, wave);
    }
  }
  return { of, young, unmarked, all };
}
