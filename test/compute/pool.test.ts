import { afterEach, expect, test } from '@jest/globals';
import type { Compute } from '../../src/compute/compute.ts';
import { createPool } from '../../src/compute/pool.ts';
import { LayoutChanged } from '../../src/errors.ts';
import { NO_BRAND } from '../../src/jobs/visiting.ts';

let pool: Compute | undefined;
afterEach(() => pool?.close());

const input = {
  key: 'a',
  title: null,
  text: 'The soup was cold',
  pros: null,
  cons: null,
  stars: null,
  declaredLanguage: null,
  correctedLanguage: null,
  brand: NO_BRAND,
  matchMentions: false,
};

test('a batch that holds its thread is ended, is an error of ours, and the next one has a new thread', async () => {
  // Loading the models and reading all this takes far longer than the limit, one short text far less.
  const heavy = Array.from({ length: 200 }, (_, index) => ({
    ...input,
    key: String(index),
    text: `${input.text} `.repeat(5000),
  }));
  pool = createPool({ workers: 1, parseTimeoutMs: 2000, understandTimeoutMs: 300, secret: 'a secret of the test' });
  const failure = await pool.understand(heavy).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Error);
  expect(failure).not.toBeInstanceOf(LayoutChanged);
  expect(String(failure)).toContain('longer than 300 ms');
  expect(await pool.modelVersion()).toMatch(/^\d/);
  expect(await pool.understand([input])).toMatchObject([{ key: 'a', language: 'en' }]);
});

test('closed while it works, every question is answered with an error', async () => {
  pool = createPool({ workers: 1, parseTimeoutMs: 2000, secret: 'a secret of the test' });
  const asked = [pool.understand([input]), pool.understand([input])].map((one) => one.catch((error: unknown) => error));
  await pool.close();
  for (const answer of await Promise.all(asked)) expect(answer).toBeInstanceOf(Error);
  await expect(pool.modelVersion()).rejects.toThrow('closed');
});
