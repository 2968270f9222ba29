import { BadInput } from '../errors.ts';
import type { RowProblem, Table, TableRow } from './table.ts';

/** More names than this in one file are data, not columns. */
const MAX_COLUMNS = 300;

interface Source {
  readonly encoding: string;
  pieces(): Iterable<string>;
}

type JsonEntry = { readonly line: number; readonly row: Readonly<Record<string, string>> } | RowProblem;

/** JSON lines, or one JSON list, as a table. Inner objects become columns `outer.inner`. Throws `BadInput('file')`. */
export async function jsonTable(source: Source): Promise<Table> {
  const names = new Set<string>();
  for (const entry of entries(source)) {
    if ('row' in entry) for (const name of Object.keys(entry.row)) if (names.size < MAX_COLUMNS) names.add(name);
  }
  if (names.size === 0) throw new BadInput('file', 'holds no JSON object; each line must be one answer');
  const header = [...names];
  return {
    encoding: source.encoding,
    delimiter: null,
    header,
    headerLine: 1,
    notes: [],
    async *rows(): AsyncGenerator<TableRow | RowProblem> {
      for (const entry of entries(source)) {
        yield 'row' in entry ? { line: entry.line, cells: header.map((name) => entry.row[name] ?? '') } : entry;
      }
    },
  };
}

function* entries(source: Source): Generator<JsonEntry> {
  const lines = linesOf(source.pieces());
  const first = lines.next();
  if (first.done === true) return;
  if (first.value.trimStart().startsWith('[')) {
    yield* listEntries([first.value, ...lines].join('\n'));
    return;
  }
  let line = 1;
  yield* lineEntry(first.value, line);
  for (const text of lines) {
    line += 1;
    yield* lineEntry(text, line);
  }
}

function* lineEntry(text: string, line: number): Generator<JsonEntry> {
  if (text.trim() === '') return;
  try {
    yield asEntry(JSON.parse(text), line);
  } catch (error) {
    yield { line, problem: `the line is not JSON (${(error as Error).message.slice(0, 80)})` };
  }
}

function* listEntries(text: string): Generator<JsonEntry> {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch (cause) {
    throw new BadInput('file', `is not JSON (${(cause as Error).message.slice(0, 80)})`, { cause });
  }
  for (const [index, value] of (list as unknown[]).entries()) yield asEntry(value, index + 1);
}

function asEntry(value: unknown, line: number): JsonEntry {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { line, problem: 'the line is JSON, but not an object' };
  }
  const row: Record<string, string> = Object.create(null);
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) row[name] = asText(inner);
    else for (const [key, deep] of Object.entries(inner)) row[`${name}.${key}`] = asText(deep);
  }
  return { line, row };
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function* linesOf(pieces: Iterable<string>): Generator<string> {
  // A list on one line of megabytes must not be joined and split anew with each piece.
  const open: string[] = [];
  for (const piece of pieces) {
    const lines = piece.split('\n');
    open.push(lines[0]!);
    for (const next of lines.slice(1)) {
      yield open.splice(0).join('').replace(/\r$/, '');
      open.push(next);
    }
  }
  if (open.some((part) => part !== '')) yield open.join('');
}
