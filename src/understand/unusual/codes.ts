import type { Sign } from './evidence.ts';

/** What is told to people: each sums up some signs. The order is that of equal weights. */
export const REASON_CODES = [
  'reward',
  'hidden-letters',
  'praise-burst',
  'after-complaints',
  'blame-burst',
  'copied-text',
  'shared-phrases',
  'shared-authors',
  'stars-against-text',
  'young-account',
  'no-purchase-mark',
  'names-brand',
  'advertising-words',
  'honest-wave',
  'own-campaign',
  'busy-account',
  'purchase-mark',
  'mixed-stars',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

interface Meaning {
  /** Its reason; null for what is no reason of its own (stars alone). */
  readonly code: ReasonCode | null;
  /** May it only add (1), only take away (-1), or either (0)? Nothing learned goes against this. */
  readonly direction: 1 | -1 | 0;
}

const of = (code: ReasonCode | null, direction: 1 | -1 | 0): Meaning => ({ code, direction });

export const MEANING: Readonly<Record<Sign, Meaning>> = {
  reward: of('reward', 1),
  hidden: of('hidden-letters', 1),
  high: of(null, 0),
  low: of(null, 0),
  wave: of('praise-burst', 1),
  waveSure: of('praise-burst', 1),
  waveYoung: of('praise-burst', 1),
  waveOld: of('honest-wave', -1),
  waveYoungShare: of('praise-burst', 1),
  waveFewYoung: of('honest-wave', -1),
  waveUnmarked: of('praise-burst', 1),
  waveMarked: of('honest-wave', -1),
  waveUnmarkedShare: of('praise-burst', 1),
  waveDiffers: of('praise-burst', 1),
  waveAlike: of('honest-wave', -1),
  waveEverywhere: of('honest-wave', -1),
  waveTail: of('honest-wave', -1),
  waveMiddling: of('honest-wave', -1),
  waveOpposite: of('honest-wave', -1),
  waveNamed: of('praise-burst', 1),
  waveKin: of('praise-burst', 1),
  waveBusy: of('honest-wave', -1),
  waveNewProduct: of('honest-wave', -1),
  afterComplaints: of('after-complaints', 1),
  youngWave: of('praise-burst', 1),
  unmarkedWave: of('praise-burst', 1),
  lowWave: of('blame-burst', 1),
  lowWaveSure: of('blame-burst', 1),
  lowWaveYoung: of('blame-burst', 1),
  lowWaveOld: of('honest-wave', -1),
  lowWaveYoungShare: of('blame-burst', 1),
  lowWaveFewYoung: of('honest-wave', -1),
  lowYoungWave: of('blame-burst', 1),
  lowWaveDiffers: of('blame-burst', 1),
  lowWaveAlike: of('honest-wave', -1),
  lowWaveUnmarked: of('blame-burst', 1),
  lowWaveMarked: of('honest-wave', -1),
  lowWaveEverywhere: of('honest-wave', -1),
  lowWaveTail: of('honest-wave', -1),
  lowWaveMild: of('honest-wave', -1),
  lowWaveNamed: of('blame-burst', 1),
  lowWaveNamedShare: of('blame-burst', 1),
  lowWaveKin: of('blame-burst', 1),
  lowWaveBusy: of('honest-wave', -1),
  young: of('young-account', 1),
  manyReviews: of('busy-account', -1),
  unmarked: of('no-purchase-mark', 1),
  marked: of('purchase-mark', -1),
  against: of('stars-against-text', 1),
  kinOne: of('shared-phrases', 1),
  kinThree: of('shared-phrases', 1),
  kinFive: of('shared-phrases', 1),
  kinForeign: of('copied-text', 1),
  family: of('shared-phrases', 1),
  familyForeign: of('copied-text', 1),
  ring: of('shared-authors', 1),
  together: of('shared-authors', 1),
  onlyPraise: of('shared-authors', 1),
  mixedStars: of('mixed-stars', -1),
  otherBrands: of('shared-authors', 1),
  praise: of('advertising-words', 1),
  vague: of('advertising-words', 1),
  named: of('names-brand', 1),
  namedOften: of('names-brand', 1),
  short: of(null, -1),
};

/**
 * No reason adds more log-odds than this: a weak one never flags by itself, whatever was learned. What the author says of a reward is
 * nearly certain.
 */
export const CAPS: Readonly<Partial<Record<ReasonCode, number>>> = {
  reward: 8,
  'praise-burst': 7,
  'blame-burst': 7,
  'shared-phrases': 5,
  'copied-text': 5,
  'shared-authors': 6,
  'young-account': 1,
  'no-purchase-mark': 1.2,
  'names-brand': 2,
  'advertising-words': 2,
};
