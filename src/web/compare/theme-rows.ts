import type { Comparison } from '../api/rooms.ts';

export type ThemeTable = Comparison['themes'];
export type ThemeRow = ThemeTable['rows'][number];

/** Themes that nobody blames say nothing. The order is the API's: clear differences first. */
export function blamedRows({ rows }: ThemeTable): readonly ThemeRow[] {
  return rows.filter((row) => row.public.k + row.direct.k > 0);
}

/** What is said of a theme, and whether errors of the model are in it; null where nothing is said that they could change. */
export interface ToldVerdict {
  readonly verdict: ThemeRow['verdict'];
  readonly modelError: 'before' | 'after' | null;
}

/** After model error where that is known. */
export function toldVerdict({ verdict, corrected }: ThemeRow): ToldVerdict {
  if (corrected !== null) return { verdict: corrected.verdict, modelError: 'after' };
  return { verdict, modelError: verdict === 'too-few' || verdict === 'not-comparable' ? null : 'before' };
}

/** The difference on which the verdict rests, so that the two never contradict; null under 5 texts on a side. */
export function toldDifference({ public: open, direct, difference, corrected }: ThemeRow) {
  if (open.display === 'hide' || direct.display === 'hide') return null;
  const { value, low, high } = corrected?.difference ?? difference;
  return value === null || low === null || high === null ? null : { value, low, high };
}

/** One scale for the differences of all themes, from `-reach` to `reach`, in whole tenths. */
export function reachOf(rows: readonly ThemeRow[]): number {
  const ends = rows.flatMap((row) => {
    const told = toldDifference(row);
    return told === null ? [] : [Math.abs(told.low), Math.abs(told.high)];
  });
  return Math.min(1, Math.max(1, Math.ceil(Math.max(0, ...ends) * 10)) / 10);
}

/** What so many texts are worth, rounded; null where that is all of them. */
export function worthOf({ n, nEff }: ThemeRow['public']): number | null {
  const worth = Math.round(nEff);
  return worth < n ? worth : null;
}
