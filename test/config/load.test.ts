import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { type LoadOptions, loadConfig } from '../../config/load.ts';
import { BadConfig } from '../../src/errors.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'molva-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function load(yaml: string, more: Partial<LoadOptions> = {}): ReturnType<typeof loadConfig> {
  const file = path.join(folder, 'molva.yaml');
  writeFileSync(file, yaml);
  return loadConfig({ file, env: {}, cwd: folder, ...more });
}

function problems(yaml: string, more: Partial<LoadOptions> = {}): readonly string[] {
  try {
    load(yaml, more);
  } catch (error) {
    if (error instanceof BadConfig) return error.problems;
    throw error;
  }
  return [];
}

/** Broken files: each with what its sentence must name. */
const BROKEN: readonly (readonly [string, string, readonly RegExp[]])[] = [
  ['a tab for indentation', 'web:\n\tport: 1', [/molva\.yaml: .*line 2/i]],
  ['an unclosed bracket', 'brands: [', [/molva\.yaml: /]],
  ['a list instead of settings', '- a\n- b', [/got a list, wanted settings/]],
  ['a word instead of settings', 'hello', [/got a string, wanted settings/]],
  ['the same key twice', 'data: a\ndata: b', [/unique/i]],
  ['an unknown setting', 'weeb: {}', [/^weeb: no such setting/]],
  ['an unknown inner setting', 'web: { prot: 1 }', [/^web\.prot: no such setting/]],
  ['a port that is a word', 'web: { port: http }', [/^web\.port: got "http", wanted number/]],
  ['a port too big', 'web: { port: 70000 }', [/^web\.port: got 70000, .*65535/]],
  ['a port with a fraction', 'web: { port: 80.5 }', [/^web\.port: got 80\.5, wanted int/]],
  [
    'a public address without a scheme',
    'web: { publicUrl: molva.example.com }',
    [/^web\.publicUrl: got "molva\.example\.com"/],
  ],
  ['a public address of another kind', 'web: { publicUrl: "ftp://a.b/" }', [/^web\.publicUrl: /]],
  ['a log level that is none', 'log: { level: loud }', [/^log\.level: got "loud", wanted .*debug/]],
  ['retention of zero days', 'privacy: { retentionDays: 0 }', [/^privacy\.retentionDays: got 0, .*1/]],
  [
    'a truth that is a word',
    'privacy: { keepAuthorNames: yes please }',
    [/^privacy\.keepAuthorNames: got "yes please", wanted boolean/],
  ],
  [
    'a schedule that is no cron',
    'collect: { schedule: hourly please }',
    [/^collect\.schedule: got "hourly please", wanted a cron/],
  ],
  ['a schedule that never comes', 'collect: { schedule: "0 0 30 2 *" }', [/^collect\.schedule: .*never comes due/]],
  [
    'limits that contradict',
    'collect: { maxBytes: 5000000, maxDecodedBytes: 1000 }',
    [/^collect\.maxDecodedBytes: is smaller/],
  ],
  ['a brand without a name', 'brands: [{ id: a }]', [/^brands\.0\.name: got nothing, wanted string/]],
  [
    'a brand id with capitals',
    'brands: [{ id: "Моя Марка", name: a }]',
    [/^brands\.0\.id: got "Моя Марка", wanted lower-case/],
  ],
  [
    'two brands of one id',
    'brands: [{ id: a, name: A }, { id: a, name: B }]',
    [/^brands\.1\.id: "a" is already the name of brands\.0/],
  ],
  [
    'a zone that does not exist',
    'brands: [{ id: a, name: A, timeZone: Europe/Atlantis }]',
    [/^brands\.0\.timeZone: got "Europe\/Atlantis"/],
  ],
  [
    'an address that is none',
    'brands: [{ id: a, name: A, targets: [otzovik] }]',
    [/^brands\.0\.targets\.0: got "otzovik", wanted an address/],
  ],
  [
    'an address of another kind',
    'brands: [{ id: a, name: A, targets: ["file:///etc/passwd"] }]',
    [/^brands\.0\.targets\.0: got file:, wanted https/],
  ],
  [
    'an address with a password',
    'brands: [{ id: a, name: A, targets: ["https://u:p@a.b/"] }]',
    [/^brands\.0\.targets\.0: holds a user name/],
  ],
  [
    'a target without an address',
    'brands: [{ id: a, name: A, targets: [{ title: x }] }]',
    [/^brands\.0\.targets\.0: got .*wanted an address/],
  ],
  [
    'a target schedule that is no cron',
    'brands: [{ id: a, name: A, targets: [{ url: "https://a.b/", schedule: soon }] }]',
    [/^brands\.0\.targets\.0\.schedule: /],
  ],
  [
    'a list of languages that is one word',
    'brands: [{ id: a, name: A, languages: ru }]',
    [/^brands\.0\.languages: got "ru", wanted array/],
  ],
  ['made-up data by hand', 'brands: [{ id: a, name: A, madeUp: true }]', [/^brands\.0\.madeUp: no such setting/]],
  [
    'many aliases',
    'a: &a [x]\nb: [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]',
    [/alias|no such setting/i],
  ],
];

