import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { scrapers } from '../scrapers/index.ts';

/** The house rules that a machine can see: layers, sizes, cycles, the explicit scraper list, where the world may be touched. */
const root = path.resolve(import.meta.dirname, '..');
const SOURCE_ROOTS = ['src', 'config', 'scrapers'];

function walk(folder: string): string[] {
  return readdirSync(path.join(root, folder)).flatMap((name) => {
    const inner = path.join(folder, name);
    if (name === 'node_modules' || name === 'dist') return [];
    return statSync(path.join(root, inner)).isDirectory() ? walk(inner) : [inner];
  });
}

const files = SOURCE_ROOTS.flatMap(walk).filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'));
const text = new Map(files.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));
const server = files.filter((file) => !file.startsWith('src/web/'));

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const found: Import[] = [];
  const pattern = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\(\s*'([^']+)'\s*\)/g;
  for (const match of text.get(file)!.matchAll(pattern)) {
    const target = match[2] ?? match[3]!;
    const to = target.startsWith('.') ? path.normalize(path.join(path.dirname(file), target)) : target;
    found.push({ from: file, to, typeOnly: match[1] !== undefined });
  }
  return found;
}

/** DESIGN table: the layer of each file. The first pattern that matches decides. */
const LAYERS: readonly (readonly [RegExp, string])[] = [
  [/^src\/errors\.ts$|^src\/domain\//, '0'],
  [/^src\/understand\/|^src\/compare\/|^src\/alerts\/rules|^src\/digest\//, '1'],
  [/^config\/(schema|check|engines|mail)\.ts$|^src\/demo\//, '1'],
  [/^scrapers\/index\.ts$/, '1s-list'],
  [/^scrapers\//, '1s'],
  [
    /^src\/collect\/(fetcher|pace|places)\.ts$|^src\/store\/(rows\/)?[^/]+\.ts$|^src\/queue\/queue\.ts$|^src\/compute\/compute\.ts$|^src\/mail\/mailer\.ts$/,
    '2',
  ],
  // The driver's connection, which two adapters (queue, pace) share.
  [/^src\/redis\//, '2d'],
  [/^src\/collect\/pages[^/]*\.ts$|^src\/feedback\/|^src\/jobs\//, '4'],
  [
    /^src\/collect\/(http-fetcher|browser-fetcher|chromium|find-browser|guard-proxy|read-body|local-pace|redis-pace|local-places|redis-places|polite|robots)\.ts$/,
    '3',
  ],
  // All the rest of the folder is pure: contracts, the page toolkit, the address guard, the retry policy.
  [/^src\/collect\//, '1'],
  [/^src\/store\/|^src\/queue\/|^src\/compute\/|^src\/mail\//, '3'],
  [/^src\/(api|cli|web)\//, '5'],
  [/^src\/(app|main|log|secret)\.ts$|^src\/app-[a-z-]+\.ts$|^config\/load\.ts$/, '6'],
];

const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  '0': ['0'],
  '1': ['0', '1'],
  '1s': ['0', '1', '1s'],
  '1s-list': ['0', '1', '1s'],
  '2': ['0', '1', '2'],
  '2d': ['0', '1', '2', '2d'],
  '3': ['0', '1', '1s-list', '2', '2d', '3'],
  '4': ['0', '1', '1s-list', '2', '4'],
  '5': ['0', '1', '1s-list', '2', '4', '5'],
  '6': ['0', '1', '1s', '1s-list', '2', '2d', '3', '4', '5', '6'],
};

const PACKAGES: Readonly<Record<string, readonly RegExp[]>> = {
  '0': [/^zod$/],
  '1': [
    /^zod$/,
    /^natural\//,
    /^eld\//,
    /^node:(crypto|fs|fs\/promises|url|path|zlib|http|net)$/,
    /^robots-parser$/,
    /^croner$/,
  ],
  '1s': [/^zod$/],
  '1s-list': [],
  '2': [],
  '2d': [/^ioredis$/],
};

const layerOf = (file: string): string => LAYERS.find(([pattern]) => pattern.test(file))?.[1] ?? 'none';

/** Adapters never know each other: the folder (and in `collect` the port) is the border. */
const adapterOf = (file: string): string =>
  file.startsWith('src/collect/')
    ? 'collect'
    : file
        .split('/')
        .slice(0, 3)
        .join('/')
        .replace(/\/[^/]+\.ts$/, '');

describe('the layers', () => {
  test('every file has a layer', () => {
    expect(server.filter((file) => layerOf(file) === 'none')).toEqual([]);
  });

  test('a file imports only what its layer may', () => {
    const wrong = server.flatMap((file) =>
      importsOf(file)
        .filter(({ to }) => text.has(to) && !MAY_IMPORT[layerOf(file)]!.includes(layerOf(to)))
        .map(({ to }) => `${file} (${layerOf(file)}) -> ${to} (${layerOf(to)})`),
    );
    expect(wrong).toEqual([]);
  });

  test('an adapter imports no other adapter', () => {
    const wrong = server
      .filter((file) => layerOf(file) === '3')
      .flatMap((file) => importsOf(file).filter(({ to }) => layerOf(to) === '3' && adapterOf(to) !== adapterOf(file)))
      .map(({ from, to }) => `${from} -> ${to}`);
    expect(wrong).toEqual([]);
  });

  test('pure layers use only their own packages', () => {
    const wrong = server
      .filter((file) => PACKAGES[layerOf(file)] !== undefined && !file.startsWith('src/demo/'))
      .flatMap((file) =>
        importsOf(file)
          .filter(
            ({ to, typeOnly }) => !text.has(to) && !to.startsWith('src/') && !typeOnly && !/\.json$|\.bin$/.test(to),
          )
          .filter(({ to }) => !PACKAGES[layerOf(file)]!.some((allowed) => allowed.test(to)))
          .filter(({ to }) => !(/^cheerio\/slim$/.test(to) && /^src\/collect\/(extract|node-text)/.test(file)))
          .filter(({ to }) => !(/^mjml$/.test(to) && /^src\/digest\/render\//.test(file)))
          .map(({ to }) => `${file} -> ${to}`),
      );
    expect(wrong).toEqual([]);
  });

  test('a scraper imports no other site', () => {
    const wrong = server
      .filter((file) => layerOf(file) === '1s')
      .flatMap((file) =>
        importsOf(file).filter(({ to }) => to.startsWith('scrapers/') && to.split('/')[1] !== file.split('/')[1]),
      )
      .map(({ from, to }) => `${from} -> ${to}`);
    expect(wrong).toEqual([]);
  });

  test('the page talks to the server over HTTP only: from outside it takes types', () => {
    const wrong = files
      .filter((file) => file.startsWith('src/web/'))
      .flatMap((file) =>
        importsOf(file).filter(({ to, typeOnly }) => text.has(to) && !to.startsWith('src/web/') && !typeOnly),
      )
      .map(({ from, to }) => `${from} -> ${to}`);
    expect(wrong).toEqual([]);
  });

  test('cheerio.load is called in collect/extract alone', () => {
    expect(
      server.filter(
        (file) =>
          /cheerio\.load|from 'cheerio'.*\bload\b/.test(text.get(file)!) && !file.startsWith('src/collect/extract'),
      ),
    ).toEqual([]);
  });

  test('the world is touched only at the edge', () => {
    const allowed = /^src\/(app|main|log|secret|app-[a-z-]+)\.ts$|^config\/load\.ts$/;
    const world = /\bprocess\.env\b|\bDate\.now\(\)|\bconsole\.|\bprocess\.exit\(|\bMath\.random\(\)/;
    const code = (file: string): string => text.get(file)!.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    expect(server.filter((file) => !allowed.test(file) && world.test(code(file)))).toEqual([]);
  });
});

describe('the shape', () => {
  test('no file is over 250 lines', () => {
    expect(files.filter((file) => text.get(file)!.split('\n').length > 251)).toEqual([]);
  });

  test('no cycle', () => {
    const state = new Map<string, 'open' | 'done'>();
    const cycles: string[] = [];
    const visit = (file: string, trail: readonly string[]): void => {
      if (state.get(file) === 'done') return;
      if (state.get(file) === 'open') {
        cycles.push([...trail.slice(trail.indexOf(file)), file].join(' -> '));
        return;
      }
      state.set(file, 'open');
      for (const { to, typeOnly } of importsOf(file)) if (text.has(to) && !typeOnly) visit(to, [...trail, file]);
      state.set(file, 'done');
    };
    for (const file of files) visit(file, []);
    expect(cycles).toEqual([]);
  });

  test('at most three folders deep', () => {
    expect(files.filter((file) => file.split('/').length > 4)).toEqual([]);
  });

  test('no room for everything', () => {
    expect(
      files.filter((file) => /(^|\/)(utils?|helpers?|services?|common|constants|misc|lib)(\/|\.tsx?$)/.test(file)),
    ).toEqual([]);
  });

  test('the scraper list is explicit, sorted and complete', () => {
    const folders = readdirSync(path.join(root, 'scrapers')).filter((name) =>
      statSync(path.join(root, 'scrapers', name)).isDirectory(),
    );
    expect(scrapers.map((scraper) => scraper.name)).toEqual(folders.sort());
  });

  test('no enum, no default export in the sources', () => {
    const wrong = server.filter((file) => /^export default|^\s*(export )?(const )?enum /m.test(text.get(file)!));
    expect(wrong).toEqual([]);
  });
});
