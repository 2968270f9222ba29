import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { BadInput } from '../errors.ts';
import { findDelimiter } from './delimiter.ts';
import { decodePieces, type Encoding, findEncoding, textBytes } from './encoding.ts';
import { findHeader, type Header } from './header.ts';
import { jsonTable } from './json-table.ts';

/** A row by the number under which a spreadsheet shows it. */
export interface TableRow {
  readonly line: number;
  /** As many as the header has. */
  readonly cells: readonly string[];
  /** Where each cell stood, for tables that were turned (long form). */
  readonly cellLines?: readonly number[];
}

/** What is wrong with a row, for a person who has the file open. */
export interface RowProblem {
  readonly line: number;
  readonly problem: string;
}

export interface Table {
  readonly encoding: string;
  /** Null for JSON. */
  readonly delimiter: string | null;
  readonly header: readonly string[];
  readonly headerLine: number;
  /** What a person should know about the file as a whole. */
  readonly notes: readonly RowProblem[];
  /** What the tool itself says that a column is (`nps`, `csat`, `ces`, `rating`, `text`, ...). */
  readonly types?: ReadonlyMap<string, string>;
  /** From the beginning, each time it is called. */
  rows(): AsyncIterable<TableRow | RowProblem>;
}

/** Longest row; a longer one is a quotation mark that was never closed, and would be held in memory whole. */
const MAX_ROW_CHARS = 2_000_000;
/** The header is sought among so many first rows: reports put titles above it. */
const PREAMBLE_ROWS = 30;
/** UTF-8 that was read as windows-1251 or -1252 and saved again: `РћС‚`, `Ð¾Ñ‚`. */
const TWICE_ENCODED =
  /(?:[РС][\u0401-\u040f\u0450-\u045f\u00a0-\u00bf\u2010-\u2122]){3}|(?:[ÐÑ][\u0080-\u00bf\u2010-\u2122]){3}/;

/**
 * Opens a CSV or JSON file that is held in memory; rows are decoded and split while they are read.
 * Throws `BadInput('file')` where there is nothing that can be a table.
 */
export async function openTable(file: { readonly bytes: Uint8Array; readonly fileName: string }): Promise<Table> {
  const bytes = textBytes(file.bytes);
  const encoding = findEncoding(bytes);
  const sample = decodePieces(bytes, encoding).next().value ?? '';
  // Only the titles: one customer's broken comment is no broken file.
  if (TWICE_ENCODED.test(sample.split('\n', 1)[0]!.slice(0, 5000))) {
    throw new BadInput(
      'file',
      'was saved in a wrong encoding (letters such as РћС‚ or ÐžÑ‚); export it again as UTF-8',
    );
  }
  const name = file.fileName.replace(/\.gz$/i, '').toLowerCase();
  const start = sample.trimStart();
  if (/\.(jsonl|ndjson|json)$/.test(name) || (!name.endsWith('.csv') && /^[{[]/.test(start))) {
    return jsonTable({ encoding, pieces: () => decodePieces(bytes, encoding) });
  }
  if (/^<(?:!doctype|html|\?xml)/i.test(start)) throw new BadInput('file', 'is a web page, not a table; export CSV');
  const { delimiter, hasSeparatorLine } = findDelimiter(sample);
  const open = (): AsyncGenerator<TableRow> =>
    records({ bytes, encoding, delimiter, skipLines: hasSeparatorLine ? 1 : 0 });
  const header = findHeader(await firstRows(open()));
  return { encoding, delimiter, ...header, rows: () => dataRows(open(), header) };
}

async function firstRows(rows: AsyncGenerator<TableRow>): Promise<TableRow[]> {
  const first: TableRow[] = [];
  for await (const row of rows) if (first.push(row) >= PREAMBLE_ROWS) break;
  return first;
}

/** Every record, empty ones left out but counted. Throws `BadInput('file')` where quotation marks do not match. */
async function* records(source: {
  readonly bytes: Uint8Array;
  readonly encoding: Encoding;
  readonly delimiter: string;
  readonly skipLines: number;
}): AsyncGenerator<TableRow> {
  const parser = Readable.from(decodePieces(source.bytes, source.encoding)).pipe(
    parse({
      delimiter: source.delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      from_line: 1 + source.skipLines,
      max_record_size: MAX_ROW_CHARS,
    }),
  );
  let line = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      line += 1;
      if (cells.some((cell) => cell.trim() !== '')) yield { line, cells };
    }
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    // The parser counts what it has split; rows that wait in its stream are lost with the error.
    const row = typeof cause['records'] === 'number' ? cause['records'] + 1 : line + 1;
    throw new BadInput('file', `cannot be read from row ${row} on: a quotation mark opens there and is not closed`, {
      cause,
    });
  }
}

async function* dataRows(rows: AsyncGenerator<TableRow>, header: Header): AsyncGenerator<TableRow | RowProblem> {
  const width = header.header.length;
  const again = header.printed.join('\0');
  for await (const { line, cells } of rows) {
    if (line <= header.lastLine) continue;
    const used = cells.length > width && cells.slice(width).every((cell) => cell.trim() === '') ? width : cells.length;
    if (used !== width) {
      yield { line, problem: `the row has ${used} cells, the header has ${width}` };
      continue;
    }
    const row = used === cells.length ? cells : cells.slice(0, width);
    if (row.map((cell) => cell.trim()).join('\0') === again) yield { line, problem: 'the header stands here again' };
    else yield { line, cells: row };
  }
}
