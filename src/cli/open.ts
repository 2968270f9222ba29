import type { App, AppOptions, CliContext } from './context.ts';

export interface OpenArguments {
  readonly config?: string;
  readonly data?: string;
}

/** Reads the configuration and opens the product for one command; it is closed whatever happens. */
export async function withApp<T>(
  args: OpenArguments,
  context: CliContext,
  role: AppOptions['role'],
  work: (app: App) => Promise<T>,
): Promise<T> {
  const { config } = context.loadConfig({
    file: args.config,
    flags: args.data === undefined ? {} : { data: args.data },
  });
  const app = await context.openApp({
    config,
    clock: context.clock,
    version: context.version,
    role,
    stop: context.stop,
    env: context.env,
    cwd: context.cwd,
  });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
