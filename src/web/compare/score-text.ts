import type { ScoreFigure } from '../api/rooms.ts';
import type { FigureFormat } from './share-text.ts';

/** A value of a score as people write it: NPS with its sign, shares in percent, means with a decimal. */
export function scoreValue(score: ScoreFigure, value: number, format: FigureFormat): string {
  if (score.kind === 'nps') return format.signed(Math.round(value));
  if (isShare(score)) return format.share(value / 100);
  return format.number(value, isShort(score) ? 2 : 1);
}

/** Ends of the scale, and values that people can give, without needless decimals. */
export function scaleValue(score: ScoreFigure, value: number, format: FigureFormat): string {
  if (score.kind === 'nps') return format.signed(value);
  if (isShare(score)) return format.share(value / 100);
  return format.number(value, Number.isInteger(value) ? 0 : 1);
}

/** CSAT is a share, in percent. */
function isShare(score: Pick<ScoreFigure, 'kind'>): boolean {
  return score.kind === 'csat';
}

/** What `csat-top2-of-5-wilson` says: how many of the best marks count as satisfied, of how many. */
export function topOf(formula: string): { readonly top: number; readonly max: number } | null {
  const found = /^csat-top(\d+)-of-(\d+)/.exec(formula);
  return found && { top: Number(found[1]), max: Number(found[2]) };
}

function isShort(score: ScoreFigure): boolean {
  return score.kind === 'public-stars' || score.kind === 'stars';
}

/** The distribution with the values in between that nobody gave, so that a gap is seen as one. */
export function wholeDistribution(score: ScoreFigure): readonly { readonly value: number; readonly n: number }[] {
  const given = score.distribution;
  const first = given[0]?.value;
  const last = given.at(-1)?.value;
  if (first === undefined || last === undefined || !given.every((one) => Number.isInteger(one.value))) return given;
  const ends = endsOf(score, first, last);
  if (ends.to - ends.from > 20) return given;
  const counts = new Map(given.map((one) => [one.value, one.n]));
  const whole: { readonly value: number; readonly n: number }[] = [];
  for (let value = ends.from; value <= ends.to; value += 1) whole.push({ value, n: counts.get(value) ?? 0 });
  return whole;
}

/** What can be answered: 0-10 for NPS, whose own scale runs from -100 to 100. */
function endsOf(score: ScoreFigure, first: number, last: number): { readonly from: number; readonly to: number } {
  if (score.kind === 'nps') return { from: Math.min(0, first), to: Math.max(10, last) };
  if (isShare(score)) return { from: Math.min(1, first), to: Math.max(topOf(score.formula)?.max ?? 5, last) };
  return { from: Math.min(score.min, first), to: Math.max(score.max, last) };
}
