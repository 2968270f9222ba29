import { readFile, stat } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { scrapers } from '../../../scrapers/index.ts';
import { decodeBody } from '../../collect/charset.ts';
import type { Page } from '../../collect/page.ts';
import type { AnyScraper } from '../../collect/scraper.ts';
import { sayIssues } from '../../domain/issues.ts';
import { BadInput, Blocked, LayoutChanged } from '../../errors.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { printJson } from '../output.ts';

export interface ParseArguments {
  readonly scraper: string;
  readonly file: string;
  readonly url?: string;
  readonly options?: string;
  readonly fetchedAt?: string;
}

/** `molva parse`: prints `{reviews, skipped, next, follow, total}`; `{error, message}` and 1 for walls and unknown pages. */
export async function parse(args: ParseArguments, context: CliContext): Promise<ExitCode> {
  const scraper = scraperNamed(args.scraper);
  const url = args.url ?? scraper.example.url;
  if (URL.parse(url) === null) throw new BadInput('--url', `got ${JSON.stringify(url)}, wanted an address`);
  const options = optionsFor(scraper, args, url);
  const bytes = args.file === '-' ? await buffer(context.stdin) : await readBytes(args.file);
  const page: Page = {
    url,
    status: 200,
    headers: {},
    body: decodeBody(bytes, undefined),
    fetchedAt:
      args.fetchedAt ??
      (args.file === '-' ? new Date(context.clock.now()) : (await stat(args.file)).mtime).toISOString(),
    request: null,
  };
  try {
    const { reviews, skipped = [], next = null, follow = [], total = null } = scraper.parse(page, options);
    printJson(context, { reviews, skipped, next, follow, total });
    return 0;
  } catch (error) {
    if (!(error instanceof Blocked) && !(error instanceof LayoutChanged)) throw error;
    printJson(context, {
      error: error.name,
      message: error.message,
      ...(error instanceof Blocked ? { kind: error.kind } : {}),
    });
    return 1;
  }
}

export function scraperNamed(name: string): AnyScraper {
  const scraper = scrapers.find((candidate) => candidate.name === name);
  if (scraper === undefined)
    throw new BadInput(
      'scraper',
      `no scraper is called ${JSON.stringify(name)}; there are ${scrapers.map((one) => one.name).join(', ')}`,
    );
  return scraper;
}

function optionsFor(scraper: AnyScraper, args: ParseArguments, url: string): Record<string, unknown> {
  if (args.options === undefined) return scraper.fromUrl(new URL(url)) ?? scraper.example.options;
  let json: unknown;
  try {
    json = JSON.parse(args.options);
  } catch (cause) {
    throw new BadInput('--options', `is not JSON: ${(cause as Error).message}`, { cause });
  }
  const parsed = scraper.options.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new BadInput('--options', sayIssues(parsed.error, 'options'));
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new BadInput('file', `${file} cannot be read (${(cause as NodeJS.ErrnoException).code})`, { cause });
  }
}
