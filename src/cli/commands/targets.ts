import { scrapers } from '../../../scrapers/index.ts';
import { BadInput } from '../../errors.ts';
import { brandIdOf, brandOf } from '../brand.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { type OpenArguments, withApp } from '../open.ts';
import { print, printJson, table } from '../output.ts';
import { scraperDocs } from '../scraper-docs.ts';

export interface TargetArguments extends OpenArguments {
  readonly json?: boolean;
  readonly brand?: string;
}

/** `molva targets`: what is read, when next, how it is. */
export async function listTargets(args: TargetArguments, context: CliContext): Promise<ExitCode> {
  return withApp<ExitCode>(args, context, 'beside', async (app) => {
    // What the file says counts at once, not only from the next start on.
    await app.syncConfig();
    const targets = await app.store.targets({ brand: await brandIdOf(app, args.brand) });
    if (args.json) printJson(context, targets);
    else if (targets.length === 0) print(context, 'No targets yet. Add one: molva targets add <address> --brand <id>');
    else {
      table(
        context,
        ['id', 'brand', 'source', 'state', 'next', 'address'],
        targets.map((target) => [
          target.id,
          target.brand,
          target.scraper,
          target.healthNote === null ? target.health : `${target.health}: ${target.healthNote}`,
          target.paused ? 'paused' : (target.nextRunAt ?? '-'),
          target.url,
        ]),
      );
    }
    return 0;
  });
}

/** `molva targets add <address>`: reads one page at once and says what it saw. */
export async function addTarget(
  args: TargetArguments & { url: string; schedule?: string; scraper?: string; title?: string },
  context: CliContext,
): Promise<ExitCode> {
  return withApp<ExitCode>(args, context, 'beside', async (app) => {
    await app.syncConfig();
    const { id: brand } = await brandOf(app, args.brand);
    const { target, probe } = await app.sources.add({
      url: args.url,
      brand,
      schedule: args.schedule,
      scraper: args.scraper,
      title: args.title,
    });
    if (args.json) printJson(context, { target, probe });
    else print(context, `${target.id}  ${target.scraper}  ${probe.message}`);
    return probe.state === 'readable' ? 0 : 1;
  });
}

/** `molva targets pause | resume | remove | run <id>`. `run` makes it due now: a running server visits it within a second. */
export async function changeTarget(
  args: TargetArguments & { id: string; change: 'pause' | 'resume' | 'remove' | 'run' },
  context: CliContext,
): Promise<ExitCode> {
  return withApp<ExitCode>(args, context, 'beside', async (app) => {
    const now = new Date(context.clock.now()).toISOString();
    const target = await app.store.target(args.id);
    if (target === null)
      throw new BadInput('id', `no target is called ${JSON.stringify(args.id)}; see "molva targets"`);
    if (args.change === 'remove') await app.store.removeTarget(args.id);
    else if (args.change === 'run') await app.store.updateTarget(args.id, { paused: false, nextRunAt: now }, now);
    else
      await app.store.updateTarget(
        args.id,
        { paused: args.change === 'pause', ...(args.change === 'resume' ? { nextRunAt: now } : {}) },
        now,
      );
    const said = { pause: 'paused', resume: 'resumed', remove: 'removed; its texts stay', run: 'due now' }[args.change];
    if (args.json) printJson(context, { id: args.id, done: args.change });
    else print(context, `${args.id} ${said}`);
    return 0;
  });
}

/** `molva scrapers`: every source that Molva can read. */
export function listScrapers(
  args: { readonly json?: boolean; readonly markdown?: boolean },
  context: CliContext,
): ExitCode {
  if (args.markdown) {
    context.stdout.write(scraperDocs(scrapers));
    return 0;
  }
  const rows = scrapers.map(({ name, title, kind, access, browser, hosts, pace, example }) => ({
    name,
    title,
    kind,
    access,
    browser: browser !== false,
    hosts,
    perMinute: pace.perMinute,
    example: example.url,
  }));
  if (args.json) printJson(context, rows);
  else
    table(
      context,
      ['name', 'title', 'kind', 'access', 'a minute', 'example'],
      rows.map((row) => [row.name, row.title, row.kind, row.access, String(row.perMinute), row.example]),
    );
  return 0;
}
