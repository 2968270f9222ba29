import type { SurveyMapping } from '../domain/survey.ts';
import { BARE_SCORE, COMMENT, foldTitle, type NamedField, rankAs, WHERE } from './column-words.ts';
import { cleanTitle, guessPrompt, guessScale, hasScoreWords, kindByWords, promptOf } from './guess-scale.ts';
import { type ColumnProfile, type Profile, shareOf } from './profile.ts';
import type { Table } from './table.ts';

/** Fields in the order in which they choose their columns. */
const NAMED: readonly NamedField[] = [
  'date',
  'id',
  'person',
  'language',
  'touchpoint',
  'location',
  'product',
  'author',
];
/** A column is one of scores when so many of its cells are numbers. */
const MOSTLY = 0.6;
/** Types that tools of the long form give to a field with a score; `rating` is stars. */
const METRIC_TYPES = { nps: 'nps', csat: 'csat', ces: 'ces', rating: 'stars', stars: 'stars' } as const;

export interface GuessContext {
  readonly survey: string;
  readonly timeZone: string;
  /** What a person has decided already; it always wins. */
  readonly given: Partial<SurveyMapping>;
}

/** Which column holds what, from titles and values; everything that a person said is taken as it is. */
export function guessMapping(table: Table, profile: Profile, context: GuessContext): SurveyMapping {
  const { given } = context;
  const survey = given.survey ?? context.survey;
  const named = given.columns ?? nameColumns(table, profile);
  const taken = new Set(Object.values(named));
  const free = table.header.filter((title) => !taken.has(title));
  const at = (title: string): ColumnProfile => profile.columns[table.header.indexOf(title)]!;

  const scores = given.columns === undefined ? free.filter((title) => isScore(title, at(title), table)) : [];
  const words = given.columns === undefined ? free.filter((title) => isComment(title, at(title), table, scores)) : [];
  const columns =
    given.columns === undefined
      ? { ...whereOf(free, at, [...scores, ...words]), ...named, ...firstOf(scores, words) }
      : named;
  const { score: column } = columns;
  const moreScores =
    given.moreScores ?? scores.slice(1).map((title) => ({ column: title, ...scale(title, at(title), table, survey) }));
  const moreComments = given.moreComments ?? words.filter((title) => !Object.values(columns).includes(title));
  const commentTitles = [columns['comment'], columns['pros'], columns['cons'], ...moreComments].filter(
    (one) => !!one,
  ) as string[];
  const owner = ownerOf(table.header, [column ?? '', ...moreScores.map((one) => one.column)]);
  const asked = <T extends { prompt: string; question: string | null }>(spec: T, title: string): T => ({
    ...spec,
    ...questionOf(
      title,
      commentTitles.filter((one) => owner(one) === title),
    ),
  });
  const metric =
    column === undefined || column === '' || !table.header.includes(column)
      ? null
      : asked(scale(column, at(column), table, survey), column);
  const date =
    columns['date'] === undefined || columns['date'] === ''
      ? undefined
      : profile.columns[table.header.indexOf(columns['date'])];
  const dateOrder = given.dateOrder ?? provenOrder(date);
  return {
    columns,
    metric: given.metric === undefined ? metric : given.metric,
    moreScores: given.moreScores ?? moreScores.map((one) => asked(one, one.column)),
    moreComments,
    touchpoint: given.touchpoint ?? null,
    survey,
    timeZone: given.timeZone ?? zoneOfTitle(columns['date'] ?? '') ?? context.timeZone,
    ...(dateOrder === undefined ? {} : { dateOrder }),
  };
}

/** The score column that a comment belongs to: the nearest one before it, else the first one. */
export function ownerOf(header: readonly string[], scores: readonly string[]): (comment: string) => string | undefined {
  const places = scores.filter((score) => header.includes(score)).sort((a, b) => header.indexOf(a) - header.indexOf(b));
  return (comment) => places.findLast((score) => header.indexOf(score) < header.indexOf(comment)) ?? places[0];
}

function nameColumns({ header }: Table, { columns }: Profile): Record<string, string> {
  const found: Record<string, string> = {};
  for (const field of NAMED) {
    const ranked = header.flatMap((title, index) => {
      const rank = rankAs(field, title);
      const column = columns[index]!;
      if (rank === null || Object.values(found).includes(title) || !couldBe(field, column)) return [];
      return [{ title, rank: rank + (field === 'date' && shareOf(column.dates, column) < MOSTLY ? 1000 : 0) }];
    });
    const best = ranked.sort((a, b) => a.rank - b.rank)[0];
    if (best !== undefined) found[field] = best.title;
  }
  // SurveyMonkey calls the number of the answer sheet "Respondent ID".
  const sheet =
    header.some((title) => foldTitle(title) === 'collector id') && foldTitle(found['person'] ?? '') === 'respondent id';
  if (sheet && found['id'] === undefined) {
    found['id'] = found['person']!;
    const email = header.find((title) => /^e ?mail/.test(foldTitle(title)));
    if (email === undefined) delete found['person'];
    else found['person'] = email;
  }
  return found;
}

