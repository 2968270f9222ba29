import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import iconv from 'iconv-lite';
import { BadInput } from '../errors.ts';

/** A row with the line number a person finds it at, or why it could not be read. */
export type FileRow =
  | { readonly line: number; readonly row: Readonly<Record<string, unknown>> }
  | { readonly line: number; readonly problem: string };

/** Longest line that is read; a longer one is a wrong file, and would be held in memory whole. */
const MAX_ROW_BYTES = 2_000_000;

/**
 * Rows of a CSV or JSONL file, one after the other, gzip or not, UTF-8 or windows-1251. The first row of a CSV names the columns.
 * Throws `BadInput('file', ...)` when the file cannot be read or has no usable header; a broken row comes as a `problem`.
 */
export async function* fileRows(file: string): AsyncGenerator<FileRow> {
  const start = await firstBytes(file);
  const zipped = start[0] === 0x1f && start[1] === 0x8b;
  const bytes: Readable = zipped ? createReadStream(file).pipe(createGunzip()) : createReadStream(file);
  const windows = !zipped && !isUtf8(start);
  const text = bytes.pipe(iconv.decodeStream(windows ? 'win1251' : 'utf8')) as unknown as Readable;
  const name = file.replace(/\.gz$/i, '').toLowerCase();
  const json =
    /\.(jsonl|ndjson)$/.test(name) || (!name.endsWith('.csv') && start.toString('utf8').trimStart().startsWith('{'));
  bytes.on('error', (error) =>
    text.destroy(new BadInput('file', `${file} cannot be read: ${error.message}`, { cause: error })),
  );
  yield* json ? jsonRows(text) : csvRows(text, start.toString(windows ? 'latin1' : 'utf8'));
}

async function firstBytes(file: string): Promise<Buffer> {
  try {
    await using handle = await open(file);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(65_536), 0, 65_536, 0);
    return buffer.subarray(0, bytesRead);
  } catch (cause) {
    throw new BadInput('file', `${file} cannot be read (${(cause as NodeJS.ErrnoException).code})`, { cause });
  }
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
  for await (const raw of createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    const content = line === 1 ? raw.replace(/^\ufeff/, '') : raw;
    if (content.trim() === '') continue;
    if (content.length > MAX_ROW_BYTES) {
      yield { line, problem: `the line is longer than ${MAX_ROW_BYTES} characters` };
      continue;
    }
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

async function* csvRows(text: Readable, sample: string): AsyncGenerator<FileRow> {
  const parser = text.pipe(
    parse({
      bom: true,
      delimiter: delimiterOf(sample),
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
      max_record_size: MAX_ROW_BYTES,
    }),
  );
  let header: readonly string[] | undefined;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (header === undefined) {
        header = record.map((cell) => cell.trim());
        const twice = header.find((cell, index) => cell !== '' && header!.indexOf(cell) !== index);
        if (twice !== undefined)
          throw new BadInput('file', `two columns are called ${JSON.stringify(twice)}; rename one of them`);
        continue;
      }
      if (record.length !== header.length) {
        yield { line: info.lines, problem: `the row has ${record.length} cells, the header has ${header.length}` };
        continue;
      }
      yield { line: info.lines, row: Object.fromEntries(header.map((column, index) => [column, record[index]])) };
    }
  } catch (cause) {
    if (cause instanceof BadInput) throw cause;
    throw new BadInput('file', `is not a readable CSV: ${(cause as Error).message}`, { cause });
  }
  if (header === undefined) throw new BadInput('file', 'is empty; the first row must name the columns');
}

/** The delimiter that the first line has most of: Excel writes `;` where the comma is a decimal sign. */
function delimiterOf(sample: string): string {
  const first = sample.split(/\r?\n/, 1)[0] ?? '';
  const counts = [';', ',', '\t'].map((delimiter) => ({ delimiter, n: first.split(delimiter).length }));
  return counts.reduce((best, one) => (one.n > best.n ? one : best)).delimiter;
}
