import { setImmediate } from 'node:timers/promises';
import type { Brand } from '../domain/brand.ts';
import type { ImportDone, ImportPreview, SurveyMapping } from '../domain/survey.ts';
import { BadInput } from '../errors.ts';
import type { Store } from '../store/store.ts';
import { importReviews } from './import-reviews.ts';
import { commitSurvey, MAX_SHOWN_CHARS, previewSurvey, surveyName } from './import-survey.ts';
import { guessColumns, REVIEW_FIELDS, type ReviewColumns, toReviewRow } from './mapping.ts';
import { nameId } from './name-id.ts';
import { KEPT_PROBLEMS, problemList } from './problem-list.ts';
import { BREATH_ROWS, profileTable } from './profile.ts';
import type { FileRow } from './rows.ts';
import { openTable, type Table } from './table.ts';

/** A file as it was handed over, with what a person decided about its columns. */
export interface FileToImport {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly channel: 'survey' | 'public';
  readonly mapping?: Partial<SurveyMapping>;
  readonly brand: Brand;
}

export interface ImportDeps {
  readonly store: Pick<Store, 'importItems' | 'saveBrand' | 'brands'>;
  readonly secret: string | Uint8Array;
  readonly keepNames: boolean;
  readonly now: () => string;
  readonly onProgress?: (rows: number, total: number) => void;
}

/** What was understood of a file, its first rows and all its errors. Nothing is stored. Throws `BadInput`. */
export async function previewImport(file: FileToImport, deps: ImportDeps): Promise<ImportPreview> {
  if (file.channel === 'survey') return previewSurvey({ ...deps, ...file });
  const table = await openTable(file);
  const profile = await profileTable(table);
  const columns = reviewColumns(file, table);
  const list = problemList(KEPT_PROBLEMS, table.notes);
  for await (const entry of reviewRows(table)) {
    if ('problem' in entry) list.add(entry);
    else {
      try {
        toReviewRow(entry.row, columns);
      } catch (error) {
        list.add({ line: entry.line, problem: (error as Error).message });
      }
    }
  }
  return {
    encoding: table.encoding,
    delimiter: table.delimiter,
    header: [...table.header],
    mapping: {
      columns: Object.fromEntries(columns),
      metric: null,
      touchpoint: null,
      survey: reviewSource(file),
      timeZone: file.brand.timeZone,
    },
    fields: [...REVIEW_FIELDS],
    rows: profile.sample.map(({ line, cells }) => ({
      line,
      cells: cells.map((cell) => cell.slice(0, MAX_SHOWN_CHARS)),
    })),
    total: profile.total,
    ...list.result(),
  };
}

/** Stores what `previewImport` showed. Idempotent. Throws `BadInput` before anything is stored where the file is unusable. */
export async function commitImport(file: FileToImport, deps: ImportDeps): Promise<ImportDone> {
  if (file.channel === 'survey') return commitSurvey({ ...deps, ...file });
  const table = await openTable(file);
  const { total } = await profileTable(table);
  const { columns: _, ...done } = await importReviews({
    file: file.fileName,
    rows: reviewRows(table),
    columns: reviewColumns(file, table),
    brand: file.brand.id,
    source: reviewSource(file),
    channel: 'public',
    store: deps.store,
    secret: deps.secret,
    keepNames: deps.keepNames,
    now: deps.now,
    onProgress: (rows) => deps.onProgress?.(rows, total),
  });
  const problems = [...table.notes, ...done.problems].slice(0, KEPT_PROBLEMS);
  return { ...done, problems, problemCount: done.problemCount + table.notes.length };
}

function reviewColumns(file: FileToImport, table: Table): ReviewColumns {
  const given = file.mapping?.columns;
  const columns =
    given === undefined
      ? guessColumns(table.header)
      : (new Map(Object.entries(given).filter(([, title]) => title !== '')) as ReviewColumns);
  for (const [field, title] of columns) {
    if (!REVIEW_FIELDS.includes(field))
      throw new BadInput(`mapping.columns.${field}`, `is not one of ${REVIEW_FIELDS.join(', ')}`);
    if (!table.header.includes(title))
      throw new BadInput(`mapping.columns.${field}`, `the file has no column ${JSON.stringify(title.slice(0, 80))}`);
  }
  if (!columns.has('text') && !columns.has('rating')) {
    const found = table.header.slice(0, 12).join(', ').slice(0, 300);
    throw new BadInput('file', `has no column that holds a text or a rating; found ${found}`);
  }
  return columns;
}

const reviewSource = (file: FileToImport): string =>
  file.mapping?.survey ?? (nameId(surveyName(file.fileName)) || 'import');

async function* reviewRows(table: Table): AsyncGenerator<FileRow> {
  let rows = 0;
  for await (const row of table.rows()) {
    rows += 1;
    if (rows % BREATH_ROWS === 0) await setImmediate();
    if ('problem' in row) yield row;
    else yield { line: row.line, row: Object.fromEntries(table.header.map((title, at) => [title, row.cells[at]])) };
  }
}
