import type { Grouping, ThemedTexts } from './texts.ts';

/** Texts in the order of their clusters; a text that stands alone is a cluster of its own. */
export interface Clustered {
  readonly texts: Int32Array;
  /** Where each cluster begins in `texts`, and at the end where the last one ends. */
  readonly starts: Int32Array;
}

/** Gathers texts by one grouping, by counting: linear. */
export function clusteredBy(texts: ThemedTexts, grouping: Grouping): Clustered {
  const ids = texts.clusters[grouping];
  const named = ids.reduce((most, id) => Math.max(most, id), -1) + 1;
  const alone = ids.reduce((count, id) => count + (id < 0 ? 1 : 0), 0);
  const starts = new Int32Array(named + alone + 1);
  let next = named;
  const clusterOf = Int32Array.from(ids, (id) => (id < 0 ? next++ : id));
  for (const cluster of clusterOf) starts[cluster + 1]! += 1;
  for (let at = 1; at < starts.length; at++) starts[at]! += starts[at - 1]!;
  const ends = starts.slice();
  const order = new Int32Array(ids.length);
  for (const [text, cluster] of clusterOf.entries()) order[ends[cluster]!++] = text;
  return { texts: order, starts };
}
