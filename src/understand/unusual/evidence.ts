import type { Kin, Partner } from './kin.ts';
import type { Row } from './rows.ts';
import type { Shape } from './shape.ts';
import type { AuthorTies } from './shared-authors.ts';
import type { Wave } from './waves.ts';

/** A wave that a review lies in, and what it looks like. */
export interface InWave {
  readonly wave: Wave;
  readonly shape: Shape;
  /** Complaints came in a wave up to ten days before (praise waves only). */
  readonly afterComplaints: Wave | null;
  /** A campaign of the brand's own covers these days. */
  readonly campaign: string | null;
}

/** All that was found about one review. */
export interface Found {
  readonly row: Row;
  readonly kin: Kin;
  readonly ties: AuthorTies | null;
  /** Brands that the author praised elsewhere in the installation. */
  readonly otherBrands: number;
  /** The strongest wave of its side, and of young accounts alone, and of unmarked buyers alone. */
  readonly wave: InWave | null;
  readonly youngWave: Wave | null;
  readonly unmarkedWave: Wave | null;
  /** Is the buyers' mark mixed on this source? Else it says nothing. */
  readonly marksBuyers: boolean;
  /** Another author's earlier or later review with the same text that is no copy of the same opinion. */
  readonly family: readonly Row[];
}

/** Each sign with the reason it belongs to; figures 0..1 (a few -1..1). Weights are learned, reasons sum them up. */
export const SIGNS = [
  'reward',
  'hidden',
  'high',
  'low',
  'wave',
  'waveSure',
  'waveYoung',
  'waveOld',
  'waveYoungShare',
  'waveFewYoung',
  'waveUnmarked',
  'waveMarked',
  'waveUnmarkedShare',
  'waveDiffers',
  'waveAlike',
  'waveMiddling',
  'waveEverywhere',
  'waveTail',
  'waveOpposite',
  'waveNewProduct',
  'afterComplaints',
  'youngWave',
  'unmarkedWave',
  'lowWave',
  'lowWaveSure',
  'lowWaveYoung',
  'lowWaveOld',
  'lowWaveYoungShare',
  'lowWaveFewYoung',
  'lowYoungWave',
  'lowWaveDiffers',
  'lowWaveAlike',
  'lowWaveUnmarked',
  'lowWaveMarked',
  'lowWaveMild',
  'lowWaveEverywhere',
  'lowWaveTail',
  'lowWaveNamed',
  'lowWaveNamedShare',
  'lowWaveKin',
  'lowWaveBusy',
  'waveNamed',
  'waveKin',
  'waveBusy',
  'young',
  'manyReviews',
  'unmarked',
  'marked',
  'against',
  'kinOne',
  'kinThree',
  'kinFive',
  'kinForeign',
  'family',
  'familyForeign',
  'ring',
  'together',
  'onlyPraise',
  'mixedStars',
  'otherBrands',
  'praise',
  'vague',
  'named',
  'namedOften',
  'short',
] as const;
export type Sign = (typeof SIGNS)[number];

const up = (x: number, full: number): number => Math.min(1, Math.max(0, x / full));

/** Waves count by how far beyond chance they are, and by how many of their reviews are more than usual. */
function strength(wave: Wave): number {
  const { window } = wave;
  return up(window.surprise - 1.5, 5) * Math.max(0, 1 - window.expected / Math.max(1, window.n));
}

function waveSigns({ row, wave, youngWave, unmarkedWave, marksBuyers }: Found): Partial<Record<Sign, number>> {
  const signs: Partial<Record<Sign, number>> = {};
  const young = youngWave === null || row.thin !== true ? 0 : strength(youngWave);
  const unmarked = unmarkedWave === null || row.input.verified !== false ? 0 : strength(unmarkedWave);
  if (row.side === 'low') {
    signs.lowYoungWave = young;
    if (wave === null) return signs;
    const s = strength(wave.wave);
    return {
      ...signs,
      lowWave: s,
      lowWaveSure: up(wave.wave.surprise, 6),
      lowWaveYoung: row.thin === true ? s : 0,
      lowWaveOld: row.thin === false ? s : 0,
      lowWaveYoungShare: s * up(wave.shape.thin, 3),
      lowWaveFewYoung: s * up(-wave.shape.thin + 0.5, 2) * up(wave.shape.known, 4),
      lowWaveDiffers: s * up(wave.shape.differs - 0.5, 3.5),
      lowWaveAlike: s * up(1.2 - wave.shape.differs, 2),
      lowWaveUnmarked: marksBuyers && row.input.verified === false ? s : 0,
      lowWaveMarked: marksBuyers && row.input.verified === true ? s : 0,
      lowWaveEverywhere: s * up(wave.shape.spread, 1),
      lowWaveTail: s * up(wave.shape.tail, 3),
      lowWaveMild: s * up(wave.shape.mild, 1),
      lowWaveNamedShare: s * up(wave.shape.named, 0.5),
      lowWaveKin: s * up(wave.shape.kin, 0.6),
      lowWaveBusy: s * up(wave.shape.busy - 0.2, 0.4) * up(wave.shape.known, 4),
      lowWaveNamed: s * up(row.signs.style.named, 1),
    };
  }
  signs.youngWave = young;
  signs.unmarkedWave = unmarked;
  if (wave === null || row.side !== 'high') return signs;
  const s = strength(wave.wave);
  return {
    ...signs,
    wave: s,
    waveSure: up(wave.wave.surprise, 6),
    waveYoung: row.thin === true ? s : 0,
    waveOld: row.thin === false ? s : 0,
    waveYoungShare: s * up(wave.shape.thin, 3),
    waveFewYoung: s * up(-wave.shape.thin + 0.5, 2) * up(wave.shape.known, 4),
    waveUnmarked: marksBuyers && row.input.verified === false ? s : 0,
    waveMarked: marksBuyers && row.input.verified === true ? s : 0,
    waveUnmarkedShare: s * up(wave.shape.unverified, 3),
    waveDiffers: s * up(wave.shape.differs - 0.5, 2.5),
    waveAlike: s * up(1.2 - wave.shape.differs, 2),
    waveEverywhere: s * up(wave.shape.spread, 1),
    waveTail: s * up(wave.shape.tail, 3),
    waveMiddling: s * up(wave.shape.middling, 3),
    waveOpposite: s * up(wave.shape.opposite, 3),
    waveNamed: s * up(wave.shape.named, 0.5),
    waveKin: s * up(wave.shape.kin, 0.6),
    waveBusy: s * up(wave.shape.busy - 0.2, 0.4) * up(wave.shape.known, 4),
    waveNewProduct: s * wave.shape.newProduct,
    afterComplaints: wave.afterComplaints === null ? 0 : s,
  };
}

