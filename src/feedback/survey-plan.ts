import type { ScoreScale, SurveyMapping } from '../domain/survey.ts';
import { BadInput } from '../errors.ts';
import type { DateReading } from './answer-date.ts';
import { SURVEY_FIELDS, type SurveyField } from './column-words.ts';
import { ownerOf } from './guess-mapping.ts';

/** One question with a score, and where what people wrote to it stands. */
export interface Question {
  /** Null for what was written without a score. */
  readonly score: { readonly at: number; readonly title: string; readonly scale: ScoreScale } | null;
  readonly comments: readonly number[];
  readonly pros: number | null;
  readonly cons: number | null;
}

/** A mapping, checked against the file and with places instead of titles. */
export interface SurveyPlan {
  readonly at: Readonly<Partial<Record<SurveyField, number>>>;
  readonly header: readonly string[];
  /** The first one carries the identity of the sheet alone; further ones add their title to it. */
  readonly questions: readonly Question[];
  readonly touchpoint: string | null;
  readonly survey: string;
  readonly date: DateReading;
}

/** Throws `BadInput` with the field of the mapping that does not fit the file. */
export function planOf(mapping: SurveyMapping, header: readonly string[]): SurveyPlan {
  const place = (field: string, title: string): number => {
    const found = header.indexOf(title);
    if (found < 0)
      throw new BadInput(`mapping.${field}`, `the file has no column ${JSON.stringify(title.slice(0, 80))}`);
    return found;
  };
  const at: Partial<Record<SurveyField, number>> = {};
  for (const [field, title] of Object.entries(mapping.columns)) {
    if (!(SURVEY_FIELDS as readonly string[]).includes(field)) {
      throw new BadInput(`mapping.columns.${field}`, `is not one of ${SURVEY_FIELDS.join(', ')}`);
    }
    if (title !== '') at[field as SurveyField] = place(`columns.${field}`, title);
  }
  checkZone(mapping.timeZone);
  const scores = scoresOf(mapping, at, place);
  const comments = [at.comment, ...(mapping.moreComments ?? []).map((title) => place('moreComments', title))].filter(
    (one) => one !== undefined,
  );
  if (scores.length === 0 && comments.length === 0 && at.pros === undefined && at.cons === undefined) {
    const found = header.slice(0, 12).join(', ').slice(0, 300);
    throw new BadInput('file', `has no column that holds a score or a comment; found ${found}`);
  }
  return {
    at,
    header,
    questions: questionsOf(header, scores, { comments, pros: at.pros ?? null, cons: at.cons ?? null }),
    touchpoint: mapping.touchpoint,
    survey: mapping.survey,
    date: { timeZone: mapping.timeZone, order: mapping.dateOrder ?? 'dmy' },
  };
}

type Score = NonNullable<Question['score']>;

function scoresOf(
  mapping: SurveyMapping,
  at: SurveyPlan['at'],
  place: (field: string, title: string) => number,
): readonly Score[] {
  const { metric, moreScores = [], columns } = mapping;
  const first =
    metric === null || at.score === undefined ? [] : [{ at: at.score, title: columns['score']!, scale: metric }];
  const more = moreScores.map(({ column, ...scale }) => ({ at: place('moreScores', column), title: column, scale }));
  for (const { scale, title } of [...first, ...more]) {
    if (!(scale.min < scale.max))
      throw new BadInput('mapping.metric', `the scale of ${JSON.stringify(title.slice(0, 80))} ends before it begins`);
    if (scale.kind === 'nps' && scale.max !== 10)
      throw new BadInput('mapping.metric', 'NPS is asked from 0 to 10; call another scale csat');
  }
  return [...first, ...more];
}

/** Each comment goes to one question: the same words are never counted twice. */
function questionsOf(
  header: readonly string[],
  scores: readonly Score[],
  words: { readonly comments: readonly number[]; readonly pros: number | null; readonly cons: number | null },
): readonly Question[] {
  if (scores.length === 0) return [{ score: null, ...words }];
  const owner = ownerOf(
    header,
    scores.map((score) => score.title),
  );
  const mine = (score: Score, at: number | null): boolean => at !== null && owner(header[at]!) === score.title;
  return scores.map((score) => ({
    score,
    comments: words.comments.filter((at) => mine(score, at)),
    // The two halves of a review stay together.
    pros: mine(score, words.pros ?? words.cons) ? words.pros : null,
    cons: mine(score, words.pros ?? words.cons) ? words.cons : null,
  }));
}

function checkZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch (cause) {
    throw new BadInput(
      'mapping.timeZone',
      `got ${JSON.stringify(timeZone.slice(0, 60))}, wanted a zone such as Europe/Moscow`,
      { cause },
    );
  }
}
