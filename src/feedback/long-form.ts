import { foldTitle } from './column-words.ts';
import type { RowProblem, Table, TableRow } from './table.ts';

/** Columns of the long form (one row = one answer to one question), as Formbricks and tables like it name them. */
const PARTS = {
  id: ['submission id', 'response id', 'responseid', 'submissionid'],
  field: ['field id', 'question id', 'fieldid', 'questionid'],
  label: ['field label', 'question', 'question title', 'field name', 'label'],
  type: ['field type', 'question type', 'fieldtype', 'questiontype'],
} as const;
const VALUE =
  /^(?:field )?(?:value|answer)(?: (?:text|number|boolean|date|id|label))?$|^(?:text|number|boolean|date) value$/;
/** Says nothing about the answer. */
const LEFT_OUT = /^(?:metadata|tenant id|field group id|field group label|source type|source id)$/;
/** More questions than this are no survey. */
const MAX_QUESTIONS = 300;

interface Question {
  readonly title: string;
  readonly type: string;
  readonly at: number;
}

/** A table in the long form, turned: one row per answer sheet, one column per question. Null where it is not in that form. */
export async function turnLongForm(table: Table): Promise<Table | null> {
  const folded = table.header.map(foldTitle);
  const find = (names: readonly string[]): number => folded.findIndex((name) => names.includes(name));
  const [id, type, label] = [find(PARTS.id), find(PARTS.type), find(PARTS.label)];
  const field = find(PARTS.field) >= 0 ? find(PARTS.field) : label;
  const values = folded.flatMap((name, at) => (VALUE.test(name) ? [at] : []));
  if (id < 0 || type < 0 || field < 0 || values.length === 0) return null;
  const parts = new Set([type, label, field, ...values]);
  const meta = folded.flatMap((name, at) => (parts.has(at) || LEFT_OUT.test(name) ? [] : [at]));

  const questions = new Map<string, Question>();
  const titles = new Set(meta.map((at) => table.header[at]!));
  const problems: RowProblem[] = [];
  const sheets = new Map<string, { line: number; cells: string[]; cellLines: number[] }>();
  const question = (key: string, title: string, kind: string): Question => {
    const known = questions.get(key);
    if (known !== undefined) return known;
    let unique = title.replace(/\s+/g, ' ').trim() || key;
    for (let n = 2; titles.has(unique); n += 1) unique = `${title} (${n})`;
    titles.add(unique);
    const made = { title: unique, type: kind, at: meta.length + questions.size };
    questions.set(key, made);
    return made;
  };

  for await (const row of table.rows()) {
    if ('problem' in row) {
      problems.push(row);
      continue;
    }
    const { line, cells } = row;
    const [sheetId, key] = [cells[id]!.trim(), cells[field]!.trim()];
    if (sheetId === '' || key === '') {
      problems.push({ line, problem: `${table.header[sheetId === '' ? id : field]}: is empty` });
      continue;
    }
    if (!questions.has(key) && questions.size >= MAX_QUESTIONS) {
      problems.push({ line, problem: `more than ${MAX_QUESTIONS} questions` });
      continue;
    }
    const { at } = question(key, label < 0 ? key : cells[label]!, foldTitle(cells[type]!));
    const sheet = sheets.get(sheetId) ?? {
      line,
      cells: meta.map((place) => cells[place]!),
      cellLines: meta.map(() => line),
    };
    sheets.set(sheetId, sheet);
    const value = values.map((place) => cells[place]!.trim()).find((text) => text !== '') ?? '';
    sheet.cells[at] = value;
    sheet.cellLines[at] = line;
  }
  const header = [...meta.map((at) => table.header[at]!), ...[...questions.values()].map(({ title }) => title)];
  return {
    ...table,
    header,
    types: new Map([...questions.values()].map(({ title, type: kind }) => [title, kind])),
    async *rows(): AsyncGenerator<TableRow | RowProblem> {
      yield* problems;
      for (const { line, cells, cellLines } of sheets.values()) {
        yield {
          line,
          cells: header.map((_, at) => cells[at] ?? ''),
          cellLines: header.map((_, at) => cellLines[at] ?? line),
        };
      }
    },
  };
}
