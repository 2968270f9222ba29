import type { CliContext } from './context.ts';

/** Control characters of scraped texts must not reach a terminal: they move the cursor and change colours. */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

export function plain(text: string): string {
  return text.replace(CONTROL, ' ').replace(/\s+/g, ' ').trim();
}

export function print(context: Pick<CliContext, 'stdout'>, line: string): void {
  context.stdout.write(`${line}\n`);
}

export function printJson(context: Pick<CliContext, 'stdout'>, value: unknown): void {
  context.stdout.write(`${JSON.stringify(value)}\n`);
}

/** An address or a text cut shorter than this says nothing: a narrow terminal breaks the line instead. */
const LAST_COLUMN = 60;

/** Rows as aligned columns, cut to the terminal's width; the last column takes what is left. */
export function table(
  context: Pick<CliContext, 'stdout'>,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const width = context.stdout.columns || 120;
  const cells = [head, ...rows].map((row) => row.map((cell) => plain(cell)));
  const widths = head.map((_, column) =>
    Math.min(40, Math.max(...cells.map((row) => [...(row[column] ?? '')].length))),
  );
  for (const row of cells) {
    let left = width;
    const line = row.map((cell, column) => {
      const last = column === row.length - 1;
      const room = last ? Math.max(LAST_COLUMN, left) : widths[column]!;
      left -= room + 2;
      return last ? cut(cell, room) : cut(cell, room).padEnd(room);
    });
    print(context, line.join('  ').trimEnd());
  }
}

function cut(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, width - 1).join('')}…`;
}
