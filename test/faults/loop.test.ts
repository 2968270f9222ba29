import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../molva.ts';
import type { Held } from './understand-child.ts';

const CHILD = path.join(import.meta.dirname, 'understand-child.ts');
const TEXTS = process.env['MOLVA_TEST_LONG'] === undefined ? 1000 : 20_000;
const MAX_HELD_MS = 50;
/** Ends the child, too. */
const PATIENCE_MS = 600_000;

test(
  `the main thread is held at most ${MAX_HELD_MS} ms at p99 while ${TEXTS} texts are understood [R37]`,
  async () => {
    const folder = temporaryFolder();
    try {
      const { stdout } = await promisify(execFile)(process.execPath, [CHILD, folder.path, String(TEXTS)], {
        timeout: PATIENCE_MS,
      });
      const held = JSON.parse(stdout) as Held;
      expect(held.understood).toBe(TEXTS);
      expect(held.samples).toBeGreaterThan(100);
      expect(held.p99Ms).toBeLessThan(MAX_HELD_MS);
      if (process.env['MOLVA_TEST_LONG'] !== undefined)
        process.stderr.write(`main thread held: ${JSON.stringify(held)}\n`);
    } finally {
      folder.remove();
    }
  },
  PATIENCE_MS + 10_000,
);
