import { LANES } from '../../queue/queue.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { print } from '../output.ts';

export interface StartArguments {
  readonly config?: string;
  readonly data?: string;
  readonly port?: string;
  readonly host?: string;
}

const EVERYTHING = { page: true, schedule: true, lanes: LANES, healthPort: null };

/** `molva start`: everything in one process until SIGTERM. Without a configuration it shows the demo brand. */
export async function start(args: StartArguments, context: CliContext): Promise<ExitCode> {
  const flags = Object.fromEntries(
    Object.entries({ data: args.data, 'web.port': args.port, 'web.host': args.host }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
  const loaded = context.loadConfig({ file: args.config, flags });
  const { file } = loaded;
  // Without a file somebody is looking at the demo: what it says at "info" is for operators.
  const quiet = file === null && loaded.config.log.level === 'info';
  const config = quiet ? { ...loaded.config, log: { level: 'warn' as const } } : loaded.config;
  const app = await context.openApp({
    config,
    clock: context.clock,
    version: context.version,
    role: 'loop',
    stop: context.stop,
    env: context.env,
    cwd: context.cwd,
    demo: config.brands.length === 0 ? 'if-empty' : false,
  });
  try {
    await app.syncConfig();
    const { url } = await app.serve(EVERYTHING);
    if (url === null) throw new Error('The page has no address');
    const link = await app.signInLink('owner', 'admin', url);
    print(context, `Molva ${context.version} listens on ${url}`);
    if (app.demo)
      print(
        context,
        file === null
          ? 'No molva.yaml here: this is the demo brand, made-up data.'
          : `${file} names no brand: this is the demo brand, made-up data.`,
      );
    else if (await app.hasDemoData())
      print(context, 'The made-up demo data is still in the database; "molva forget --demo" removes it.');
    print(context, `Sign in once with: ${link}`);
    await new Promise<void>((resolve) => {
      if (context.stop.aborted) resolve();
      else context.stop.addEventListener('abort', () => resolve(), { once: true });
    });
    return 0;
  } finally {
    await app.close();
  }
}
