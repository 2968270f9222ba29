/** Answers whose confidence lies in `from` (included) to `to` (excluded; in the last one included). */
export interface Bin {
  readonly from: number;
  readonly to: number;
  n: number;
  right: number;
  /** Sum of the confidences. */
  confidence: number;
}

/** Ten bins of equal width are the usual choice for a reliability diagram. */
const BINS = 10;

export function emptyBins(): Bin[] {
  return Array.from({ length: BINS }, (_, i) => ({
    from: i / BINS,
    to: (i + 1) / BINS,
    n: 0,
    right: 0,
    confidence: 0,
  }));
}

export function addToBins(bins: readonly Bin[], confidence: number, isRight: boolean): void {
  const bin = bins[Math.min(BINS - 1, Math.floor(confidence * BINS + 1e-9))]!;
  bin.n += 1;
  bin.confidence += confidence;
  if (isRight) bin.right += 1;
}

/**
 * Expected calibration error (Naeini et al. 2015): the distance of the share that is right from the mean confidence, of each bin,
 * weighted by its answers. Null without answers.
 */
export function expectedCalibrationError(bins: readonly Readonly<Bin>[]): number | null {
  const all = bins.reduce((sum, { n }) => sum + n, 0);
  if (all === 0) return null;
  return bins.reduce((sum, { right, confidence }) => sum + Math.abs(right - confidence), 0) / all;
}
