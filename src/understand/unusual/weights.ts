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
  bias: -5.135,
  weights: {
    reward: 6.639,
    hidden: 0.7,
    high: 0.902,
    low: -1.349,
    wave: 1.185,
    waveSure: 0.804,
    waveYoung: 0,
    waveOld: -0.081,
    waveYoungShare: 0,
    waveFewYoung: -0.663,
    waveUnmarked: 0,
    waveMarked: -0.03,
    waveUnmarkedShare: 0.278,
    waveDiffers: 2.708,
    waveAlike: -1.269,
    waveMiddling: -1.113,
    waveOpposite: -1.036,
    waveNewProduct: -4.417,
    afterComplaints: 0.86,
    youngWave: 0.852,
    unmarkedWave: 1.298,
    lowWave: 1.081,
    lowWaveSure: 0,
    lowWaveYoung: 0,
    lowWaveOld: -0.969,
    lowWaveYoungShare: 2.438,
    lowWaveFewYoung: -0.873,
    lowYoungWave: 0.222,
    lowWaveDiffers: 0.497,
    lowWaveAlike: 0,
    lowWaveUnmarked: 0.663,
    lowWaveNamed: 1.81,
    lowWaveNamedShare: 6.776,
    lowWaveKin: 0,
    lowWaveBusy: -3.153,
    waveNamed: 2.403,
    waveKin: 0,
    waveBusy: 0,
    young: 0.5,
    manyReviews: 0,
    unmarked: 0.774,
    marked: -0.671,
    against: 1.326,
    kinOne: 1.134,
    kinThree: 2.023,
    kinFive: 1.702,
    kinForeign: 3.1,
    family: 1,
    familyForeign: 0.486,
    ring: 1.598,
    together: 4.91,
    onlyPraise: 0.489,
    mixedStars: -3.879,
    otherBrands: 2.5,
    praise: 1.577,
    vague: 0.324,
    named: 1.013,
    namedOften: 1.347,
    short: -1.537,
  },
  calibration: { slope: 1.14, shift: 0.546 },
  thresholds: { likely: -0.912, look: -2.488 },
};
