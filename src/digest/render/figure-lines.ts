import type { FigureTexts, OpenScore, ShareFigure } from '../../domain/comparison.ts';
import type { Trend } from '../../domain/figures.ts';
import type { DigestContent, Language } from '../content.ts';
import { dayRange } from './dates.ts';
import { number } from './plural.ts';
import { type Words, words } from './words.ts';

export const ARROWS = { up: '▲', down: '▼' } as const;
/** Below this nothing is told of a fresh day without saying how much of it is in (counting.md 8). */
const ALL_IN = 0.9;

export interface FigureLine {
  /** Name, value, n and arrow. */
  readonly text: string;
  /** Interval, what was before, which sources are left out; '' when there is nothing more to say. */
  readonly detail: string;
  /** The filter that opens what it counts. */
  readonly texts: FigureTexts;
}

/**
 * The figures in words, each with its n. What is compared over time names in its own line the sources that are left out
 * (`leftOut`), and has an arrow only where the trend tells one.
 */
export function figureLines({ figures }: DigestContent, language: Language, leftOut: string): FigureLine[] {
  const say = words[language];
  const period = dayRange(language, figures.days.from, figures.days.to);
  const { negative, volume } = figures;
  const partly = figures.in === null || figures.in >= ALL_IN ? '' : say.partlyIn(percent(language, figures.in));
  const without = leftOut === '' ? '' : say.without(leftOut);
  const chance = (figure: ShareFigure): string => interval(figure, say, (one) => percent(language, one));
  const weekChance = chance(negative.week) === '' ? '' : ` (${chance(negative.week)})`;
  const week = negative.week.n === 0 ? '' : `${say.weekBefore} ${share(negative.week, say, language)}${weekChance}`;
  const mean = volume.weekMean === null ? '' : `${say.weekBefore} ${say.perDay(rough(language, volume.weekMean))}`;
  const scores = [figures.scores.stars, ...figures.scores.direct].filter(({ n }) => n > 0);
  return [
    {
      text: `${say.volumeDay(period)}: ${number(language, volume.n)}${change(volume.trend, say, (one) => rough(language, one))}`,
      detail: joined(mean, partly, without),
      texts: volume.texts,
    },
    {
      text: `${say.negativeDay(period)}: ${share(negative.day, say, language)}${change(negative.trend, say, (one) => percent(language, one))}`,
      detail: joined(chance(negative.day), week, partly, without),
      texts: negative.texts,
    },
    ...scores.map((score) => scoreLine(score, say, language)),
  ];
}

/** Parts of a line, without the empty ones. */
export const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('; ');
export const percent = (language: Language, value: number): string => `${number(language, value * 100)}\u00a0%`;
/** Means of a few texts a day need a digit, those of hundreds do not. */
const rough = (language: Language, value: number): string => number(language, value, value < 20 ? 1 : 0);

function share({ k, n, value, display }: ShareFigure, say: Words, language: Language): string {
  if (value === null || display === 'hide') return n === 0 ? say.texts(0) : say.tooFew(say.negativeOf(k, n));
  return `${percent(language, value)}, ${say.negativeOf(k, n)}`;
}

function interval(
  { value, low, high, display }: Pick<ShareFigure, 'value' | 'low' | 'high' | 'display'>,
  say: Words,
  show: (value: number) => string,
): string {
  if (value === null || low === null || high === null || display === 'hide') return '';
  return say.interval(show(low), show(high));
}

function change({ arrow, usual }: Trend, say: Words, show: (value: number) => string): string {
  if (arrow === null) return '';
  return ` ${ARROWS[arrow]} ${say.arrow[arrow]}${usual === null ? '' : ` (${say.usual(show(usual))})`}`;
}

function scoreLine(score: OpenScore, say: Words, language: Language): FigureLine {
  const { kind, n, value, max, label, texts } = score;
  const basis = kind === 'public-stars' ? say.ratings(n) : say.answers(n);
  const show = (one: number): string => number(language, one, kind === 'nps' ? 0 : 1);
  // What a score of one kind is called may be of the survey's own making: its scale tells it apart.
  const name = `${kind === 'csat' || kind === 'ces' ? label : say.score[kind]}, ${say.ofDays}`;
  if (value === null || score.display === 'hide') return { text: `${name}: ${say.tooFew(basis)}`, detail: '', texts };
  const scale = kind === 'nps' ? '' : ` / ${number(language, max)}`;
  return { text: `${name}: ${show(value)}${scale}, ${basis}`, detail: interval(score, say, show), texts };
}
