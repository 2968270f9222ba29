import { ASSUMED_CORRELATION } from '../clusters.ts';
import type { Clustered } from './clustered.ts';
import type { ThemedTexts } from './texts.ts';

/** Sums over the clusters of one set of texts, for all themes at once. */
export interface ClusterSums {
  /** Texts, clusters that have any, and the sum of their squared sizes. */
  n: number;
  clusters: number;
  sizeSquares: number;
  /** Per theme: texts that blame it; over clusters, the sum of their squared number, and of their number times the cluster's size. */
  readonly k: Float64Array;
  readonly squares: Float64Array;
  readonly crossed: Float64Array;
}

export function emptySums(themes: number): ClusterSums {
  const column = (): Float64Array => new Float64Array(themes);
  return { n: 0, clusters: 0, sizeSquares: 0, k: column(), squares: column(), crossed: column() };
}

/** Sums over the texts for which `has` holds. */
export function sumsOf(
  texts: ThemedTexts,
  { texts: order, starts }: Clustered,
  asked: { readonly themes: number; readonly has: (text: number) => boolean },
): ClusterSums {
  const sums = emptySums(asked.themes);
  const inCluster = new Float64Array(asked.themes);
  const touched: number[] = [];
  for (let cluster = 0; cluster + 1 < starts.length; cluster++) {
    let size = 0;
    for (let at = starts[cluster]!; at < starts[cluster + 1]!; at++) {
      const text = order[at]!;
      if (!asked.has(text)) continue;
      size += 1;
      for (const theme of texts.negative[text]!) {
        if (inCluster[theme] === 0) touched.push(theme);
        inCluster[theme]! += 1;
      }
    }
    if (size === 0) continue;
    sums.n += size;
    sums.clusters += 1;
    sums.sizeSquares += size * size;
    for (const theme of touched) {
      const count = inCluster[theme]!;
      sums.k[theme]! += count;
      sums.squares[theme]! += count * count;
      sums.crossed[theme]! += count * size;
      inCluster[theme] = 0;
    }
    touched.length = 0;
  }
  return sums;
}

/** Design effect of the share of texts that blame a theme, at least 1: the formula of `ClusterTally`, which says its sources. */
export function effectOf(sums: ClusterSums, theme: number): number {
  const { n, clusters, sizeSquares } = sums;
  if (n < 2 || clusters === n) return 1;
  const k = sums.k[theme]!;
  const share = k / n;
  const simple = k - share * k;
  const effect =
    simple <= 1e-9 * n || clusters < 2
      ? 1 + ASSUMED_CORRELATION * (sizeSquares / n - 1)
      : ((clusters / (clusters - 1)) *
          (sums.squares[theme]! - 2 * share * sums.crossed[theme]! + share * share * sizeSquares) *
          (n - 1)) /
        (n * simple);
  return Math.max(1, effect);
}
