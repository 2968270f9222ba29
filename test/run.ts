import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, chmodSync, constants, existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import path from 'node:path';

/**
 * `npm test`: types, lint, and beside them every jest suite (unit, contract, browser, crash). The last lines say what was skipped and
 * why, and how many passed and failed. With CI=true a skip is a failure.
 */
const root = path.resolve(import.meta.dirname, '..');
const bin = (name: string): string => path.join(root, 'node_modules/.bin', name);
const strict = process.env['CI'] === 'true';
const only = process.argv.slice(2);
/** What all that is written beside one another takes at most is a fifth of it. */
const ROOM_BYTES = 5e9;

/**
 * Where the tests' folders are made. In memory, where the system keeps files there (Linux) and has the room: a thousand small databases
 * wait for the disk a sixth of the time. What a killed process wrote is there afterwards just the same. Runs of some tests alone,
 * the long ones among them, are on the disk.
 */
function placeOfFolders(): string {
  const memory = '/dev/shm';
  if (only.length > 0 || process.env['TMPDIR'] !== undefined) return tmpdir();
  try {
    accessSync(memory, constants.W_OK);
    const { bavail, bsize } = statfsSync(memory);
    return Math.min(bavail * bsize, freemem()) > ROOM_BYTES ? memory : tmpdir();
  } catch {
    return tmpdir();
  }
}

const folder = mkdtempSync(path.join(placeOfFolders(), 'molva-test-'));
// Some tests become somebody else, who must come to what is theirs in it.
chmodSync(folder, 0o711);
const skipFile = path.join(folder, 'skipped.txt');
const jsonFile = path.join(folder, 'jest.json');

// Whoever ends this ends them; what they leave is cleared away below, also then.
const children = new Set<ChildProcess>();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal);
  });
}

function run(command: string, args: readonly string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, TMPDIR: folder, ...env },
    });
    children.add(child);
    child.on('exit', (code, signal) => {
      children.delete(child);
      resolve(code ?? (signal === null ? 1 : 128));
    });
    child.on('error', () => resolve(127));
  });
}

async function check(name: string, command: string, args: readonly string[]): Promise<boolean> {
  const code = await run(command, args);
  process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'} ${name}\n`);
  return code === 0;
}

interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numRuntimeErrorTestSuites: number;
}

/**
 * What the compiler knows of the files that did not change: a second run takes a tenth. In one thread, as two would each check what
 * both need: that takes half the processor time, and the tests have the other core.
 */
const known = path.join(root, 'node_modules/.cache/molva-types');
const types = (name: string, ...project: readonly string[]): Promise<boolean> =>
  check(name, bin('tsc'), [
    '--noEmit',
    '--singleThreaded',
    '--incremental',
    '--tsBuildInfoFile',
    path.join(known, `${name.replaceAll(' ', '-')}.json`),
    ...project,
  ]);

const checks =
  only.length > 0
    ? []
    : [
        types('types'),
        types('types of the page', '-p', 'src/web'),
        check('lint', bin('biome'), ['check', '--error-on-warnings', '.']),
      ];
const jest = path.join(root, 'node_modules/jest/bin/jest.js');
const suites = run(
  process.execPath,
  [jest, '--json', `--outputFile=${jsonFile}`, '--testLocationInResults=false', ...only],
  { MOLVA_TEST_SKIPS: skipFile, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
);
const steps = await Promise.all(checks);
await suites;

let passed = steps.filter(Boolean).length;
let failed = steps.length - passed;
if (existsSync(jsonFile)) {
  const report = JSON.parse(readFileSync(jsonFile, 'utf8')) as JestReport;
  passed += report.numPassedTests;
  failed += report.numFailedTests + report.numRuntimeErrorTestSuites;
} else {
  failed += 1;
}
const skips = existsSync(skipFile) ? [...new Set(readFileSync(skipFile, 'utf8').trim().split('\n'))] : [];
rmSync(folder, { recursive: true, force: true });
for (const skip of skips) process.stdout.write(`skipped: ${skip}\n`);
if (strict) failed += skips.length;
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
