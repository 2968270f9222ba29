import { accessSync, constants, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { BadConfig, MolvaError } from '../../errors.ts';
import type { App, CliContext, ExitCode } from '../context.ts';
import { print, printJson } from '../output.ts';

interface Finding {
  readonly what: string;
  readonly state: 'ok' | 'note' | 'bad';
  readonly says: string;
}

/** `molva doctor`: what a new or ailing installation needs to know. Exit code 1 when something is bad. */
export async function doctor(
  args: { readonly config?: string; readonly json?: boolean },
  context: CliContext,
): Promise<ExitCode> {
  const findings: Finding[] = [];
  const say = (what: string, state: Finding['state'], says: string): void => void findings.push({ what, state, says });
  const major = Number(process.versions.node.split('.')[0]);
  say(
    'Node',
    major >= 24 ? 'ok' : 'bad',
    major >= 24 ? process.versions.node : `${process.versions.node}; Molva needs 24, "npm ci" brings it`,
  );
  try {
    const { config, file } = context.loadConfig({ file: args.config });
    say('configuration', 'ok', file ?? 'no molva.yaml: the demo brand');
    const folder = path.resolve(context.cwd, config.data);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    say('data folder', 'ok', folder);
    const free = await portFree(config.web.host, config.web.port);
    say(
      'port',
      free ? 'ok' : 'note',
      free ? `${config.web.port} is free` : `${config.web.port} is in use: Molva may be running`,
    );
    const app = await context.openApp({
      config,
      clock: context.clock,
      version: context.version,
      role: 'beside',
      stop: context.stop,
      env: context.env,
      cwd: context.cwd,
    });
    try {
      await look(app, say);
    } finally {
      await app.close();
    }
  } catch (error) {
    if (error instanceof BadConfig) for (const problem of error.problems) say('configuration', 'bad', problem);
    else
      say(
        error instanceof MolvaError ? error.name : 'failure',
        'bad',
        error instanceof Error ? error.message : String(error),
      );
  }
  if (args.json) printJson(context, findings);
  else
    for (const { what, state, says } of findings)
      print(context, `${{ ok: 'ok  ', note: 'note', bad: 'BAD ' }[state]}  ${what}: ${says}`);
  return findings.some((finding) => finding.state === 'bad') ? 1 : 0;
}

async function look(app: App, say: (what: string, state: Finding['state'], says: string) => void): Promise<void> {
  const n = await app.store.count({ copies: 'all' });
  say('store', 'ok', `${n} texts, ${await app.store.pendingCount()} wait to be understood`);
  await lookAtQueue(app, say);
  const browser = await app.findBrowser();
  say(
    'browser',
    browser === null ? 'note' : 'ok',
    browser ?? 'none found; only sources that need one miss it: npx playwright install chromium',
  );
  sayMail(await app.digests.mail(), say);
  for (const target of await app.store.targets()) {
    const fine = ['ok', 'new', 'paused', 'quiet'].includes(target.health);
    say(
      `${target.scraper} ${target.id}`,
      fine ? 'ok' : 'bad',
      `${target.health}${target.healthNote === null ? '' : `: ${target.healthNote}`}`,
    );
  }
}

/** A queue that is away is one finding: the rest is looked at all the same. */
async function lookAtQueue(
  app: App,
  say: (what: string, state: Finding['state'], says: string) => void,
): Promise<void> {
  try {
    const queue = await app.sharedQueue();
    if (queue === null) return say('queue', 'ok', 'in the process that runs');
    say('queue', 'ok', `Redis: ${queue.waiting} jobs wait, ${queue.active} run`);
    for (const { id, name, subject, reason, since } of queue.parked)
      say('queue', 'bad', `${name} ${subject} is parked since ${since}: ${reason} Now: molva unpark ${id}`);
  } catch (error) {
    if (!(error instanceof MolvaError)) throw error;
    say('queue', 'bad', error.message);
  }
}

function sayMail(
  { setUp, trouble }: Awaited<ReturnType<App['digests']['mail']>>,
  say: (what: string, state: Finding['state'], says: string) => void,
): void {
  if (!setUp) say('mail', 'note', 'not set up, so no digest is sent: mail.url in molva.yaml');
  else if (trouble === null) say('mail', 'ok', 'could be sent now');
  else say('mail', 'bad', trouble);
}

function portFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ host, port }, () => probe.close(() => resolve(true)));
  });
}
