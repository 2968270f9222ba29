import { BadInput } from '../errors.ts';
import { isNamedField, knownColumn } from './column-words.ts';
import type { RowProblem, TableRow } from './table.ts';

/** Where the table begins, and what its columns are called. */
export interface Header {
  /** Every name is there once; a second one alike gets a number. */
  readonly header: readonly string[];
  readonly headerLine: number;
  /** Last row that belongs to the header: some tools print two or three. */
  readonly lastLine: number;
  /** The header as it stands in the file. */
  readonly printed: readonly string[];
  readonly notes: readonly RowProblem[];
}

/** Second header row of SurveyMonkey: what kind of answer the column holds. */
const ANSWER_KIND =
  /^(?:open-ended response|response|other \(please specify\)|произвольный ответ|свободный ответ|ответ|open antwoord|antwoord|reactie)$/i;
const QUALTRICS_IDS = /^\{"ImportId":/;

/**
 * Finds the header among the first rows: the first one with two known columns, else the first with two names. Reads the
 * second row of SurveyMonkey and the rows of Qualtrics. Throws `BadInput('file')` where the first row is data.
 */
export function findHeader(rows: readonly TableRow[]): Header {
  if (rows.length === 0) throw new BadInput('file', 'is empty; the first row must name the columns');
  const widest = Math.max(...rows.map(({ cells }) => filled(cells)));
  const named = rows.findIndex(({ cells }) => isHeader(cells));
  const at = named >= 0 ? named : rows.findIndex(({ cells }) => filled(cells) >= Math.min(2, widest));
  const { line, cells } = rows[at]!;
  if (named < 0 && cells.some(isValue)) {
    throw new BadInput('file', `has no header: row ${line} must name the columns, and holds values`);
  }
  const next = rows.slice(at + 1, at + 3);
  const ids = next.findIndex((row) => row.cells.some((cell) => QUALTRICS_IDS.test(cell.trim())));
  if (ids === 1) return finish(next[0]!.cells, cells, line, next[1]!.line);
  const kinds = next[0]?.cells.some((cell) => ANSWER_KIND.test(cell.trim())) ? next[0] : undefined;
  return kinds === undefined
    ? finish(cells, cells, line, line)
    : finish(joinKinds(cells, kinds.cells), cells, line, kinds.line);
}

/** Words of a questionnaire also stand in answers: a row with values needs two names of fields. */
function isHeader(cells: readonly string[]): boolean {
  const words = cells.some(isValue) ? isNamedField : knownColumn;
  return cells.filter((cell) => words(cell)).length >= 2;
}

const filled = (cells: readonly string[]): number => cells.filter((cell) => cell.trim() !== '').length;
/** A number or a date is an answer, not a name. */
const isValue = (cell: string): boolean => /^\s*\d[\d.,:/ -]*$/.test(cell);

/** A column without a title belongs to the question before it. */
function joinKinds(titles: readonly string[], kinds: readonly string[]): string[] {
  let last = '';
  return titles.map((title, index) => {
    const kind = kinds[index]?.trim() ?? '';
    if (title.trim() !== '') {
      last = title.trim();
      return last;
    }
    return kind === '' ? '' : `${last} (${kind})`;
  });
}

function finish(names: readonly string[], printed: readonly string[], line: number, lastLine: number): Header {
  let end = names.length;
  while (end > 0 && names[end - 1]!.trim() === '' && (printed[end - 1] ?? '').trim() === '') end -= 1;
  const notes: RowProblem[] = [];
  const taken = new Set<string>();
  const header = names.slice(0, end).map((raw, index) => {
    const name = raw.replace(/\s+/g, ' ').trim() || `(${letters(index)})`;
    if (!taken.has(name)) {
      taken.add(name);
      return name;
    }
    let number = 2;
    while (taken.has(`${name} (${number})`)) number += 1;
    const other = `${name} (${number})`;
    taken.add(other);
    notes.push({
      line,
      problem: `two columns are called ${JSON.stringify(name.slice(0, 80))}; one is shown as "(${number})"`,
    });
    return other;
  });
  return { header, headerLine: line, lastLine, printed: printed.slice(0, end).map((cell) => cell.trim()), notes };
}

/** 0 -> A, 25 -> Z, 26 -> AA, as spreadsheets letter their columns. */
function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}
