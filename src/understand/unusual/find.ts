import type { Campaign } from '../../domain/unusual.ts';
import { dayNumber } from './days.ts';
import type { Found, InWave } from './evidence.ts';
import { findKin } from './kin.ts';
import { styleOf } from './own.ts';
import { findReward } from './reward.ts';
import type { Row } from './rows.ts';
import { type Customs, customsOf, firstDaysOf, type Others, seriesOf, shapeOf } from './shape.ts';
import { authorTies } from './shared-authors.ts';
import type { StarSide, UnusualContext } from './types.ts';
import { partsOf, type Wave, wavesOf } from './waves.ts';

/** A praise wave answers a wave of complaints when it begins so many days after that one began. */
const ANSWER_FROM = 1;
const ANSWER_TO = 14;
/** Reviews that a campaign of the brand's own brings come for so many days after its end. */
const CAMPAIGN_TAIL = 14;

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

export function findWaves(
  rows: readonly Row[],
  context: UnusualContext,
  customs: Customs,
  isNamed: (row: Row) => boolean,
): Waves {
  const of = new Map<number, InWave>();
  const young = new Map<number, Wave>();
  const unmarked = new Map<number, Wave>();
  const all: InWave[] = [];
  const put = (map: Map<number, Wave>, wave: Wave): void => {
    for (const { at } of wave.members) map.set(at, stronger(map.get(at) ?? null, wave));
  };
  for (const part of partsOf(rows, context.history)) {
    const firstDays = firstDaysOf(part.rows);
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
        middling,
        opposite: wave.side === 'high' ? bySide.low : bySide.high,
        firstDays,
        from: part.from,
        isNamed,
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

/** Other authors' reviews of the same text family that are not the same opinion shown again. */
function familiesOf(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const families = new Map<string, Row[]>();
  for (const row of rows) {
    const list = families.get(row.input.family);
    if (list === undefined) families.set(row.input.family, [row]);
    else list.push(row);
  }
  return families;
}

const MOST_LINKED = 40;

function foreignTo(row: Row, family: readonly Row[]): readonly Row[] {
  return family
    .filter(({ at, input }) => {
      if (at === row.at || (input.author !== null && input.author === row.input.author)) return false;
      // The same opinion on another site is a person who posts twice, or a site that shows another's reviews.
      return (
        input.brand !== row.input.brand || input.source === row.input.source || input.cluster !== row.input.cluster
      );
    })
    .slice(0, MOST_LINKED);
}

/** Everything that can be found, for each row. */
export function findAll(rows: readonly Row[], context: UnusualContext): { found: readonly Found[]; waves: Waves } {
  const kin = findKin(rows);
  const styles = rows.map(styleOf);
  const customs = customsOf(rows, kin, styles);
  const waves = findWaves(rows, context, customs, ({ at }) => styles[at]!.named > 0);
  const ties = authorTies(rows);
  const families = familiesOf(rows);
  const found = rows.map((row, at): Found => {
    const { input } = row;
    return {
      row,
      reward: findReward(input.text, input.lang, input.stars),
      style: styles[at]!,
      kin: kin[at]!,
      ties: input.author === null ? null : (ties.get(input.author) ?? null),
      otherBrands: input.author === null ? 0 : (context.authorBrands.get(input.author) ?? 0),
      wave: waves.of.get(at) ?? null,
      youngWave: waves.young.get(at) ?? null,
      unmarkedWave: waves.unmarked.get(at) ?? null,
      marksBuyers: customs.unverified(row) !== null,
      family: foreignTo(row, families.get(input.family) ?? []),
    };
  });
  return { found, waves };
}
