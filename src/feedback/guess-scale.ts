import { METRIC_SCALES, type MetricKind } from '../domain/metric.ts';
import type { ScoreScale } from '../domain/survey.ts';
import {
  BARE_SCORE,
  CES,
  CSAT,
  EFFORT,
  FAULTS,
  foldTitle,
  NPS,
  NPS_TOOL_SCORE,
  PRAISE,
  SCORE,
  STARS,
} from './column-words.ts';
import type { ColumnProfile } from './profile.ts';

interface Range {
  readonly min: number;
  readonly max: number;
}

/** Scales in use, narrow before wide. */
const WIDTHS = [5, 7, 10, 100] as const;
/** So many answers must lie within a narrower scale before it is believed against the usual one of the metric. */
const ENOUGH = 30;
/** Typing errors (`55` for 5) make no wider scale: this share of answers may lie outside. */
const OUTSIDE = 0.05;
/** From so many answers on, one may always be a typing error. */
const SINGLE_FROM = 8;

const SPAN = /(?<!\d)([01])\s{0,3}(?:-|–|—|\.\.+|…|до|по|to|through|tot|t\/m|bis)\s{0,3}(3|4|5|6|7|9|10|100)(?!\d)/iu;
const POINTS = /(?<!\d)(3|4|5|6|7|10|100)\s?-?\s?(?:ти\s?)?-?(?:балл|point|punt)/iu;
/** `1 - very hard, 7 - very easy`. */
const ENDS =
  /(?<!\d)([01])\s{0,2}[-–—=:]\s{0,2}\p{L}[^,;/\d]{1,60}[,;/]\s{0,3}(?:(?:and|и|а|en) )?(3|4|5|6|7|10|100)\s{0,2}[-–—=:]/iu;
const ONE_IS_BEST =
  /(?<!\d)1\s{0,2}[-–—=:]\s{0,2}(?:это\s)?(?:отлично|превосходно|очень (?:доволь?е?н|легко|хорошо)|excellent|very (?:satisfied|good|easy)|strongly agree|uitstekend|zeer (?:tevreden|goed|makkelijk|gemakkelijk))/iu;

/** Kind, scale and direction of a column of scores, by the words of its title first and the values of the whole column next. */
export function guessScale(title: string, column: ColumnProfile, told?: MetricKind): ScoreScale {
  const folded = foldTitle(title);
  const printed = printedRange(title, column);
  let kind = told ?? (hasStars(column) ? 'stars' : kindByWords(folded));
  if (kind === 'nps' && told === undefined && !couldBeNps(printed, column)) kind = 'csat';
  if (kind === null) kind = printed === null && NPS_TOOL_SCORE.test(folded) && !fits(column, 7) ? 'nps' : 'csat';
  const range =
    kind === 'nps' ? { min: printed?.max === 10 ? printed.min : 0, max: 10 } : (printed ?? rangeOf(kind, column));
  const down =
    ONE_IS_BEST.test(title) || (kind === 'ces' && EFFORT.test(folded) && !/легк|easy|makkelijk/.test(folded));
  return { kind, ...range, direction: down ? 'down' : 'up', question: cleanTitle(title), prompt: 'neutral' };
}

/** Is there a word of a score in the title? */
export function hasScoreWords(title: string): boolean {
  const folded = foldTitle(title);
  return [NPS, CES, STARS, CSAT, SCORE, BARE_SCORE].some((words) => words.test(folded)) || SPAN.test(title);
}

/** Null where no word tells. */
export function kindByWords(folded: string): MetricKind | null {
  if (NPS.test(folded)) return 'nps';
  if (CES.test(folded)) return 'ces';
  if (STARS.test(folded)) return 'stars';
  return CSAT.test(folded) ? 'csat' : null;
}

/** Drawn stars say what they are. */
const hasStars = (column: ColumnProfile): boolean =>
  [...column.different].slice(0, 20).some((cell) => /★|⭐/u.test(cell));

/** Tools rescale 3-, 5- and 7-point questions to "NPS"; what was not asked from 0 (or 1) to 10 is none. */
function couldBeNps(printed: Range | null, column: ColumnProfile): boolean {
  return printed === null ? column.numeric < ENOUGH || !fits(column, 5) : printed.max === 10;
}

function printedRange(title: string, column: ColumnProfile): Range | null {
  const span = SPAN.exec(title) ?? ENDS.exec(title);
  if (span !== null) return { min: Number(span[1]), max: Number(span[2]) };
  const best = [...column.best].sort((a, b) => b[1] - a[1])[0];
  const points = POINTS.exec(title)?.[1];
  const max =
    points !== undefined ? Number(points) : best !== undefined && best[1] * 2 > column.numeric ? best[0] : null;
  return max === null ? null : { min: max >= 10 && hasZeros(column) ? 0 : 1, max };
}

/** The usual scale of the metric, unless the values need a wider one (or, for CES, clearly keep to a narrower one). */
function rangeOf(kind: MetricKind, column: ColumnProfile): Range {
  const usual = METRIC_SCALES[kind];
  if (kind === 'ces' && column.numeric >= ENOUGH && fits(column, 5)) return { min: 1, max: 5 };
  const max = WIDTHS.find((width) => width >= usual.max && fits(column, width)) ?? usual.max;
  return { min: max >= 10 && hasZeros(column) ? 0 : usual.min, max };
}

function fits(column: ColumnProfile, max: number): boolean {
  let outside = 0;
  for (const [value, n] of column.values) if (value > max) outside += n;
  return column.numeric > 0 && outside <= Math.max(column.numeric < SINGLE_FROM ? 0 : 1, column.numeric * OUTSIDE);
}

const hasZeros = (column: ColumnProfile): boolean => (column.values.get(0) ?? 0) > 0;

/** What the words under which people wrote ask for. A title that asks for both, or for neither, is neutral. */
export function guessPrompt(commentTitles: readonly string[]): ScoreScale['prompt'] {
  const asked = commentTitles.map(promptOf);
  const faults = asked.includes('asks-faults');
  const praise = asked.includes('asks-praise');
  return faults === praise ? 'neutral' : faults ? 'asks-faults' : 'asks-praise';
}

export function promptOf(title: string): ScoreScale['prompt'] {
  const folded = foldTitle(title);
  const rest = folded.replace(FAULTS, ' ');
  const faults = rest !== folded;
  const praise = PRAISE.test(rest);
  return faults === praise ? 'neutral' : faults ? 'asks-faults' : 'asks-praise';
}

/** A title as a question: one line, cut. */
export function cleanTitle(title: string): string {
  return title.replace(/\s+/g, ' ').trim().slice(0, 300);
}
