import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import { molva, temporaryFolder } from '../molva.ts';
import { openShell } from '../shell.ts';

/** Commands as a person types them: exit codes, sentences, and files that are whole or not there. */
const folder = temporaryFolder();
const shell = openShell();
afterAll(async () => {
  await shell.close();
  folder.remove();
});

function room(name: string): string {
  const inner = path.join(folder.path, name);
  mkdirSync(inner, { recursive: true });
  return inner;
}

const HOSTILE = [
  '=HYPERLINK("http://evil.example","click")',
  '+1+1',
  '-2+3',
  '@SUM(A1)',
  '<script>alert(1)</script> <img src=x onerror=alert(2)>',
  '\u202Egnp.exe\u202C right to left',
  'NUL\u0000 in the middle',
  'lone \uD800 surrogate',
  'цитата "внутри"; точка с запятой\nи новая строка 😀',
];

describe('a broken configuration', () => {
  test('all problems at once, exit code 2, nothing opened [R35]', async () => {
    const cwd = room('broken');
    writeFileSync(path.join(cwd, 'molva.yaml'), 'web: { port: http }\nlog: { level: loud }\nnonsense: 1\n');
    const ended = await molva(['start'], { cwd });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/3 problems/);
    for (const name of ['web.port', 'log.level', 'nonsense']) expect(ended.stderr).toContain(name);
    expect(readdirSync(cwd)).toEqual(['molva.yaml']);
  });

  test('an address that no source reads is named with its place', async () => {
    const cwd = room('unread');
    writeFileSync(
      path.join(cwd, 'molva.yaml'),
      'brands: [{ id: a, name: A, targets: [{ url: "https://example.com/", scraper: nowhere }] }]\n',
    );
    const ended = await shell.run(['start', '--port', '0'], { cwd });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/brands\.0\.targets\.0: .*nowhere/);
  });

  test('a secret that is too short', async () => {
    const ended = await shell.run(['export'], { cwd: room('short'), env: { MOLVA_SECRET: 'short' } });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/MOLVA_SECRET.*16/);
  });

  test('another secret than the database was filled with', async () => {
    const cwd = room('other-secret');
    expect((await molva(['targets'], { cwd })).code).toBe(0);
    const ended = await shell.run(['targets'], { cwd, env: { MOLVA_SECRET: 'a secret that was never used here' } });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/not the secret this database was filled with/);
  });
});

describe('wrong use', () => {
  test.each([
    [['nonsense'], /unknown command/],
    [['parse', 'nowhere', 'x.html'], /no scraper is called "nowhere"; there are 2gis/],
    [['parse', 'jsonld', 'none.html'], /none\.html cannot be read \(ENOENT\)/],
    [['parse', 'css', '-', '--options', '{'], /--options: is not JSON/],
    [
      ['parse', 'css', '-', '--options', '{"url":"https://a.b/","item":"li","fields":{"txet":{"selector":"p"}}}'],
      /--options: .*txet/,
    ],
    [['export', '--format', 'pdf'], /--format: got "pdf", wanted csv or ndjson/],
    [['export', '--from', 'yesterday'], /published_from/],
    [['export', '--out', 'no/such/folder/x.csv'], /--out: .*cannot be written \(ENOENT\)/],
    [['forget'], /say exactly one of/],
    [['forget', '--brand', 'x'], /--brand: got "x", wanted one of/],
    [['export', '--brand', 'x'], /--brand: got "x", wanted one of/],
    [['import', 'none.csv'], /none\.csv cannot be read/],
    [['import', 'none.csv', '--channel', 'radio'], /--channel: got "radio", wanted one of public/],
    [['import', '--pages', 'x.html'], /--target/],
    [['targets', 'add', 'not an address', '--brand', 'x'], /brand/],
    [['targets', 'pause', 'none'], /no target is called "none"/],
    [['key', 'add', 'x', '--role', 'king'], /--role: got "king", wanted reader, editor or admin/],
    [['init', '!!!', 'https://a.b/'], /wanted a name with letters/],
    [['init', 'Brand', 'ftp://a.b/'], /address 1: got ftp:, wanted https/],
    [['scrape', 'https://example.com/', '--pages', '0'], /--pages: got "0"/],
  ])(
    'molva %j',
    async (args, sentence) => {
      const ended = await shell.run(args, { cwd: room('wrong') });
      expect(ended.stderr).toMatch(sentence);
      expect(ended.code).toBe(2);
    },
    20_000,
  );

  test('targets add refuses what is no address, and one where nothing may be read; nothing is kept of them', async () => {
    const cwd = room('no-target');
    writeFileSync(path.join(cwd, 'molva.yaml'), 'brands: [{ id: one, name: One }]\n');
    for (const address of ['https://not an address', 'mailto:a@b.nl', 'http://169.254.169.254/latest']) {
      const ended = await shell.run(['targets', 'add', address], { cwd });
      expect(ended.stderr).toMatch(/^molva: url: /);
      expect(ended.code).toBe(2);
    }
    expect((await shell.run(['targets', '--json'], { cwd })).stdout).toBe('[]\n');
  }, 30_000);

  test.each([
    ['http://127.0.0.1:1/', 1, /FetchFailed|could not|refused/i],
    ['http://169.254.169.254/latest/meta-data/', 1, /link-local|metadata|reserved/],
    ['http://no-such-host.invalid/', 1, /FetchFailed|could not|found/i],
  ])(
    'molva scrape %s ends with a sentence',
    async (address, code, sentence) => {
      const ended = await shell.run(['scrape', address], { cwd: room('wrong'), env: { MOLVA_COLLECT_RETRIES: '0' } });
      expect(ended.stderr).toMatch(sentence);
      expect(ended.code).toBe(code);
    },
    30_000,
  );
});

