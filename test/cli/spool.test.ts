import { readdirSync } from 'node:fs';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { Spool } from '../../src/cli/spool.ts';
import { temporaryFolder } from '../molva.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());
const before = process.env.TMPDIR;
const open: Spool<unknown>[] = [];
const spool = <T>(): Spool<T> => {
  const one = new Spool<T>();
  open.push(one as Spool<unknown>);
  return one;
};
afterEach(() => {
  for (const one of open.splice(0)) one.close();
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
});

describe('values that wait on disk', () => {
  test('each comes back as it was, by its number, while others are still put', () => {
    const values = spool<{ text: string; n: number | null }>();
    // Longer than what is written at once.
    for (let i = 0; i < 3000; i++) {
      values.put({ text: `ё${i} `.repeat(40), n: i % 2 === 0 ? i : null });
      if (i % 500 === 0) expect(values.at(i >> 1).text).toBe(`ё${i >> 1} `.repeat(40));
    }
    expect(values.size).toBe(3000);
    expect(values.at(2999)).toEqual({ text: 'ё2999 '.repeat(40), n: null });
    expect(values.at(0)).toEqual({ text: 'ё0 '.repeat(40), n: 0 });
  });

  test('numbers in any order; one that was not put is not there', () => {
    const values = spool<string>();
    for (const i of [5000, 3, 0, 4999]) values.put(`value ${i}`, i);
    expect([0, 3, 4999, 5000].map((i) => values.at(i))).toEqual(['value 0', 'value 3', 'value 4999', 'value 5000']);
    expect(() => values.at(4)).toThrow(RangeError);
    expect(() => values.at(90_000)).toThrow(RangeError);
  });

  test('nothing is left behind, and a folder that cannot be written to is told', () => {
    process.env.TMPDIR = folder.path;
    const values = new Spool<number>();
    expect(readdirSync(folder.path)).toHaveLength(1);
    values.put(1);
    expect(values.at(0)).toBe(1);
    values.close();
    expect(readdirSync(folder.path)).toEqual([]);
    process.env.TMPDIR = '/does/not/exist';
    expect(() => new Spool<number>()).toThrow(/ENOENT/);
  });
});
