import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { BadInput } from '../errors.ts';

/** A longer line is no text: it is handed on as null instead of being kept in memory. */
const MAX_LINE_CHARS = 16 * 1024 * 1024;

/**
 * Lines of a text file, unzipped where its name ends in `.gz`; `-` is `stdin`. Those that one piece of the file brings come together,
 * as soon as it is read. A line that is too long is null. Throws `BadInput` where the file cannot be read to its end.
 */
export async function* readPieces(file: string, stdin: Readable): AsyncGenerator<readonly (string | null)[]> {
  let parts: string[] = [];
  let size = 0;
  const end = (): string | null => {
    const line = size > MAX_LINE_CHARS ? null : parts.join('').replace(/\r$/, '');
    parts = [];
    size = 0;
    return line;
  };
  const add = (piece: string): void => {
    size += piece.length;
    if (size > MAX_LINE_CHARS) parts = [];
    else parts.push(piece);
  };
  let isFirst = true;
  try {
    for await (const chunk of open(file, stdin)) {
      const text = isFirst ? (chunk as string).replace(/^\ufeff/, '') : (chunk as string);
      isFirst = false;
      const pieces = text.split('\n');
      const last = pieces.pop()!;
      const lines = pieces.map((piece) => {
        add(piece);
        return end();
      });
      add(last);
      if (lines.length > 0) yield lines;
    }
  } catch (cause) {
    throw new BadInput('file', `${file} cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'broken'})`, {
      cause,
    });
  }
  if (size > 0) yield [end()];
}

/** The same, line by line. */
export async function* readLines(file: string, stdin: Readable): AsyncGenerator<string | null> {
  for await (const lines of readPieces(file, stdin)) yield* lines;
}

function open(file: string, stdin: Readable): Readable {
  const read = file === '-' ? stdin : createReadStream(file);
  if (!file.endsWith('.gz')) return read.setEncoding('utf8');
  // An error of either stream ends the loop that reads: the last one is destroyed with it.
  return pipeline(read, createGunzip(), () => undefined).setEncoding('utf8');
}
