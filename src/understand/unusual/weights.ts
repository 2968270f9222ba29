// biome-ignore-all lint/suspicious/noApproximativeNumericConstant: a learned figure may be near to any constant.
import type { Sign } from './evidence.ts';

/** Made by `train/unusual.ts` from simulated markets: not to be edited by hand. */
export interface Learned {
  /** Log-odds of a review of which nothing is found. */
  readonly bias: number;
  readonly weights: Readonly<Partial<Record<Sign, number>>>;
  /** Log-odds to the calibrated probability's log-odds. */
  readonly calibration: { readonly slope: number; readonly shift: number };
  /** Log-odds that 1 % and 4 % of the honest reviews of the judging markets reach. */
  readonly thresholds: { readonly likely: number; readonly look: number };
}

export const LEARNED: Learned = {
  bias: -4.935,
  weights: {
    reward: 6.635,
    hidden: 0.7,
    high: 1.059,
    low: -0.579,
    wave: 2.562,
    waveSure: 0,
    waveYoung: 0,
    waveOld: 0,
    waveYoungShare: 0.904,
    waveFewYoung: -1.534,
    waveUnmarked: 0,
    waveMarked: -1.128,
    waveUnmarkedShare: 0.45,
    waveDiffers: 2.697,
    waveAlike: -0.902,
    waveMiddling: -1.911,
    waveEverywhere: -1.056,
    waveTail: -0.272,
    waveOpposite: -1.051,
    waveNewProduct: -2.989,
    afterComplaints: 0.634,
    youngWave: 0.858,
    unmarkedWave: 1.046,
    lowWave: 2.407,
    lowWaveSure: 0.434,
    lowWaveYoung: 0,
    lowWaveOld: -0.942,
    lowWaveYoungShare: 1.515,
    lowWaveFewYoung: -0.819,
    lowYoungWave: 0.074,
    lowWaveDiffers: 2.483,
    lowWaveAlike: -0.141,
    lowWaveUnmarked: 0,
    lowWaveMarked: -1.309,
    lowWaveMild: -2.404,
    lowWaveEverywhere: -3.078,
    lowWaveTail: 0,
    lowWaveNamed: 0,
    lowWaveNamedShare: 4.496,
    lowWaveKin: 0,
    lowWaveBusy: -4.018,
    waveNamed: 2.112,
    waveKin: 0.525,
    waveBusy: -0.533,
    young: 0.5,
    manyReviews: 0,
    unmarked: 0.634,
    marked: -0.287,
    against: 1.145,
    kinOne: 1.5,
    kinThree: 6.811,
    kinFive: 1.123,
    kinForeign: 3.867,
    family: 1,
    familyForeign: 0,
    ring: 2.349,
    together: 5.809,
    onlyPraise: 1.357,
    mixedStars: -3.111,
    otherBrands: 2.5,
    praise: 1.555,
    vague: 0.265,
    named: 0.633,
    namedOften: 1.139,
    short: -1.737,
  },
  calibration: { slope: 0.975, shift: -0.011 },
  thresholds: { likely: -0.182, look: -1.487 },
};
