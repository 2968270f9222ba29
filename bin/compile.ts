import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * `npm pack`: the sources as JavaScript in dist/, with the files that they read beside them. Worker and weight addresses are
 * relative to the module that names them, so the tree keeps its shape.
 */
const root = path.resolve(import.meta.dirname, '..');
const dist = path.join(root, 'dist');
/** Read at run time, from beside the code. */
const DATA = ['sentiment', 'themes', 'kind'].map((model) => `src/understand/${model}/weights.bin`);

function run(tool: string, args: readonly string[]): void {
  const { status } = spawnSync(path.join(root, 'node_modules/.bin', tool), args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}

rmSync(dist, { recursive: true, force: true });
run('tsc', ['-p', 'tsconfig.build.json']);
run('vite', ['build', 'src/web', '--logLevel', 'warn', '--outDir', path.join(dist, 'src/web/dist')]);
for (const file of DATA) copyFileSync(path.join(root, file), path.join(dist, file));
// The code asks for the version one folder above `src`, in both trees.
const { name, version, type } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Record<
  string,
  string
>;
writeFileSync(path.join(dist, 'package.json'), `${JSON.stringify({ name, version, type, private: true }, null, 2)}\n`);