describe('import and export', () => {
  const cwd = room('import');

  test('JSON lines, gzipped, of two brands; bad rows are named, the rest is taken', async () => {
    const rows = HOSTILE.map((text, index) =>
      JSON.stringify({
        id: `r${index}`,
        brand: index % 2 ? 'Самовар' : 'Kettle & Co',
        source: 'Old Tool',
        author: 'Анна',
        date: '2026-05-03',
        stars: 1 + (index % 5),
        text,
      }),
    );
    rows.splice(
      3,
      0,
      '{"id": "bad", "text": ',
      JSON.stringify({ id: 'worse', brand: 'Самовар', stars: 9, text: 'too many stars' }),
      '[1]',
    );
    writeFileSync(path.join(cwd, 'rows.jsonl.gz'), gzipSync(`${rows.join('\n')}\n`));
    const ended = await molva(['import', 'rows.jsonl.gz', '--json'], { cwd });
    const report = JSON.parse(ended.stdout) as {
      added: number;
      problemCount: number;
      problems: { line: number; problem: string }[];
    };
    expect(report.added).toBe(HOSTILE.length);
    expect(report.problems.map(({ line }) => line)).toEqual([4, 5, 6]);
    expect(report.problems[1]?.problem).toMatch(/stars: got 9, wanted 0 to 5/);
    expect(ended.code).toBe(1);
  }, 30_000);

  test('the same file again changes nothing', async () => {
    const ended = await shell.run(['import', 'rows.jsonl.gz', '--json'], { cwd });
    expect(JSON.parse(ended.stdout)).toMatchObject({ added: 0, changed: 0, same: HOSTILE.length });
  }, 30_000);

  test('a windows-1251 CSV of Excel with Russian headers', async () => {
    const iconv = await import('iconv-lite');
    const csv =
      'Дата;Автор;Оценка;Отзыв\r\n03.05.2026;Ольга;4,5;"Чайник хороший; но шумит"\r\n32.05.2026;Пётр;2;Плохо\r\nлишняя;ячейка\r\n';
    writeFileSync(path.join(cwd, 'form.csv'), iconv.default.encode(csv, 'win1251'));
    const ended = await shell.run(['import', 'form.csv', '--brand', 'Самовар', '--source', 'form', '--json'], { cwd });
    const report = JSON.parse(ended.stdout) as { added: number; problems: { line: number; problem: string }[] };
    expect(report.added).toBe(1);
    expect(report.problems).toEqual([
      { line: 3, problem: expect.stringMatching(/Дата: got "32\.05\.2026"/) },
      { line: 4, problem: expect.stringMatching(/2 cells, the header has 4/) },
    ]);
  }, 30_000);

  test.each([
    ['two.csv', 'text;text\na;b\n', /two columns are called "text"/],
    ['none.csv', 'colour;size\nred;1\n', /no column that holds a text or a rating; found colour, size/],
    ['empty.csv', '', /is empty/],
  ])('%s is refused with a sentence', async (name, content, sentence) => {
    writeFileSync(path.join(cwd, name), content);
    const ended = await shell.run(['import', name, '--brand', 'x'], { cwd });
    expect(ended.stderr).toMatch(sentence);
    expect(ended.code).toBe(2);
  });

  test('CSV for Excel: mark, semicolons, no cell that runs as a formula', async () => {
    const ended = await molva(['export'], { cwd });
    expect(ended.stdout.startsWith('\ufeffkey;brand;source;')).toBe(true);
    const { parse } = await import('csv-parse/sync');
    const rows = parse(ended.stdout, { delimiter: ';', bom: true, columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(HOSTILE.length + 1);
    for (const row of rows) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+@\t\r]|^-(?![\d.]+$)/);
    expect(rows.map((row) => row['text'])).toContainEqual(expect.stringContaining('<script>alert(1)</script>'));
    expect(rows.find((row) => row['source'] === 'form')).toMatchObject({
      brand: 'samovar',
      stars: '4.5',
      published: '2026-05-03',
      text: 'Чайник хороший; но шумит',
    });
  });

  test('NDJSON, filtered; an existing file is never written over', async () => {
    const ended = await molva(['export', '--format', 'ndjson', '--brand', 'samovar', '--out', 'out.ndjson'], { cwd });
    expect(ended.code).toBe(0);
    const lines = readFileSync(path.join(cwd, 'out.ndjson'), 'utf8').trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { brand: string }).brand)).toEqual(lines.map(() => 'samovar'));
    const again = await shell.run(['export', '--out', 'out.ndjson'], { cwd });
    expect(again.stderr).toMatch(/is there already/);
    expect(again.code).toBe(2);
  });

  test('backup is a database of its own; the same name twice is refused', async () => {
    expect((await molva(['backup', 'copy.db'], { cwd })).code).toBe(0);
    const { DatabaseSync } = await import('node:sqlite');
    const copy = new DatabaseSync(path.join(cwd, 'copy.db'), { readOnly: true });
    expect(copy.prepare('SELECT count(*) AS n FROM item').get()).toEqual({ n: HOSTILE.length + 1 });
    copy.close();
    expect((await shell.run(['backup', 'copy.db'], { cwd })).code).toBe(2);
  });

  test('forget erases a brand only when it is said twice, and an author everywhere', async () => {
    const careless = await shell.run(['forget', '--brand', 'samovar'], { cwd });
    expect(careless.stderr).toMatch(/texts of samovar for good; add --yes/);
    expect(careless.code).toBe(2);
    const exported = await shell.run(['export', '--format', 'ndjson'], { cwd });
    const { authorHash } = JSON.parse(exported.stdout.split('\n')[0]!) as { authorHash: string };
    const ended = await molva(['forget', '--author', authorHash, '--json'], { cwd });
    expect((JSON.parse(ended.stdout) as { erased: number }).erased).toBeGreaterThan(0);
    expect((await shell.run(['export', '--format', 'ndjson'], { cwd })).stdout).not.toContain(authorHash);
  });
});

