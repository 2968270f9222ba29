import { expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { Item } from '../../src/domain/item.ts';
import { csvHeader, toCsvRow } from '../../src/feedback/export.ts';
import { draft } from '../store/drafts.ts';

/** The item as the store gives it, as far as an export reads it. */
function item(over: Partial<Item>): Item {
  const base = {
    ...draft('a'),
    collectedAt: '2026-05-10T00:00:00.000Z',
    understanding: null,
    correction: null,
    tags: [],
  };
  return { ...base, editedAt: null, vanishedAt: null, copyOf: null, ...over } as unknown as Item;
}

const TEXTS = [
  'one\n=cmd|x',
  'one\r=cmd',
  'one\r\n@SUM(1)',
  '=1+1',
  '+7',
  '-1',
  '@x',
  '\t=1',
  'a;b',
  '"q"',
  'x\0y',
  '=x\n=y',
];

test.each(TEXTS)('%j stays one cell of one row, and no line of it begins a formula', (text) => {
  const csv = csvHeader() + toCsvRow(item({ text, title: text }));
  // As Excel reads it: any line end outside of quotes ends the row.
  const rows: string[][] = parse(csv, { bom: true, delimiter: ';', record_delimiter: ['\r\n', '\n', '\r'] });
  expect(rows).toHaveLength(2);
  const cell = rows[1]![rows[0]!.indexOf('text')]!;
  expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  expect(cell.replace(/^'/, '')).toBe(text.replace('\0', ' '));
});
