import { statSync } from 'node:fs';
import path from 'node:path';

/**
 * Which test file begins first: those that last long, most of them waiting for processes, browsers and leases, so that none of them
 * begins last and is waited for alone. Then by size. From the longest; times were taken on two cores.
 */
const LONG = [
  'crash/kill',
  'e2e/pages',
  'crash/visit',
  'e2e/feed',
  'e2e/decisions',
  'store/mongo/contract',
  'cli/commands',
  'crash/digest-kill',
  'collect/places',
  'cli/migrate',
  'app/scale',
  'app/stop',
  'e2e/import',
  'app/digest-mail',
  'feedback/survey-size',
  'collect/browser-fetcher',
  'app/own-page',
  'jobs/send-digest',
  'store/mongo/replica-set',
  'store/mongo/faults',
];

interface TestFile {
  readonly path: string;
}

class LongestFirst {
  sort<T extends TestFile>(files: readonly T[]): T[] {
    const tests = path.resolve(import.meta.dirname, '..');
    const keys = new Map(
      files.map((file) => {
        const place = LONG.indexOf(path.relative(tests, file.path).replace(/\.test\.ts$/, ''));
        return [file, place === -1 ? statSync(file.path).size : Number.MAX_SAFE_INTEGER - place];
      }),
    );
    return files.toSorted((a, b) => keys.get(b)! - keys.get(a)!);
  }

  /** Jest offers the times of this run, and would ask which files failed in it. */
  cacheResults(): void {}

  allFailedTests<T extends TestFile>(files: readonly T[]): readonly T[] {
    return files;
  }
}

// Jest asks by `require`.
export { LongestFirst as 'module.exports' };
