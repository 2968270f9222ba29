import type { ReportCard } from '../api/audits.ts';

type Theme = ReportCard['themes'][number];

const weightOf = ({ named }: Theme): number => named.precision.n + named.recall.n;

/** Those of which most is known first. */
export function themesByWeight(themes: readonly Theme[]): readonly Theme[] {
  return themes.toSorted((a, b) => weightOf(b) - weightOf(a));
}
