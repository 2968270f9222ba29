import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import iconv from 'iconv-lite';
import { type FileRow, fileRows } from '../../src/feedback/rows.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'molva-rows-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(name: string, content: string | Buffer): Promise<FileRow[]> {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  const rows: FileRow[] = [];
  for await (const row of fileRows(file)) rows.push(row);
  return rows;
}

const texts = (rows: readonly FileRow[]): unknown[] =>
  rows.map((row) => ('row' in row ? row.row['text'] : `line ${row.line}: ${row.problem}`));

describe('CSV as people have it', () => {
  test('line ends of three systems in one file, and a mark before the header', async () => {
    expect(texts(await read('mixed.csv', '\ufefftext,stars\r\none,1\ntwo,2\rthree,3\r\n'))).toEqual([
      'one',
      'two',
      'three',
    ]);
  });

  test('a quote in the middle of a cell is a quote', async () => {
    expect(texts(await read('inch.csv', 'stars;text\n4;5" screen\n4;"5"" screen; big"\n4;end\n'))).toEqual([
      '5" screen',
      '5" screen; big',
      'end',
    ]);
  });

  test('a quote that is never closed costs the rest and is told; what came before is kept', async () => {
    const rows = texts(await read('open.csv', `stars,text\n1,first\n2,"open\n${'3,more\n'.repeat(20)}`));
    expect(rows[0]).toBe('first');
    expect(rows).toHaveLength(2);
    expect(rows[1]).toMatch(/^line 3: .*quote.*not closed/i);
  });

  test('a cell of more than two million characters ends the reading with its line', async () => {
    const rows = texts(await read('huge.csv', `stars,text\n1,first\n2,"${'z'.repeat(2_100_000)}"\n3,more\n`));
    expect(rows[0]).toBe('first');
    expect(rows[1]).toMatch(/^line 3: .*longer than/);
  });

  test('packed: the comma, windows-1251 and JSON are found in what was packed', async () => {
    expect(texts(await read('a.csv.gz', gzipSync('text,stars\n"one; two",1\n')))).toEqual(['one; two']);
    expect(texts(await read('b.csv.gz', gzipSync(iconv.encode('text;stars\nВкусный суп;5\n', 'win1251'))))).toEqual([
      'Вкусный суп',
    ]);
    expect(texts(await read('c.gz', gzipSync('{"text":"json"}\n')))).toEqual(['json']);
  });

  test('windows-1251 and a character cut at the end of the sample', async () => {
    expect(texts(await read('w.csv', iconv.encode('text;stars\nПлохо;1\n', 'win1251')))).toEqual(['Плохо']);
    const long = `text\n${'я'.repeat(40_000)}\n`;
    expect((texts(await read('l.csv', long))[0] as string).length).toBe(40_000);
    expect((texts(await read('l2.csv', long.replace('\n', '\nx')))[0] as string).length).toBe(40_001);
  });
});

describe('broken packs and long lines', () => {
  test.each(['cut.csv.gz', 'cut.jsonl.gz'])('%s is refused with a sentence, not with a crash', async (name) => {
    const random = Array.from({ length: 3000 }, (_, index) => `${index},"${Math.sin(index)}"`).join('\n');
    const packed = gzipSync(
      name.includes('json') ? `{"text":"a"}\n{"text":"${Math.sin(1)}"}\n` : `stars,text\n${random}\n`,
    );
    await expect(read(name, packed.subarray(0, packed.length - 12))).rejects.toThrow(/cannot be read/);
  });

  test('a line without end is passed over without being held', async () => {
    const bomb = gzipSync(
      Buffer.concat([Buffer.from('{"text":"a"}\n'), Buffer.alloc(80_000_000, 0x78), Buffer.from('\n{"text":"b"}\r\n')]),
    );
    const before = process.memoryUsage().rss;
    expect(texts(await read('bomb.jsonl.gz', bomb))).toEqual([
      'a',
      'line 2: the line is longer than 2000000 characters',
      'b',
    ]);
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });
});
