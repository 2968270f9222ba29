import type { Item } from '../api/types.ts';

type Metric = NonNullable<Item['metric']>;

/** Names that are the same in every language. */
export const METRIC_NAMES: Readonly<Record<Metric['kind'], string>> = {
  nps: 'NPS',
  csat: 'CSAT',
  ces: 'CES',
  stars: '★',
};

/**
 * Which way a score points, so that a bad one is seen without reading. NPS by its definition: 0-6 detractors, 9-10 promoters;
 * the others by the side of the middle of their scale on which they lie, as "bottom two" and "top two" boxes do on five points.
 */
export function scoreShade({ kind, value, min, max, direction }: Metric): 'negative' | 'neutral' | 'positive' {
  if (kind === 'nps' && min === 0 && max === 10) return value <= 6 ? 'negative' : value >= 9 ? 'positive' : 'neutral';
  const fromMiddle = (value - (min + max) / 2) * (direction === 'up' ? 1 : -1);
  // Only what lies within half a point of the middle is neither.
  if (Math.abs(fromMiddle) < 0.5 || max <= min) return 'neutral';
  return fromMiddle < 0 ? 'negative' : 'positive';
}
