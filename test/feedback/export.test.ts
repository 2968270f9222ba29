import { expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { NO_DECISIONS } from '../../src/domain/decision.ts';
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
    decisions: NO_DECISIONS,
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

test('the score with its scale, where it was given, and what was decided by whom', () => {
  const at = '2026-05-11T08:00:00.000Z';
  const csv = toCsvRow(
    item({
      touchpoint: '=support',
      metric: { kind: 'nps', value: 0, min: 0, max: 10, direction: 'up', question: '+ recommend?', prompt: 'neutral' },
      decisions: {
        ...NO_DECISIONS,
        answer: { choice: 'no', reason: '@known', by: 'Anna', at },
        done: { by: 'Anna', at },
      },
    }),
  );
  const [head, cells] = parse(csvHeader() + csv, { bom: true, delimiter: ';' }) as string[][];
  const row = Object.fromEntries(head!.map((name, index) => [name, cells![index]]));
  expect(row).toMatchObject({
    touchpoint: "'=support",
    metric: 'nps',
    metric_value: '0',
    metric_max: '10',
    metric_question: "'+ recommend?",
    answer: 'no',
    answer_reason: "'@known",
    answer_by: 'Anna',
    work: 'undecided',
    done_at: at,
  });
});
