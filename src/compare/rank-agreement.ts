/** Ranks from 1; equal values share the mean of their ranks. */
function ranksOf(values: readonly number[]): readonly number[] {
  return values.map((value) => {
    const below = values.filter((one) => one < value).length;
    const equal = values.filter((one) => one === value).length;
    return below + (equal + 1) / 2;
  });
}

/** Spearman's rank correlation, -1..1 (Pearson's of mean ranks, so that ties are allowed for); null under 5 pairs or without any order. */
export function rankAgreement(pairs: readonly (readonly [number, number])[]): number | null {
  const n = pairs.length;
  if (n < 5) return null;
  const [a, b] = [ranksOf(pairs.map((one) => one[0])), ranksOf(pairs.map((one) => one[1]))];
  const mean = (n + 1) / 2;
  const product = (x: readonly number[], y: readonly number[]): number =>
    x.reduce((sum, one, at) => sum + (one - mean) * (y[at]! - mean), 0);
  const spread = Math.sqrt(product(a, a) * product(b, b));
  return spread === 0 ? null : product(a, b) / spread;
}
