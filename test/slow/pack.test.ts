import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually, molva, type Server, startMolva, temporaryFolder } from '../molva.ts';
import { startSite } from '../servers/site.ts';
import { skipAll } from '../services.ts';

const root = path.resolve(import.meta.dirname, '../..');
const run = promisify(execFile);
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  version: string;
  dependencies: Record<string, string>;
};

test('what the product imports is among its own dependencies, not among those of its tests', () => {
  const files = ['src', 'config', 'scrapers'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !(folder === 'src' && file.startsWith('web/')))
      .map((file) => path.join(root, folder, file)),
  );
  const statement =
    /(?:^|\n)(?:import|export)\s(?!type\s)(?:[^'";]*?\sfrom\s+)?'([^'.][^']*)'|import\(\s*'([^'.][^']*)'\s*\)/g;
  const imported = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(statement)].map(([, from, lazily]) =>
      (from ?? lazily)!.replace(/^((?:@[^/]+\/)?[^/]+).*$/, '$1'),
    ),
  );
  const packages = new Set(imported.filter((name) => !isBuiltin(name)));
  expect(packages.size).toBeGreaterThan(15);
  expect([...packages].filter((name) => manifest.dependencies[name] === undefined)).toEqual([]);
});

/** npm of this machine, with our Node first; null when it answers that it cannot reach the registry. */
async function npm(args: readonly string[], cwd: string): Promise<string | null> {
  const env = { ...process.env, NODE_OPTIONS: '', PATH: `${path.dirname(process.execPath)}:${process.env['PATH']}` };
  try {
    return (await run('npm', args, { cwd, env })).stdout;
  } catch (error) {
    const said = String((error as { stderr?: string }).stderr ?? error);
    if (/ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|ENETUNREACH/.test(said)) return null;
    throw new Error(said, { cause: error });
  }
}

const reached = await npm(['ping', '--fetch-retries=0', '--fetch-timeout=5000'], root);

if (reached === null) skipAll('the package', 'the registry of npm cannot be reached');
else
  describe('the package, installed in an empty folder', () => {
    const folder = temporaryFolder();
    const empty = path.join(folder.path, 'empty');
    const main = path.join(empty, 'node_modules/.bin/molva');
    let server: Server;

    beforeAll(async () => {
      mkdirSync(empty);
      await run(process.execPath, ['bin/compile.ts'], { cwd: root });
      const packed = await npm(['pack', '--ignore-scripts', '--json', '--pack-destination', folder.path], root);
      const tarball = path.join(folder.path, (JSON.parse(packed!) as { filename: string }[])[0]!.filename);
      writeFileSync(path.join(empty, 'package.json'), '{ "private": true }');
      await npm(['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', tarball], empty);
      server = await startMolva({ cwd: empty, main });
    }, 120_000);
    afterAll(async () => {
      await server?.end('SIGKILL');
      folder.remove();
    });

    test('holds no source that Node would have to strip', () => {
      const own = readdirSync(path.join(empty, 'node_modules/molva'), { recursive: true, encoding: 'utf8' });
      expect(own.filter((file) => file.endsWith('.ts'))).toEqual([]);
      expect(own).toContain('config/example.yaml');
    });

    test('shows the demo brand, collected and understood, with its page', async () => {
      const page = await fetch(server.url);
      expect(await page.text()).toContain('<div id="root">');
      const { stdout } = await molva(['key', 'add', 'pack', '--json'], { cwd: empty, main });
      const { key } = JSON.parse(stdout) as { key: string };
      const texts = await eventually('understood texts', async () => {
        const response = await fetch(`${server.url}/api/v1/items?brand=zavaryona&limit=50`, {
          headers: { authorization: `Bearer ${key}` },
        });
        const { data } = (await response.json()) as { data: { understanding: unknown }[] };
        return data.some(({ understanding }) => understanding !== null) && data;
      });
      expect(texts.length).toBe(50);
    });

    test('reads a page by its command, through npx', async () => {
      const site = await startSite();
      site.shop.reviews = [{ id: 'r1', author: 'Anneke', date: '2026-10-02', rating: 5, text: 'Heerlijke soep' }];
      const said = await npm(['exec', '--no', '--', 'molva', 'scrape', `${site.origin}/shop`], empty);
      await site.close();
      expect(said).toContain('Heerlijke soep');
    });

    test('ends on SIGTERM', async () => {
      expect(await server.end('SIGTERM')).toBe(0);
    });
  });
