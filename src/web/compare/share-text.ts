import type { ShareFigure } from '../api/rooms.ts';

/** What figures need of the formatters. */
export interface FigureFormat {
  readonly number: (value: number, digits?: number) => string;
  readonly signed: (value: number, digits?: number) => string;
  readonly share: (share: number) => string;
}

/** "30 %", or null where there are too few texts for a percentage: then the count says what is known. */
export function percentOf(figure: ShareFigure, format: FigureFormat): string | null {
  if (figure.display === 'hide' || figure.value === null) return null;
  // A few of many are not none.
  return figure.k > 0 && figure.value < 0.005 ? `<${format.share(0.01)}` : format.share(figure.value);
}

/** Upper end of a scale for shares that holds all of these whiskers: 25, 50, 75 or 100 %, so that two pages look alike. */
export function scaleEnd(figures: readonly ShareFigure[]): number {
  const shown = figures.filter((figure) => figure.display !== 'hide');
  const highest = Math.max(0, ...shown.map((figure) => figure.high ?? 0));
  return Math.min(1, Math.max(1, Math.ceil(highest * 4)) / 4);
}

/** "24–41 %": the interval as it is printed beside the share; null where no share is shown. */
export function intervalOf(figure: ShareFigure, format: FigureFormat): string | null {
  if (figure.display === 'hide' || figure.low === null || figure.high === null) return null;
  return `${format.number(Math.round(figure.low * 100))}–${format.share(figure.high)}`;
}
