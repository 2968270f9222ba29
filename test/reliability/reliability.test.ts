import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { CHAPTERS } from './promises.ts';
import { proofs, proofsIn, reliabilityTable, TABLE_FILE } from './table.ts';

const rows = CHAPTERS.flatMap((chapter) => chapter.rows);
const found = proofs();

describe('docs/reliability.md', () => {
  test('is what the tests say (npx node test/reliability/write.ts)', () => {
    expect(readFileSync(TABLE_FILE, 'utf8')).toBe(reliabilityTable(found));
  });

  test('each promise is proved by a test, or says why not', () => {
    const proved = new Set(found.map(({ id }) => id));
    expect(rows.filter(({ id, without }) => !proved.has(id) && without === undefined)).toEqual([]);
  });

  test('no test names a promise that nobody made', () => {
    const made = new Set<string>(rows.map(({ id }) => id));
    expect(made.size).toBe(rows.length);
    expect(found.filter(({ id }) => !made.has(id))).toEqual([]);
  });
});

test('titles are found in every kind of quotes and calls, and nowhere else', () => {
  const source = [
    "test('one [R01]', () => {});",
    `test.each([1, 2])(\`\${n} of "two" [R02, R03]\`, () => {});`,
    "  test(\n    'it\\'s three [R04]',\n    () => {});",
    "expect('four [R05]').toBe(1);",
    '// five [R06]',
  ].join('\n');
  expect(proofsIn('a.test.ts', source).map(({ id, title }) => `${id} ${title}`)).toEqual([
    'R01 one',
    'R02 … of "two"',
    'R03 … of "two"',
    "R04 it's three",
  ]);
  expect(() => proofsIn('a.test.ts', "test.skip('six [R07]', () => {});")).toThrow('must not be skipped');
});
