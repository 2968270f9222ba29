import type { Sign } from './evidence.ts';

/** Made by `train/unusual.ts` from simulated markets: not to be edited by hand. */
export interface Learned {
  /** Log-odds of a review of which nothing is found. */
  readonly bias: number;
  readonly weights: Readonly<Partial<Record<Sign, number>>>;
  /** Log-odds to the calibrated probability's log-odds. */
  readonly calibration: { readonly slope: number; readonly shift: number };
  /** Log-odds that 1 % and 5 % of the honest reviews of the judging markets reach. */
  readonly thresholds: { readonly likely: number; readonly look: number };
}

export const LEARNED: Learned = {
  bias: -4.857,
  weights: {
    reward: 6.456,
    hidden: 0.7,
    high: 0.758,
    low: -2.133,
    wave: 1.406,
    waveSure: 1.877,
    waveYoung: 0,
    waveOld: 0,
    waveYoungShare: 0.015,
    waveFewYoung: -1.397,
    waveUnmarked: 0,
    waveMarked: 0,
    waveUnmarkedShare: 0,
    waveDiffers: 1.678,
    waveAlike: -1.112,
    waveMiddling: -1.917,
    waveOpposite: -1.231,
    waveNewProduct: -5.192,
    afterComplaints: 0.578,
    youngWave: 0.36,
    unmarkedWave: 1.79,
    lowWave: 0.597,
    lowWaveSure: 0,
    lowWaveYoung: 0,
    lowWaveOld: -0.449,
    lowWaveYoungShare: 2.467,
    lowWaveFewYoung: -0.743,
    lowYoungWave: 0.557,
    lowWaveDiffers: 1.279,
    lowWaveAlike: -0.094,
    lowWaveUnmarked: 0.797,
    lowWaveNamed: 1.504,
    lowWaveNamedShare: 6.379,
    lowWaveKin: 0,
    lowWaveBusy: -1.746,
    waveNamed: 3.097,
    waveKin: 0,
    waveBusy: -0.437,
    young: 0.5,
    manyReviews: 0,
    unmarked: 0.485,
    marked: -0.605,
    against: 1.488,
    kinOne: 1.084,
    kinThree: 0.969,
    kinFive: 1.735,
    kinForeign: 3.099,
    family: 1,
    familyForeign: 0.34,
    ring: 1.027,
    together: 3.817,
    onlyPraise: 0.543,
    mixedStars: -4.817,
    otherBrands: 2.5,
    praise: 2.039,
    vague: 0.377,
    named: 0.91,
    namedOften: 1.326,
    short: -1.714,
  },
  calibration: { slope: 0.973, shift: -0.142 },
  thresholds: { likely: 0.075, look: -1.599 },
};
