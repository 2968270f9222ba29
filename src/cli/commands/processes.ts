import { BadConfig, BadInput } from '../../errors.ts';
import { LANES, type Lane } from '../../queue/queue.ts';
import type { CliContext, ExitCode, Parts } from '../context.ts';
import { print } from '../output.ts';

export interface ProcessArguments {
  readonly config?: string;
  readonly data?: string;
  readonly port?: string;
  readonly host?: string;
}

export interface WorkerArguments extends ProcessArguments {
  readonly jobs?: string;
  readonly concurrency?: string;
}

/** `molva serve`: the page and the API alone. */
export function serve(args: ProcessArguments, context: CliContext): Promise<ExitCode> {
  const { port, ...rest } = args;
  return runProcess('serve', rest, context, {
    flags: port === undefined ? {} : { 'web.port': port },
    parts: { page: true, schedule: false, lanes: [], healthPort: null },
    // Its own jobs are small: what a search means, a preview of a mail.
    compute: 1,
  });
}

/** `molva worker`: takes jobs from the queue. */
export function worker(args: WorkerArguments, context: CliContext): Promise<ExitCode> {
  const lanes = lanesOf(args.jobs);
  return runProcess('worker', args, context, {
    flags: args.concurrency === undefined ? {} : { 'collect.concurrency': args.concurrency },
    parts: { page: false, schedule: false, lanes, healthPort: portOf(args.port) },
    compute: null,
  });
}

/** `molva scheduler`: says what is due. Of several one leads, the others stand by. */
export function scheduler(args: ProcessArguments, context: CliContext): Promise<ExitCode> {
  return runProcess('scheduler', args, context, {
    flags: {},
    parts: { page: false, schedule: true, lanes: [], healthPort: portOf(args.port) },
    compute: 1,
  });
}

interface Process {
  readonly flags: Readonly<Record<string, string>>;
  readonly parts: Parts;
  /** Threads that read texts; null: as configured. */
  readonly compute: number | null;
}

async function runProcess(
  name: string,
  args: ProcessArguments,
  context: CliContext,
  { flags, parts, compute }: Process,
): Promise<ExitCode> {
  const given = { data: args.data, 'web.host': args.host, ...flags };
  const { config: loaded } = context.loadConfig({
    file: args.config,
    flags: Object.fromEntries(Object.entries(given).filter((one): one is [string, string] => one[1] !== undefined)),
  });
  if (loaded.store.mongo.url === null || loaded.queue.redis.url === null)
    throw new BadConfig([
      `molva ${name}: several processes need a store and a queue that they share: set store.mongo.url and queue.redis.url (config/scale.yaml shows how). With the file in the data folder one process does everything: molva start`,
    ]);
  const config = compute === null ? loaded : { ...loaded, compute: { ...loaded.compute, workers: compute } };
  const app = await context.openApp({
    config,
    clock: context.clock,
    version: context.version,
    role: 'loop',
    stop: context.stop,
    env: context.env,
    cwd: context.cwd,
  });
  try {
    // Who says what is due also says which targets there are.
    if (parts.schedule) await app.syncConfig();
    const { url } = await app.serve(parts);
    const does = parts.lanes.length > 0 ? `: ${parts.lanes.join(', ')}` : '';
    print(context, `Molva ${context.version} ${name}${does}${url === null ? '' : ` listens on ${url}`}`);
    if (parts.page) {
      if (url !== null) print(context, `Sign in once with: ${await app.signInLink('owner', 'admin', url)}`);
    }
    await new Promise<void>((resolve) => {
      if (context.stop.aborted) resolve();
      else context.stop.addEventListener('abort', () => resolve(), { once: true });
    });
    return 0;
  } finally {
    await app.close();
  }
}

/** Throws `BadInput` for a job that is none. */
function lanesOf(jobs: string | undefined): readonly Lane[] {
  if (jobs === undefined) return LANES;
  const wanted = jobs.split(',').map((job) => job.trim());
  const unknown = wanted.find((job) => !LANES.some((lane) => lane === job));
  if (unknown !== undefined)
    throw new BadInput('--jobs', `got ${JSON.stringify(unknown)}, wanted some of ${LANES.join(',')}`);
  return LANES.filter((lane) => wanted.includes(lane));
}

function portOf(port: string | undefined): number | null {
  if (port === undefined) return null;
  const number = Number(port);
  if (!Number.isInteger(number) || number < 0 || number > 65_535)
    throw new BadInput('--port', `got ${JSON.stringify(port)}, wanted a number from 0 (any free port) to 65535`);
  return number;
}
