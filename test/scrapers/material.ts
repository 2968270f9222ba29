import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { decodeBody } from '../../src/collect/charset.ts';
import type { Page, PageRequest } from '../../src/collect/page.ts';
import type { AnyScraper, RawReview } from '../../src/collect/scraper.ts';

/**
 * A saved page and what it must give. `fixtures/index.json` of a scraper's test folder lists them; `X.expected.json`
 * beside the file holds the reviews (only the keys named there are compared).
 *
 * expect: absent = these reviews; `empty` = no reviews, and that is the site's own word; `step` = no reviews but a `next`
 * (exactly `next` where given); `Blocked`, `LayoutChanged` = thrown; `error` = either of the two.
 */
const Entry = z.object({
  file: z.string(),
  scraper: z.string().optional(),
  url: z.string(),
  options: z.union([z.record(z.string(), z.unknown()), z.string()]).optional(),
  expect: z.enum(['empty', 'step', 'Blocked', 'LayoutChanged', 'error']).optional(),
  next: z.string().optional(),
  state: z.record(z.string(), z.string()).optional(),
  status: z.number().optional(),
  fetchedAt: z.string().optional(),
  skip: z.string().optional(),
});

export interface Sample {
  readonly name: string;
  readonly page: Page;
  readonly options: Record<string, unknown>;
  readonly expect: z.infer<typeof Entry>['expect'];
  readonly expected: readonly Partial<RawReview>[];
  readonly next: string | undefined;
}

const here = import.meta.dirname;
/** Real pages, kept outside of the repository; the tests also run without them. */
const captures = path.join(here, '../../../shared/captures');

/** The hand-made pages of a scraper. */
export function fixturesOf(scraper: AnyScraper): Sample[] {
  return read(scraper, path.join(here, scraper.name, 'fixtures'));
}

/** The real pages of a scraper that are there. */
export function capturesOf(scraper: AnyScraper): Sample[] {
  return read(scraper, captures).map((sample) => ({ ...sample, name: `capture ${sample.name}` }));
}

function read(scraper: AnyScraper, folder: string): Sample[] {
  const list = path.join(folder, 'index.json');
  if (!existsSync(list)) return [];
  return z
    .array(Entry)
    .parse(JSON.parse(readFileSync(list, 'utf8')))
    .filter((entry) => (entry.scraper ?? scraper.name) === scraper.name && entry.skip === undefined)
    .map((entry) => {
      const request: PageRequest | null = entry.state ? { url: entry.url, state: entry.state } : null;
      const page: Page = {
        url: entry.url,
        status: entry.status ?? 200,
        headers: {},
        body: decodeBody(readFileSync(path.join(folder, entry.file)), undefined),
        fetchedAt: entry.fetchedAt ?? '2026-11-20T12:00:00Z',
        request,
      };
      const expectedFile = path.join(folder, entry.file.replace(/\.[a-z]+$/, '.expected.json'));
      const expected = existsSync(expectedFile) ? JSON.parse(readFileSync(expectedFile, 'utf8')) : [];
      return {
        name: entry.file,
        page,
        options: optionsOf(scraper, entry, folder),
        expect: entry.expect,
        expected,
        next: entry.next,
      };
    });
}

function optionsOf(scraper: AnyScraper, entry: z.infer<typeof Entry>, folder: string): Record<string, unknown> {
  if (typeof entry.options === 'string')
    return scraper.options.parse(JSON.parse(readFileSync(path.join(folder, entry.options), 'utf8')));
  if (entry.options) return scraper.options.parse(entry.options);
  return scraper.fromUrl(new URL(entry.url)) ?? scraper.example.options;
}