/** A name alone is no proof: an id differs from row to row, a city is no number. */
function couldBe(field: NamedField, column: ColumnProfile): boolean {
  if (column.filled === 0) return field === 'date';
  if (field === 'id') return column.different.size >= Math.min(column.filled, 2000) / 2;
  if (field === 'date' || field === 'person' || field === 'language') return true;
  return shareOf(column.numeric, column) < MOSTLY;
}

function typeOf(title: string, table: Table): string | undefined {
  return table.types?.get(title);
}

function isScore(title: string, column: ColumnProfile, table: Table): boolean {
  const type = typeOf(title, table);
  if (type !== undefined) return Object.hasOwn(METRIC_TYPES, type);
  if (shareOf(column.numeric, column) < MOSTLY || column.numeric === 0) return false;
  return (
    hasScoreWords(title) ||
    column.best.size > 0 ||
    ((title.includes('?') || foldTitle(title).split(' ').length >= 5) && onScale(column))
  );
}

/** Small whole numbers under a question are answers on a scale; ages and prices are not. */
function onScale(column: ColumnProfile): boolean {
  return (
    shareOf(column.numeric, column) > 0.95 &&
    [...column.values.keys()].every((value) => Number.isInteger(value) && value >= 0 && value <= 10)
  );
}

const isQuestion = (title: string): boolean => title.includes('?') || foldTitle(title).split(' ').length >= 3;

function isComment(title: string, column: ColumnProfile, table: Table, scores: readonly string[]): boolean {
  const type = typeOf(title, table);
  if (type !== undefined) return type === 'text';
  if (scores.includes(title) || shareOf(column.numeric + column.dates, column) >= MOSTLY) return false;
  if (COMMENT.test(foldTitle(title)) || promptOf(title) !== 'neutral') return true;
  const chars = column.filled === 0 ? 0 : column.chars / column.filled;
  return isQuestion(title) && chars >= 12 && column.different.size > Math.min(column.filled, 2000) / 2;
}

/** Answers that a list offers come again and again; a place that is told in own words does not. */
const MAX_PLACES = 20;
const EACH_AT_LEAST = 3;

/** The question that asks where it happened, where no column is called a touchpoint. */
function whereOf(
  free: readonly string[],
  at: (title: string) => ColumnProfile,
  used: readonly string[],
): Record<string, string> {
  const found = free.find((title) => {
    const { filled, different } = at(title);
    const few = different.size >= 2 && different.size <= Math.min(MAX_PLACES, filled / EACH_AT_LEAST);
    return few && !used.includes(title) && WHERE.test(foldTitle(title));
  });
  return found === undefined ? {} : { touchpoint: found };
}

/** One column of praise beside one of faults are the two halves of a review; else the first one is the comment. */
function firstOf(scores: readonly string[], words: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  if (scores[0] !== undefined) found['score'] = scores[0];
  const praise = words.filter((title) => promptOf(title) === 'asks-praise');
  const faults = words.filter((title) => promptOf(title) === 'asks-faults');
  if (praise.length === 1 && faults.length === 1) {
    found['pros'] = praise[0]!;
    found['cons'] = faults[0]!;
  }
  const comment = words.find((title) => !Object.values(found).includes(title));
  if (comment !== undefined) found['comment'] = comment;
  return found;
}

/** A column called `score` in a file called `NPS May` is NPS. */
function scale(title: string, column: ColumnProfile, table: Table, survey: string): ReturnType<typeof guessScale> {
  const type = typeOf(title, table);
  if (type !== undefined && Object.hasOwn(METRIC_TYPES, type))
    return guessScale(title, column, METRIC_TYPES[type as keyof typeof METRIC_TYPES]);
  const bare = BARE_SCORE.test(foldTitle(title)) && kindByWords(foldTitle(title)) === null;
  return guessScale(title, column, bare ? (kindByWords(foldTitle(survey)) ?? undefined) : undefined);
}

/** The question as asked, with the one under which people wrote: what it asks for decides what they write. */
function questionOf(
  title: string,
  commentTitles: readonly string[],
): Pick<ReturnType<typeof guessScale>, 'question' | 'prompt'> {
  // `Score` is the name of a column, not what people were asked.
  const asked = BARE_SCORE.test(foldTitle(title)) ? [] : [title];
  const questions = [...asked, ...commentTitles.filter(isQuestion)].map(cleanTitle);
  const question = questions.length === 0 ? null : questions.join(' / ').slice(0, 500);
  return { question, prompt: guessPrompt(commentTitles) };
}

/** Month first only where the column proves it; undefined without a date such as 04/05/2026. */
function provenOrder(column: ColumnProfile | undefined): 'dmy' | 'mdy' | undefined {
  if (column === undefined) return undefined;
  const { dmy, mdy, either } = column.order;
  if (dmy + mdy + either === 0) return undefined;
  return mdy > 0 && dmy === 0 ? 'mdy' : 'dmy';
}

/** `Submit Date (UTC)`, `Time (GMT+3)`: the title says it for all rows. */
function zoneOfTitle(title: string): string | null {
  const match = /\b(?:UTC|GMT)(?: ?([+-]\d{1,2}))?(?![\d:])/i.exec(title);
  if (match === null) return null;
  const hours = Number(match[1] ?? 0);
  if (hours === 0) return 'UTC';
  // The names of these zones count westwards.
  return Math.abs(hours) <= 12 ? `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}` : null;
}
