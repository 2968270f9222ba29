import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const web = path.join(root, 'src/web');
const built = path.join(web, 'dist/index.html');

/** Builds the page into its usual place where it is missing or older than its sources. Throws with the builder's words. */
export function buildPage(): void {
  if (existsSync(built) && statSync(built).mtimeMs > newestSource()) return;
  const vite = path.join(root, 'node_modules/vite/bin/vite.js');
  const env = { ...process.env, NODE_OPTIONS: '' };
  const run = spawnSync(process.execPath, [vite, 'build', 'src/web', '--logLevel', 'error'], {
    cwd: root,
    encoding: 'utf8',
    env,
  });
  if (run.status !== 0) throw new Error(`The page could not be built: ${run.stderr}`);
}

function newestSource(): number {
  const files = readdirSync(web, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && !path.join(entry.parentPath, entry.name).startsWith(path.join(web, 'dist')),
  );
  return Math.max(...files.map((entry) => statSync(path.join(entry.parentPath, entry.name)).mtimeMs));
}
