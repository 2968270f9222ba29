import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { scrapers } from '../../scrapers/index.ts';
import { scraperDocs } from '../../src/cli/scraper-docs.ts';

const root = path.resolve(import.meta.dirname, '../..');

test('docs/scrapers.md says what the declarations say (molva scrapers --markdown)', () => {
  expect(readFileSync(path.join(root, 'docs/scrapers.md'), 'utf8')).toBe(scraperDocs(scrapers));
});

test('every file that the README and the docs point to is there', () => {
  for (const name of [
    'README.md',
    'docs/architecture.md',
    'docs/operating.md',
    'docs/privacy.md',
    'docs/adding-a-scraper.md',
    'docs/performance.md',
    'docs/models/sentiment.md',
    'docs/models/themes.md',
    'docs/models/unusual.md',
  ]) {
    const text = readFileSync(path.join(root, name), 'utf8');
    for (const [, link] of text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)) {
      expect(() => readFileSync(path.resolve(root, path.dirname(name), link!))).not.toThrow();
    }
  }
});
