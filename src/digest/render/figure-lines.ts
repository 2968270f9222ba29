import type { FigureTexts, OpenScore, ShareFigure } from '../../domain/comparison.ts';
import type { Trend } from '../../domain/figures.ts';
import type { DigestContent, Language } from '../content.ts';
import { dayRange } from './dates.ts';
import { number } from './plural.ts';
import { type Words, words } from './words.ts';

const ARROWS = { up: '▲', down: '▼' } as const;
/** Below this nothing is told of a fresh day without saying how much of it is in (counting.md 8). */
const ALL_IN = 0.9;

export interface FigureLine {
  readonly text: string;
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
  const partly = figures.in === null || figures.in >= ALL_IN ? '' : `; ${say.partlyIn(percent(language, figures.in))}`;
  const without = leftOut === '' ? '' : `; ${say.without(leftOut)}`;
  const week = negative.week.n === 0 ? '' : `; ${say.weekBefore} ${share(negative.week, say, language)}`;
  const mean = volume.weekMean === null ? '' : `; ${say.weekBefore} ${say.perDay(rough(language, volume.weekMean))}`;
  const lines: FigureLine[] = [
    {
      text: `${say.volumeDay(period)}: ${number(language, volume.n)}${change(volume.trend, say, (one) => rough(language, one))}${mean}${partly}${without}`,
      texts: volume.texts,
    },
    {
      text: `${say.negativeDay(period)}: ${share(negative.day, say, language)}${change(negative.trend, say, (one) => percent(language, one))}${week}${partly}${without}`,
      texts: negative.texts,
    },
  ];
  const scores = [figures.scores.stars, ...figures.scores.direct].filter(({ n }) => n > 0);
  return [...lines, ...scores.map((score) => ({ text: scoreText(score, say, language), texts: score.texts }))];
}

const percent = (language: Language, value: number): string => `${number(language, value * 100)}\u00a0%`;
/** Means of a few texts a day need a digit, those of hundreds do not. */
const rough = (language: Language, value: number): string => number(language, value, value < 20 ? 1 : 0);

function share(figure: ShareFigure, say: Words, language: Language): string {
  const { k, n, value, low, high, display } = figure;
  if (value === null || display === 'hide') return n === 0 ? say.texts(0) : say.tooFew(say.negativeOf(k, n));
  const interval =
    low === null || high === null ? '' : ` (${say.interval(percent(language, low), percent(language, high))})`;
  return `${percent(language, value)}, ${say.negativeOf(k, n)}${interval}`;
}

function change({ arrow, usual }: Trend, say: Words, show: (value: number) => string): string {
  if (arrow === null) return '';
  return ` ${ARROWS[arrow]} ${say.arrow[arrow]}${usual === null ? '' : ` (${say.usual(show(usual))})`}`;
}

function scoreText(score: OpenScore, say: Words, language: Language): string {
  const { kind, n, value, low, high, max, label } = score;
  const basis = kind === 'public-stars' ? say.ratings(n) : say.answers(n);
  const digits = kind === 'nps' ? 0 : 1;
  const show = (one: number): string => number(language, one, digits);
  const name = `${kind === 'public-stars' || kind === 'nps' || kind === 'stars' ? say.score[kind] : label}, ${say.ofDays}`;
  if (value === null || score.display === 'hide') return `${name}: ${say.tooFew(basis)}`;
  const interval = low === null || high === null ? '' : ` (${say.interval(show(low), show(high))})`;
  const scale = kind === 'nps' ? '' : ` / ${number(language, max)}`;
  return `${name}: ${show(value)}${scale}, ${basis}${interval}`;
}
