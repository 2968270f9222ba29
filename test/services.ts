import { randomBytes } from 'node:crypto';
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

/** The first is the same browser without a window: a fifth less work. */
const CHROMIUM = [
  '/usr/bin/chromium-headless-shell',
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

/**
 * The Redis of this run with a key prefix of the caller's own, null (and `suite` left out, with its reason) where there is none.
 * Tests that kill, flush or configure a server start one of their own: `startRedis` in test/servers/redis.ts.
 */
export function sharedRedis(suite: string): { readonly url: string; readonly prefix: string } | null {
  const url = process.env['MOLVA_TEST_REDIS_URL'];
  if (url !== undefined) return { url, prefix: ownName() };
  skipAll(suite, process.env['MOLVA_TEST_REDIS_MISSING'] ?? 'no Redis');
  return null;
}

/**
 * The mongod of this run: the address of a database of the caller's own on it (drop it in `afterAll`), null (and `suite` left out,
 * with its reason) where there is none. Tests that kill a server start one of their own: `startMongo` in test/servers/mongo.ts.
 */
export function sharedMongo(suite: string): { readonly url: string; readonly database: string } | null {
  const server = process.env['MOLVA_TEST_MONGO_URL'];
  if (server === undefined) {
    skipAll(suite, process.env['MOLVA_TEST_MONGO_MISSING'] ?? 'no MongoDB');
    return null;
  }
  const url = new URL(server);
  const database = ownName();
  url.pathname = `/${database}`;
  return { url: url.href, database };
}

const ownName = (): string => `molva-test-${randomBytes(6).toString('hex')}`;
