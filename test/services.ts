import { appendFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { test } from '@jest/globals';

/** What a test needs beyond Node: found, or said aloud. */

/** Tests of this suite are left out; the last lines of `npm test` say why, and with CI=true it is a failure. */
export function skipAll(suite: string, reason: string): void {
  const file = process.env['MOLVA_TEST_SKIPS'];
  if (file !== undefined) appendFileSync(file, `${suite}: ${reason}\n`);
  test.skip(`${suite}: ${reason}`, () => undefined);
}

const CHROMIUM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Path of a system Chromium or of Playwright's own, null when there is none. */
export async function findChromium(): Promise<string | null> {
  const system = CHROMIUM.find((candidate) => existsSync(candidate));
  if (system !== undefined) return system;
  const { chromium } = await import('playwright');
  const own = chromium.executablePath();
  return existsSync(own) ? own : null;
}

/** Real captures beside the project, where a developer has them; null elsewhere. */
export function capturesFolder(): string | null {
  const folder = path.resolve(import.meta.dirname, '../../shared/captures');
  return existsSync(path.join(folder, 'index.json')) ? folder : null;
}
