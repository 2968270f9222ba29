/** Called some ten thousand times for one arrow. */
const { log } = Math;

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

const HALF_LOG_2PI = 0.9189385332046728;

/** Natural logarithm of the gamma function for x > 0 (C. Lanczos, SIAM J. Numer. Anal. 1, 1964; g = 7, 9 terms). */
export function logGamma(x: number): number {
  const at = x - 1;
  let sum = 0.99999999999980993;
  for (let index = 0; index < LANCZOS.length; index++) sum += LANCZOS[index]! / (at + index + 1);
  const t = at + LANCZOS.length - 0.5;
  return HALF_LOG_2PI + (at + 0.5) * log(t) - t + log(sum);
}

/** log P(count) of the negative binomial with this mean and size: variance = mean + mean^2 / size. */
export function logNegativeBinomial(count: number, mean: number, size: number): number {
  return (
    logGamma(count + size) -
    logGamma(size) -
    logGamma(count + 1) +
    size * log(size / (size + mean)) +
    count * log(mean / (size + mean))
  );
}

/** log P(k of n) of the beta-binomial with this mean share and intra-class correlation (both strictly between 0 and 1). */
export function logBetaBinomial(
  k: number,
  n: number,
  { share, correlation }: { readonly share: number; readonly correlation: number },
): number {
  const size = 1 / correlation - 1;
  const [a, b] = [share * size, (1 - share) * size];
  return (
    logGamma(n + 1) -
    logGamma(k + 1) -
    logGamma(n - k + 1) +
    logGamma(k + a) +
    logGamma(n - k + b) -
    logGamma(n + size) -
    (logGamma(a) + logGamma(b) - logGamma(size))
  );
}
