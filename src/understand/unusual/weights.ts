// biome-ignore-all lint/suspicious/noApproximativeNumericConstant: a learned figure may be near to any constant.
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
  bias: -4.867,
  weights: {
    reward: 6.614,
    hidden: 0.7,
    high: 0.929,
    low: -1.911,
    wave: 1.613,
    waveSure: 1.817,
    waveYoung: 0,
    waveOld: 0,
    waveYoungShare: 0,
    waveFewYoung: -1.455,
    waveUnmarked: 0,
    waveMarked: 0,
    waveUnmarkedShare: 0,
    waveDiffers: 1.618,
    waveAlike: -1.077,
    waveMiddling: -1.898,
    waveOpposite: -1.298,
    waveNewProduct: -5.162,
    afterComplaints: 0.582,
    youngWave: 0.423,
    unmarkedWave: 1.835,
    lowWave: 0.728,
    lowWaveSure: 0,
    lowWaveYoung: 0,
    lowWaveOld: -0.371,
    lowWaveYoungShare: 2.293,
    lowWaveFewYoung: -0.707,
    lowYoungWave: 0.538,
    lowWaveDiffers: 1.547,
    lowWaveAlike: -0.114,
    lowWaveUnmarked: 0.764,
    lowWaveNamed: 1.265,
    lowWaveNamedShare: 5.892,
    lowWaveKin: 0,
    lowWaveBusy: -1.699,
    waveNamed: 3.088,
    waveKin: 0,
    waveBusy: -0.408,
    young: 0.5,
    manyReviews: 0,
    unmarked: 0.478,
    marked: -0.599,
    against: 1.544,
    kinOne: 1.665,
    kinThree: 2.44,
    kinFive: 2.331,
    kinForeign: 3.572,
    family: 1,
    familyForeign: 0,
    ring: 1.054,
    together: 3.75,
    onlyPraise: 0.664,
    mixedStars: -4.661,
    otherBrands: 2.5,
    praise: 1.409,
    vague: 0.2,
    named: 0.732,
    namedOften: 0.79,
    short: -1.724,
  },
  calibration: { slope: 0.985, shift: -0.182 },
  thresholds: { likely: -0.011, look: -1.698 },
};
