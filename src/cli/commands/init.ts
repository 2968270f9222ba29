import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { addressProblem } from '../../../config/check.ts';
import { scrapers } from '../../../scrapers/index.ts';
import { BadInput } from '../../errors.ts';
import { nameId } from '../../feedback/name-id.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { print } from '../output.ts';

export interface InitArguments {
  readonly brand: string;
  readonly addresses: readonly string[];
  readonly config?: string;
  readonly timeZone?: string;
  readonly languages?: string;
}

/** `molva init`: a first molva.yaml from a brand name and pasted addresses; with the name alone, where to look for such addresses. */
export async function init(args: InitArguments, context: CliContext): Promise<ExitCode> {
  const id = nameId(args.brand);
  if (id === '') throw new BadInput('brand', `got ${JSON.stringify(args.brand)}, wanted a name with letters or digits`);
  if (args.addresses.length === 0) {
    print(context, `Open these, find the pages about ${args.brand}, and paste their addresses:`);
    for (const scraper of scrapers) {
      const address = scraper.searchUrl?.(args.brand);
      if (address !== undefined) print(context, `  ${scraper.title.padEnd(16)} ${address}`);
    }
    print(context, `Then: molva init ${JSON.stringify(args.brand)} <address> <address> ...`);
    return 0;
  }
  const file = path.resolve(context.cwd, args.config ?? 'molva.yaml');
  if (existsSync(file)) throw new BadInput('--config', `${file} is there already; edit it, or name another file`);
  const targets = args.addresses.map((address, index) => {
    const problem = addressProblem(address);
    if (problem !== undefined) throw new BadInput(`address ${index + 1}`, problem);
    const url = new URL(address);
    const fitting = scrapers.filter((one) => one.fromUrl(url) !== undefined);
    const scraper = fitting.find((one) => one.hosts !== 'of-target') ?? fitting[0];
    if (scraper === undefined)
      throw new BadInput(`address ${index + 1}`, `no source reads ${address}; see "molva scrapers"`);
    const what = scraper.hosts === 'of-target' ? 'Marked-up reviews or a feed (the first visit tells)' : scraper.title;
    print(context, `  ${what}: ${url.href}`);
    return url.href;
  });
  const languages = (args.languages ?? 'ru').split(',').map((code) => code.trim());
  const yaml = stringify({
    brands: [
      {
        id,
        name: args.brand,
        spellings: [],
        exclude: [],
        timeZone: args.timeZone ?? 'Europe/Moscow',
        languages,
        targets,
      },
    ],
  });
  writeFileSync(file, `# Molva's settings. All of them, with their defaults: config/example.yaml\n${yaml}`, {
    flag: 'wx',
  });
  print(context, `Written to ${file}. Now: npm start`);
  return 0;
}
