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
  bias: -5.011,
  weights: {
    reward: 6.473,
    hidden: 0.7,
    high: 1.014,
    low: -1.675,
    wave: 1.42,
    waveSure: 0.786,
    waveYoung: 0,
    waveOld: 0,
    waveYoungShare: 0,
    waveFewYoung: -1.12,
    waveUnmarked: 0,
    waveMarked: 0,
    waveUnmarkedShare: 0.99,
    waveDiffers: 1.939,
    waveAlike: -0.757,
    waveMiddling: -1.915,
    waveOpposite: -0.582,
    waveNewProduct: -4.013,
    afterComplaints: 0.548,
    youngWave: 1.018,
    unmarkedWave: 1.306,
    lowWave: 1.314,
    lowWaveSure: 0.226,
    lowWaveYoung: 0,
    lowWaveOld: -0.794,
    lowWaveYoungShare: 3.126,
    lowWaveFewYoung: -1.653,
    lowYoungWave: 0,
    lowWaveDiffers: 0.885,
    lowWaveAlike: -0.141,
    lowWaveUnmarked: 0.758,
    lowWaveNamed: 1.764,
    lowWaveNamedShare: 6.49,
    lowWaveKin: 0,
    lowWaveBusy: -1.676,
    waveNamed: 3.493,
    waveKin: 0,
    waveBusy: 0,
    young: 0.5,
    manyReviews: 0,
    unmarked: 0.612,
    marked: -0.751,
    against: 1.296,
    kinOne: 0.73,
    kinThree: 1.312,
    kinFive: 1.524,
    kinForeign: 3.152,
    family: 1,
    familyForeign: 0.452,
    ring: 0.494,
    together: 4.603,
    onlyPraise: 0.867,
    mixedStars: -4.254,
    otherBrands: 2.5,
    praise: 2.167,
    vague: 0.347,
    named: 1.091,
    namedOften: 1.48,
    short: -1.678,
  },
  calibration: { slope: 1.1, shift: 0.707 },
  thresholds: { likely: -0.824, look: -2.447 },
};
