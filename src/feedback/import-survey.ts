import { setImmediate } from 'node:timers/promises';
import type { RawReview } from '../collect/scraper.ts';
import type { Brand } from '../domain/brand.ts';
import type { Channel } from '../domain/item.ts';
import type { ImportDone, ImportPreview, SurveyMapping } from '../domain/survey.ts';
import { BadInput } from '../errors.ts';
import type { Store } from '../store/store.ts';
import { toDrafts } from '../understand/draft.ts';
import { BARE_SCORE, SURVEY_FIELDS } from './column-words.ts';
import { guessMapping } from './guess-mapping.ts';
import { turnLongForm } from './long-form.ts';
import { nameId } from './name-id.ts';
import { KEPT_PROBLEMS, problemList } from './problem-list.ts';
import { BREATH_ROWS, type Profile, profileTable } from './profile.ts';
import { readSheet, type SheetContext } from './survey-answers.ts';
import { planOf, type SurveyPlan } from './survey-plan.ts';
import { openTable, type RowProblem, type Table } from './table.ts';

export interface SurveyFile {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly mapping?: Partial<SurveyMapping>;
  readonly brand: Brand;
  readonly secret: string | Uint8Array;
  readonly now: () => string;
  /** Rows done so far, and how many there are. */
  readonly onProgress?: (rows: number, total: number) => void;
  /** Ends the reading: what was read is stored, the rest is as if the file ended there. */
  readonly signal?: AbortSignal;
}

export interface SurveyCommit extends SurveyFile {
  readonly store: Pick<Store, 'importItems'>;
  readonly keepNames: boolean;
  /** Default `survey`. */
  readonly channel?: Channel;
}

/** Of one cell in a preview. */
export const MAX_SHOWN_CHARS = 1000;
/** Items of one transaction: some tens of milliseconds. */
const BATCH_ITEMS = 500;

/** A file whose columns were read once and understood. */
export interface OpenSurvey {
  readonly table: Table;
  readonly profile: Profile;
  readonly mapping: SurveyMapping;
}

/** What was understood of a file of survey answers; nothing is stored. Throws `BadInput` where the file or the mapping is unusable. */
export async function previewSurvey(file: SurveyFile, opened?: OpenSurvey): Promise<ImportPreview> {
  const { table, profile, mapping, plan, notes } = planned(file, opened ?? (await openSurvey(file)));
  const list = problemList(KEPT_PROBLEMS, notes);
  const context = sheetContext(file);
  await eachRow(
    table,
    async (row) => {
      if ('problem' in row) list.add(row);
      else for (const problem of readSheet(row, plan, context).problems) list.add(problem);
    },
    (rows) => file.onProgress?.(rows, profile.total),
    file.signal,
  );
  return {
    encoding: table.encoding,
    delimiter: table.delimiter,
    header: [...table.header],
    mapping,
    fields: [...SURVEY_FIELDS],
    rows: profile.sample.map(({ line, cells }) => ({
      line,
      cells: cells.map((cell) => cell.slice(0, MAX_SHOWN_CHARS)),
    })),
    total: profile.total,
    ...list.result(),
  };
}

/**
 * Stores the answers. The same file again changes nothing; an answer that was changed gets a new version. A bad row is
 * reported and the rest is taken. Throws `BadInput` before anything is stored where the file or the mapping is unusable.
 */
export async function commitSurvey(file: SurveyCommit, opened?: OpenSurvey): Promise<ImportDone> {
  const { table, profile, plan, notes } = planned(file, opened ?? (await openSurvey(file)));
  const list = problemList(KEPT_PROBLEMS, notes);
  const context = sheetContext(file);
  const totals = { added: 0, changed: 0, same: 0 };
  let batch: RawReview[] = [];
  const write = async (): Promise<void> => {
    const result = await writeAnswers(batch, plan.survey, file);
    for (const name of ['added', 'changed', 'same'] as const) totals[name] += result[name];
    batch = [];
  };
  const rows = await eachRow(
    table,
    async (row) => {
      if ('problem' in row) {
        list.add(row);
        return;
      }
      const { reviews, problems } = readSheet(row, plan, context);
      for (const problem of problems) list.add(problem);
      batch.push(...reviews);
      if (batch.length >= BATCH_ITEMS) await write();
    },
    (rows) => file.onProgress?.(rows, profile.total),
    file.signal,
  );
  if (batch.length > 0) await write();
  file.onProgress?.(rows, profile.total);
  return { rows, ...totals, ...list.result() };
}

export interface Written {
  readonly added: number;
  readonly changed: number;
  readonly same: number;
}