describe('init', () => {
  test('with a name alone it says where to look, and writes nothing', async () => {
    const cwd = room('init');
    const ended = await shell.run(['init', 'Самовар'], { cwd });
    expect(ended.stdout).toContain('https://otzovik.com/');
    expect(ended.code).toBe(0);
    expect(existsSync(path.join(cwd, 'molva.yaml'))).toBe(false);
  });

  test('with addresses it writes a configuration that is good, and never over another', async () => {
    const cwd = room('init');
    const args = ['init', 'Самовар и Ко', 'https://otzovik.com/reviews/samovar/', 'https://t.me/s/samovar'];
    expect((await molva(args, { cwd })).code).toBe(0);
    const listed = await shell.run(['targets', 'list', '--json'], { cwd });
    expect(listed.code).toBe(0);
    expect((await shell.run(args, { cwd })).stderr).toMatch(/is there already/);
  });
});

describe('understand', () => {
  test('JSON lines in, JSON lines out, in order; a bad line is named and the rest goes on', async () => {
    const input = [
      '{"id":1,"text":"Ужасный сервис, деньги на ветер","lang":"ru"}',
      'not json',
      '{"id":"x","text":"Great kettle, works perfectly and looks beautiful"}',
      '',
    ].join('\n');
    const ended = await molva(['understand'], { cwd: room('understand'), input });
    const lines = ended.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id?: unknown; error?: string; sentiment?: { label: string } });
    expect(lines.map(({ id }) => id)).toEqual([1, undefined, 'x']);
    expect(lines[0]?.sentiment?.label).toBe('negative');
    expect(lines[1]?.error).toBeDefined();
    expect(lines[2]?.sentiment?.label).toBe('positive');
    expect(ended.code).toBe(1);
  });
});

describe('demo and doctor', () => {
  test('the demo report finds what was planted', async () => {
    const ended = await molva(['demo', '--report', '--json'], { cwd: room('demo') });
    const report = JSON.parse(ended.stdout) as {
      sites: { planted: number; found: number }[];
      unexpected: number;
      edits: { planted: number; found: number };
      vanished: { planted: number; found: number };
      captcha: { planted: number; found: number };
    };
    for (const { planted, found } of report.sites) expect(found).toBe(planted);
    expect(report.unexpected).toBe(0);
    for (const { planted, found } of [report.edits, report.vanished, report.captcha]) expect(found).toBe(planted);
    expect(ended.code).toBe(0);
  }, 60_000);

  test('doctor says what is fine', async () => {
    const ended = await molva(['doctor', '--json'], { cwd: room('doctor') });
    const findings = JSON.parse(ended.stdout) as { what: string; state: string }[];
    expect(findings.filter(({ state }) => state === 'bad')).toEqual([]);
    expect(findings.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['Node', 'configuration', 'data folder', 'store', 'queue', 'browser', 'mail']),
    );
  });
});
