import { createHmac } from 'node:crypto';
import type { RawReview } from '../collect/scraper.ts';
import type { Metric } from '../domain/metric.ts';
import { maskPersonal } from '../understand/privacy.ts';
import { readAnswerDate } from './answer-date.ts';
import { foldTitle } from './column-words.ts';
import { readScore } from './score-text.ts';
import type { Question, SurveyPlan } from './survey-plan.ts';
import type { RowProblem, TableRow } from './table.ts';

export interface SheetContext {
  /** Of the installation: ids that are made from what people wrote cannot be guessed back. */
  readonly secret: string | Uint8Array;
  /** ISO instant; an answer of a later day is a mistake. */
  readonly now: string;
  /** How often sheets without an id were met in this file: equal ones stay apart. */
  readonly met: Map<string, number>;
  /** Row in which each id was met first, with what stood there. */
  readonly ids: Map<string, { readonly line: number; readonly content: string }>;
}

export interface Sheet {
  /** One per question that was answered; none where something is wrong, or where the sheet is in the file already. */
  readonly reviews: readonly RawReview[];
  readonly problems: readonly RowProblem[];
}

/** Zones differ by up to 26 hours. */
const AHEAD_MS = 48 * 3_600_000;
const EARLIEST = '1991-08-06';
const MAX_TOUCHPOINT_CHARS = 120;

/** One answer sheet as items: each score one, what was written once. Everything that is wrong with it is said at once. */
export function readSheet(row: TableRow, plan: SurveyPlan, context: SheetContext): Sheet {
  const problems: RowProblem[] = [];
  const lineOf = (at: number): number => row.cellLines?.[at] ?? row.line;
  const cell = (at: number | null | undefined): string | null => {
    const text = at === null || at === undefined ? '' : row.cells[at]!.trim();
    return text === '' ? null : text;
  };
  const complain = (at: number, problem: string): void =>
    void problems.push({ line: lineOf(at), problem: `${plan.header[at]!.slice(0, 80)}: ${problem}` });

  const printed = cell(plan.at.date);
  const date = printed === null ? null : readAnswerDate(printed, plan.date);
  if (printed !== null && (date === null || !believable(date.on, context.now)))
    complain(plan.at.date!, dateProblem(printed, date !== null, plan));
  const answers = plan.questions.flatMap((question, index) => {
    const metric = question.score === null ? null : readMetric(question.score, cell(question.score.at), complain);
    const text = question.comments
      .map(cell)
      .filter((one) => one !== null)
      .join('\n\n');
    const words = { text: text === '' ? null : text, pros: cell(question.pros), cons: cell(question.cons) };
    const empty = metric === null && words.text === null && words.pros === null && words.cons === null;
    return empty ? [] : [{ question, index, metric, words }];
  });
  if (answers.length === 0 && problems.length === 0)
    problems.push({ line: row.line, problem: 'the row has neither a score nor a comment' });
  if (problems.length > 0) return { reviews: [], problems };

  const person = personOf(cell(plan.at.person));
  const content = JSON.stringify([printed, person, answers.map(({ metric, words }) => [metric?.value ?? null, words])]);
  const ownId = cell(plan.at.id);
  const id = sheetId(ownId, content, context);
  if (ownId !== null) {
    const line = lineOf(plan.at.id!);
    const before = context.ids.get(id);
    const sum = digest(content, context);
    if (before?.content === sum) return { reviews: [], problems: [] };
    if (before !== undefined)
      return {
        reviews: [],
        problems: [{ line, problem: `the same id as in row ${before.line}, with another answer: left out` }],
      };
    context.ids.set(id, { line, content: sum });
  }
  const shared = {
    author: cell(plan.at.author),
    authorId: person,
    rating: null,
    ratingScale: null,
    title: null,
    publishedAt: date?.at ?? null,
    publishedOn: date?.on ?? null,
    url: null,
    likes: null,
    replyText: null,
    verified: null,
    productName: cell(plan.at.product),
    location: cell(plan.at.location),
    language: cell(plan.at.language),
    touchpoint: (cell(plan.at.touchpoint) ?? plan.touchpoint)?.slice(0, MAX_TOUCHPOINT_CHARS) ?? null,
  };
  const reviews = answers.map(({ question, index, metric, words }) => ({
    ...shared,
    ...words,
    metric,
    externalId: `sheet:${id}${index === 0 ? '' : `:${questionId(question)}`}`,
  }));
  return { reviews, problems: [] };
}

function readMetric(
  score: NonNullable<Question['score']>,
  printed: string | null,
  complain: (at: number, problem: string) => void,
): Metric | null {
  if (printed === null) return null;
  const { scale, at } = score;
  const found = readScore(printed);
  const got = `got ${JSON.stringify(printed.slice(0, 40))}, wanted`;
  if (found === null) complain(at, `${got} a number from ${scale.min} to ${scale.max}`);
  else if (found.value < scale.min || found.value > scale.max || (found.best !== null && found.best !== scale.max))
    complain(at, `${got} ${scale.min} to ${scale.max}`);
  else if (scale.kind === 'nps' && !Number.isInteger(found.value))
    complain(at, `${got} a whole number: NPS has no fractions`);
  else return { ...scale, value: found.value };
  return null;
}

function believable(on: string, now: string): boolean {
  return on >= EARLIEST && on <= new Date(Date.parse(now) + AHEAD_MS).toISOString().slice(0, 10);
}

function dateProblem(printed: string, isDate: boolean, plan: SurveyPlan): string {
  const got = `got ${JSON.stringify(printed.slice(0, 40))}`;
  if (isDate) return `${got}, which lies in the future or before the web`;
  const form = plan.date.order === 'mdy' ? '5/31/2026 14:05' : '31.05.2026 14:05';
  return `${got}, wanted a date such as 2026-05-31 or ${form}`;
}

/** The tool's own id, hidden where it is an address or a phone; else a keyed hash of time, person and answers. */
function sheetId(printed: string | null, content: string, context: SheetContext): string {
  if (printed !== null) return hideId(printed, context.secret);
  const hash = digest(content, context);
  const n = context.met.get(hash) ?? 0;
  context.met.set(hash, n + 1);
  return n === 0 ? hash : `${hash}.${n}`;
}

/** An id as it may be stored: one that is somebody's address or phone becomes a keyed hash. */
export function hideId(id: string, secret: string | Uint8Array): string {
  return id.length > 200 || maskPersonal(id) !== id ? digest(id, { secret }) : id;
}

function digest(text: string, { secret }: Pick<SheetContext, 'secret'>): string {
  return createHmac('sha256', secret).update(text.toWellFormed()).digest('hex').slice(0, 32);
}

/** Named by its title: another column beside it, or another order, changes nothing. */
const questionId = ({ score }: Question): string => (score === null ? 'words' : foldTitle(score.title).slice(0, 120));

/** What forms write where nobody signed in: not one person who answered a thousand times. */
const NOBODY =
  /^(?:anonymous|anonym|guest|unknown|none|null|n\/a|аноним(?:но|ный|ная)?|гость|неизвестно|нет|anoniem|gast|onbekend|[-–—.]+)$/;

function personOf(printed: string | null): string | null {
  const person = printed?.normalize('NFKC').toLowerCase() ?? null;
  return person === null || NOBODY.test(person) ? null : person;
}
