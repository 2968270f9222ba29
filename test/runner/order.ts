import { statSync } from 'node:fs';
import path from 'node:path';

/**
 * Which test files begin first: those that last long, most of them waiting for processes, browsers and leases, so that none of them
 * begins last and is waited for alone. From the longest, as on two cores; a name that ends in a slash stands for all others of its
 * folder. The rest follows by size.
 */
const LONG = [
  // Half a million reviews in a long run, some seconds in a short one.
  'faults/memory',
  'crash/kill',
  'e2e/pages',
  'crash/visit',
  'e2e/feed',
  'e2e/decisions',
  'store/mongo/contract',
  'cli/commands',
  'crash/digest-kill',
  'collect/places',
  'e2e/',
  'crash/',
  'cli/migrate',
  'app/stop',
  'app/digest-mail',
  'collect/browser-fetcher',
  'app/own-page',
  'jobs/send-digest',
  'store/mongo/replica-set',
  'store/mongo/faults',
];

interface TestFile {
  readonly path: string;
}

/** More for what begins sooner. */
function weight(name: string, file: string): number {
  const own = LONG.indexOf(name.replace(/\.test\.ts$/, ''));
  const place = own === -1 ? LONG.indexOf(`${path.dirname(name)}/`) : own;
  return place === -1 ? statSync(file).size : Number.MAX_SAFE_INTEGER - place;
}

class LongestFirst {
  sort<T extends TestFile>(files: readonly T[]): T[] {
    const tests = path.resolve(import.meta.dirname, '..');
    const keys = new Map(files.map((file) => [file, weight(path.relative(tests, file.path), file.path)]));
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