/** Answers of one survey as items: masked, keyed by the respondent's id across surveys of the brand, without stars. */
export async function writeAnswers(
  reviews: readonly RawReview[],
  survey: string,
  context: Pick<SurveyCommit, 'brand' | 'secret' | 'keepNames' | 'now' | 'store' | 'channel'> & {
    readonly backfill?: boolean;
  },
): Promise<Written> {
  const fetchedAt = context.now();
  const { drafts } = toDrafts(
    { reviews },
    {
      scraper: { name: nameId(survey) || 'survey', idScope: 'site' },
      pageId: `survey:${survey}`,
      page: { url: '', fetchedAt },
      brand: context.brand,
      secret: context.secret,
      keepNames: context.keepNames,
      channel: context.channel ?? 'survey',
      authorSpace: `respondents:${context.brand.id}`,
    },
  );
  const result = await context.store.importItems({
    items: drafts,
    targetId: null,
    backfill: context.backfill ?? true,
    now: fetchedAt,
  });
  return { added: result.newKeys.length, changed: result.changedKeys.length, same: result.sameKeys.length };
}

/** Reads all rows once and says what the columns are. Throws `BadInput('file')` where there is no table. */
export async function openSurvey(file: SurveyFile): Promise<OpenSurvey> {
  const flat = await openTable(file);
  const table = (await turnLongForm(flat)) ?? flat;
  const profile = await profileTable(table);
  if (profile.total === 0) throw new BadInput('file', 'has a header and no row below it');
  const mapping = guessMapping(table, profile, {
    survey: surveyName(file.fileName),
    timeZone: file.brand.timeZone,
    given: file.mapping ?? {},
  });
  return { table, profile, mapping };
}

function planned(
  file: SurveyFile,
  opened: OpenSurvey,
): OpenSurvey & { readonly plan: SurveyPlan; readonly notes: readonly RowProblem[] } {
  const { table, profile, mapping } = opened;
  const notes = [...table.notes, ...dateNote(table, profile, mapping, file.mapping)];
  return { ...opened, plan: planOf(mapping, table.header), notes };
}

function sheetContext({ secret, now }: SurveyFile): SheetContext {
  return { secret, now: now(), met: new Map(), ids: new Map() };
}

/** A file's name without what browsers and tools add at each download: ` (2)`, a date, `- Form Responses 1`. */
export function surveyName(fileName: string): string {
  const base = fileName.replace(/^.*[\\/]/, '').replace(/(?:\.(?:csv|tsv|txt|jsonl?|ndjson|gz))+$/i, '');
  const bare = base
    .replace(/\s?\(\d{1,3}\)$/, '')
    .replace(/\s?- ?(?:form responses|ответы на форму|formulierreacties|ответы на форму \(\d\))\s?\d{0,3}$/i, '')
    .replace(/[ _-]{0,3}\d{4}-?\d{2}-?\d{2}(?:[T_ -]?\d{2}[-:.]?\d{2}(?:[-:.]?\d{2})?)?$/, '')
    .trim();
  const name = (bare || base || 'survey').slice(0, 80);
  return BARE_SCORE.test(name) ? 'survey' : name;
}

/** Says what was taken where the column itself cannot tell the day from the month. */
function dateNote(
  table: Table,
  profile: Profile,
  mapping: SurveyMapping,
  given: Partial<SurveyMapping> | undefined,
): RowProblem[] {
  const column = profile.columns[table.header.indexOf(mapping.columns['date'] ?? '')];
  const title = JSON.stringify((mapping.columns['date'] ?? '').slice(0, 80));
  if (column === undefined || given?.dateOrder !== undefined) return [];
  const { dmy, mdy } = column.order;
  if (dmy > 0 && mdy > 0)
    return [{ line: table.headerLine, problem: `${title} has days before months and months before days` }];
  if (dmy > 0 || mdy > 0 || column.order.either === 0) return [];
  return [
    {
      line: table.headerLine,
      problem: `the dates in ${title} do not show whether day or month comes first: read as day first`,
    },
  ];
}

/** Returns how many rows there were, or were read before the signal came. */
async function eachRow(
  table: Table,
  work: (row: Parameters<typeof readSheet>[0] | RowProblem) => Promise<void>,
  onRows: (rows: number) => void,
  signal: AbortSignal | undefined,
): Promise<number> {
  let rows = 0;
  for await (const row of table.rows()) {
    if (signal?.aborted) break;
    await work(row);
    rows += 1;
    if (rows % BREATH_ROWS !== 0) continue;
    onRows(rows);
    await setImmediate();
  }
  return rows;
}