describe('a broken configuration', () => {
  test.each(BROKEN)('%s is named with path, got and wanted', (_name, yaml, wanted) => {
    const found = problems(yaml);
    for (const pattern of wanted) expect(found).toContainEqual(expect.stringMatching(pattern));
  });

  test('all problems are told at once [R35]', () => {
    const found = problems('web: { port: x, host: 5 }\nlog: { level: loud }\nbrands: [{ id: A }]\nnonsense: 1');
    expect(found.length).toBeGreaterThanOrEqual(5);
  });

  test('a file that was named but is not there', () => {
    expect(() => loadConfig({ file: 'none.yaml', env: {}, cwd: folder })).toThrow(/none\.yaml: no such file/);
  });

  test('an unknown name in the environment', () => {
    expect(problems('', { env: { MOLVA_WEB_PROT: '1' } })).toEqual([
      expect.stringMatching(/^MOLVA_WEB_PROT: no such setting/),
    ]);
  });
});

describe('a good configuration', () => {
  test('no file at all gives the defaults', () => {
    const loaded = loadConfig({ env: {}, cwd: tmpdir() });
    expect(loaded.file).toBeNull();
    expect(loaded.config.web.port).toBe(4600);
    expect(loaded.config.brands).toEqual([]);
  });

  test('defaults < file < environment < flags', () => {
    const yaml = 'web: { port: 1, host: file }\ncollect: { retries: 1 }';
    const { config } = load(yaml, { env: { MOLVA_WEB_PORT: '2', MOLVA_WEB_HOST: 'env' }, flags: { 'web.port': '3' } });
    expect([config.web.port, config.web.host, config.collect.retries, config.web.sessionDays]).toEqual([
      3,
      'env',
      1,
      30,
    ]);
  });

  test('camel-case settings have a readable environment name', () => {
    const { config } = load('', {
      env: { MOLVA_COLLECT_MAX_DECODED_BYTES: '30000000', MOLVA_PRIVACY_KEEP_AUTHOR_NAMES: 'true' },
    });
    expect([config.collect.maxDecodedBytes, config.privacy.keepAuthorNames]).toEqual([30_000_000, true]);
  });

  test('the example file is good, and shows each setting with its default', () => {
    const file = path.resolve(import.meta.dirname, '../../config/example.yaml');
    const { config } = loadConfig({ file, env: {}, cwd: folder });
    const { brands: _brands, ...shown } = config;
    const { brands: _none, ...defaults } = loadConfig({ env: {}, cwd: tmpdir() }).config;
    expect(shown).toEqual(defaults);
    for (const section of Object.values(defaults)) {
      if (typeof section !== 'object' || section === null) continue;
      for (const name of Object.keys(section)) expect(readFileSync(file, 'utf8')).toContain(`${name}:`);
    }
  });
});