/**
 * Phrases count in full only where they are such a part of both texts: one sentence that many people use ("paid with my points") is
 * no common hand. A text that was taken from another brand is there as a whole; what a payer hands out is changed in every second word.
 */
const OWN_SHARE = 0.25;
const COPIED_SHARE = { from: 0.1, width: 0.4 };

/** One sentence in common is what many say, or what one has from another; a hand shows in several places, or in most of a text. */
const MOST_OF_TEXT = 0.6;
const ONE_PLACE = 0.25;

function weightOf({ places, share }: Partner): number {
  return places > 1 || share >= MOST_OF_TEXT ? 1 : ONE_PLACE;
}

function textSigns({ row, kin, family }: Found): Partial<Record<Sign, number>> {
  const own = kin.own
    .map((one) => weightOf(one) * up(one.strength, 60) * up(one.share, OWN_SHARE))
    .sort((a, b) => b - a);
  const s = (at: number): number => own[at] ?? 0;
  const copied = kin.foreign.map(
    (one) => weightOf(one) * up(one.strength - 25, 75) * up(one.share - COPIED_SHARE.from, COPIED_SHARE.width),
  );
  const foreign = family.filter(({ input }) => input.brand !== row.input.brand);
  return {
    kinOne: s(0),
    kinThree: s(2),
    kinFive: s(4),
    kinForeign: Math.max(0, ...copied),
    family: family.length > foreign.length ? 1 : 0,
    familyForeign: foreign.length > 0 ? 1 : 0,
  };
}

/** How far the text contradicts five stars. The other way round is a slip: people who blame do not praise by mistake for money. */
function against({ row }: Found): number {
  const { sentimentScore: score } = row.input;
  return row.side === 'high' && score !== null && row.signs.length >= 4 ? up(-score - 0.2, 0.6) : 0;
}

/** What authors praise together counts in full where chance makes it once in ten thousand times. */
const RING_SURE = 4;
/** Nothing but praise counts in full where one author in so many (power of ten) gets there by chance: two praises are what most people write. */
const ONLY_PRAISE = 1.5;

/** The signs of one review. What is not known is 0. */
export function signsOf(found: Found): Readonly<Partial<Record<Sign, number>>> {
  const { row, ties, marksBuyers, otherBrands } = found;
  const { input, side } = row;
  const { reward, style, length } = row.signs;
  const isExtreme = side !== null;
  const praise = side === 'high' ? style.praise : 0;
  return {
    reward: reward === null ? 0 : 1,
    hidden: reward?.hidden ? 1 : 0,
    high: side === 'high' ? 1 : 0,
    low: side === 'low' ? 1 : 0,
    ...waveSigns(found),
    ...(isExtreme
      ? {
          ...textSigns(found),
          young: row.thin === true ? 1 : 0,
          unmarked: marksBuyers && input.verified === false ? 1 : 0,
          against: against(found),
          ring: up(ties?.ring ?? 0, RING_SURE),
          together: up(ties?.together ?? 0, RING_SURE),
          onlyPraise: ties !== null && ties.brands >= 2 ? up(ties.praise, ONLY_PRAISE) : 0,
          otherBrands: side === 'high' ? up(otherBrands - 1, 3) : 0,
          praise,
          vague: style.vague ? 1 : 0,
          named: style.named > 0 ? 1 : 0,
          namedOften: style.named > 1 ? 1 : 0,
        }
      : {}),
    manyReviews: up((input.authorReviews ?? 0) - 4, 10),
    marked: marksBuyers && input.verified === true ? 1 : 0,
    mixedStars: ties !== null && ties.reviews >= 3 && !ties.onlyPraise ? 1 : 0,
    short: length <= 5 ? 1 : 0,
  };
}
