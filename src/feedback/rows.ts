import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';
import { CsvError, parse } from 'csv-parse';
import iconv from 'iconv-lite';
import { BadInput } from '../errors.ts';

/** A row with the line number a person finds it at, or why it could not be read. */
export type FileRow =
  | { readonly line: number; readonly row: Readonly<Record<string, unknown>> }
  | { readonly line: number; readonly problem: string };

/** Longest row that is read; a longer one is a wrong file, and is not held in memory. */
const MAX_ROW_CHARS = 2_000_000;
const SAMPLE_BYTES = 65_536;

/**
 * Rows of a CSV or JSONL file, one after the other, gzip or not, UTF-8 or windows-1251. The first row of a CSV names the columns.
 * Throws `BadInput('file', ...)` when the file cannot be read or has no usable header; a broken row comes as a `problem`.
 */
export async function* fileRows(file: string): AsyncGenerator<FileRow> {
  try {
    const { sample, zipped } = await beginningOf(file);
    const windows = !isUtf8(sample);
    const name = file.replace(/\.gz$/i, '').toLowerCase();
    const first = sample.toString(windows ? 'latin1' : 'utf8').replace(/^\ufeff/, '');
    const json = /\.(jsonl|ndjson)$/.test(name) || (!name.endsWith('.csv') && first.trimStart().startsWith('{'));
    const text = textOf(file, { zipped, charset: windows ? 'win1251' : 'utf8' });
    yield* json ? jsonRows(text) : csvRows(text, delimiterOf(first));
  } catch (cause) {
    if (cause instanceof BadInput) throw cause;
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new BadInput('file', `${file} cannot be read (${code ?? message})`, { cause });
  }
}

/** The first bytes of what is in the file, unpacked. A pack is opened only as far as that. */
async function beginningOf(file: string): Promise<{ sample: Buffer; zipped: boolean }> {
  await using handle = await open(file);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0);
  const start = buffer.subarray(0, bytesRead);
  if (start[0] !== 0x1f || start[1] !== 0x8b) return { sample: start, zipped: false };
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  gunzip.end(start);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of gunzip as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= SAMPLE_BYTES) break;
  }
  return { sample: Buffer.concat(chunks).subarray(0, SAMPLE_BYTES), zipped: true };
}

/** The whole as text. A failure anywhere on the way (a pack that is cut) reaches whoever reads it. */
function textOf(file: string, { zipped, charset }: { zipped: boolean; charset: string }): Readable {
  const decoder = iconv.decodeStream(charset);
  const steps = [createReadStream(file), ...(zipped ? [createGunzip()] : []), decoder];
  pipeline(steps as NodeJS.ReadWriteStream[], () => undefined);
  return decoder as unknown as Readable;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    // A character may be cut at the end of the sample: stream mode accepts that.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

async function* jsonRows(text: Readable): AsyncGenerator<FileRow> {
  let line = 0;
  for await (const raw of linesOf(text)) {
    line += 1;
    if (raw === null) {
      yield { line, problem: `the line is longer than ${MAX_ROW_CHARS} characters` };
      continue;
    }
    const content = (line === 1 ? raw.replace(/^\ufeff/, '') : raw).trim();
    if (content === '') continue;
    try {
      const row: unknown = JSON.parse(content);
      if (typeof row === 'object' && row !== null && !Array.isArray(row))
        yield { line, row: row as Record<string, unknown> };
      else yield { line, problem: 'the line is JSON, but not an object' };
    } catch (error) {
      yield { line, problem: `the line is not JSON (${(error as Error).message.slice(0, 80)})` };
    }
  }
}

/** Lines as they come; null in place of one that is too long, of which nothing is held. */
async function* linesOf(text: Readable): AsyncGenerator<string | null> {
  let parts: string[] = [];
  let length = 0;
  const whole = (): string | null => {
    const line = length > MAX_ROW_CHARS ? null : parts.join('');
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of text as AsyncIterable<string>) {
    const [first = '', ...rest] = chunk.split('\n');
    for (const [index, piece] of [first, ...rest].entries()) {
      if (index > 0) yield whole();
      length += piece.length;
      if (length <= MAX_ROW_CHARS) parts.push(piece);
      else parts = [];
    }
  }
  if (length > 0) yield whole();
}

async function* csvRows(text: Readable, delimiter: string): AsyncGenerator<FileRow> {
  const parser = parse({
    bom: true,
    delimiter,
    // Files that were glued together have line ends of more than one system, and people write 5" without doubling it.
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
    max_record_size: MAX_ROW_CHARS,
  });
  pipeline(text, parser, () => undefined);
  let header: readonly string[] | undefined;
  let line = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      line = info.lines;
      if (header === undefined) {
        header = record.map((cell) => cell.trim());
        const twice = header.find((cell, index) => cell !== '' && header!.indexOf(cell) !== index);
        if (twice !== undefined)
          throw new BadInput('file', `two columns are called ${JSON.stringify(twice)}; rename one of them`);
      } else if (record.length !== header.length)
        yield { line, problem: `the row has ${record.length} cells, the header has ${header.length}` };
      else yield { line, row: Object.fromEntries(header.map((column, index) => [column, record[index]])) };
    }
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    if (header === undefined) throw new BadInput('file', `is not a readable CSV: ${cause.message}`, { cause });
    const what =
      cause.code === 'CSV_MAX_RECORD_SIZE'
        ? `the row is longer than ${MAX_ROW_CHARS} characters, or a quote in it is not closed`
        : 'a quote is opened and not closed';
    yield { line: line + 1, problem: `${what}; nothing from here on was read` };
  }
  if (header === undefined) throw new BadInput('file', 'is empty; the first row must name the columns');
}

/** The delimiter that the first line has most of: Excel writes `;` where the comma is a decimal sign. */
function delimiterOf(sample: string): string {
  const first = sample.trimStart().split(/[\r\n]/, 1)[0] ?? '';
  const counts = [';', ',', '\t'].map((delimiter) => ({ delimiter, n: first.split(delimiter).length }));
  return counts.reduce((best, one) => (one.n > best.n ? one : best)).delimiter;
}
