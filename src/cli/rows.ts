import type { z } from 'zod';
import { type LabelledText, type Parsed, parseRow } from '../understand/evaluate/rows.ts';
import type { CliContext } from './context.ts';
import { readLines } from './lines.ts';
import { plain } from './output.ts';

/** So many bad lines are named; the rest are counted. */
const NAMED = 20;

interface Bad {
  readonly line: number;
  readonly field: string;
  readonly message: string;
}

/** What came of a file of rows. */
export interface Walked {
  readonly rows: number;
  readonly badLines: number;
  /** The first of them. */
  readonly bad: readonly Bad[];
}

/** How rows of one kind are read. */
export interface RowKind<T> {
  readonly schema: z.ZodType<T>;
  /** The row's name where names must be its own in the file: a line with a name that came before is bad. */
  readonly idOf?: (row: T) => string;
}

/**
 * Hands each good line of a JSONL file to `take`, one after the other; bad ones are named on stderr with their number and counted. Empty
 * lines are passed over. Ends early where the command is to stop. What `take` returns is waited for.
 */
export async function walkRows<T extends LabelledText>(
  file: string,
  { schema, idOf }: RowKind<T>,
  take: (row: T) => void | Promise<void>,
  context: CliContext,
): Promise<Walked> {
  const bad: Bad[] = [];
  const seen = new Map<string, number>();
  let [number, rows, badLines] = [0, 0, 0];
  for await (const line of readLines(file, context.stdin)) {
    number += 1;
    if (context.stop.aborted) break;
    if (line?.trim() === '') continue;
    let parsed: Parsed<T> = line === null ? { field: 'line', message: 'is too long' } : parseRow(schema, line);
    if ('row' in parsed && idOf !== undefined) {
      const id = idOf(parsed.row);
      const before = seen.get(id);
      if (before === undefined) seen.set(id, number);
      else parsed = { field: 'id', message: `${JSON.stringify(id)} is in line ${before} already` };
    }
    if ('row' in parsed) {
      rows += 1;
      const waits = take(parsed.row);
      if (waits !== undefined) await waits;
      continue;
    }
    badLines += 1;
    if (bad.length >= NAMED) continue;
    bad.push({ line: number, ...parsed });
    context.stderr.write(`molva: ${plain(file)}:${number}: ${plain(`${parsed.field}: ${parsed.message}`)}\n`);
  }
  if (badLines > 0) context.stderr.write(`molva: ${badLines} lines could not be read, ${rows} could\n`);
  return { rows, badLines, bad };
}

/** Writes to stdout and waits where it does not take more. */
export async function writeOut(text: string, { stdout }: CliContext): Promise<void> {
  if (!stdout.write(text)) await new Promise<void>((resolve) => stdout.once('drain', resolve));
}
