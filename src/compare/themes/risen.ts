import type { RisenTheme } from '../../domain/theme-figures.ts';
import { falseAlarmRate, type Period, shareTrend } from '../arrows.ts';

/**
 * All themes of a mail together may rise by chance about once in two months, beside the one false arrow a month that the negative share
 * and the number of texts may show (counting rules 16).
 */
const PART_OF_RATE = 0.5;
/** Fewer blaming texts are no news, whatever the past was. */
const MIN_BLAMED = 3;

/** One theme on the days that are told, and on the same weekdays of the weeks before (`n` judged texts, `k` of which blame it). */
export interface ThemeDays {
  readonly theme: string;
  readonly today: Period;
  readonly past: readonly Period[];
}

export type Risen = Omit<RisenTheme, 'texts'>;

/**
 * Themes that are blamed more than the same weekdays of the last 8 weeks explain: `shareTrend` (beta-binomial) at a threshold that all
 * themes share, rises only. `complete`: part (0..1) of the days' texts that are in. The largest rise first.
 */
export function risenThemes(themes: readonly ThemeDays[], complete: number | null): readonly Risen[] {
  // A trend has two sides and only one is told here, so that the whole rate belongs to it.
  const rate = 2 * PART_OF_RATE * falseAlarmRate(Math.max(1, themes.length));
  return themes
    .flatMap(({ theme, today, past }): Risen[] => {
      const { k, n } = today;
      if (k < MIN_BLAMED) return [];
      const { arrow, usual, weeks } = shareTrend(today, past, { rate, complete });
      return arrow === 'up' && usual !== null ? [{ theme, k, n, usual, weeks }] : [];
    })
    .sort((a, b) => b.k / b.n - b.usual - (a.k / a.n - a.usual) || (a.theme < b.theme ? -1 : 1));
}
