import type { App, AppOptions } from './cli/context.ts';

/** Composition root: the one file that knows all implementations. */
export async function openApp(_options: AppOptions): Promise<App> {
  throw new Error('being built');
}
