import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { renderDemoReport } from '../../demo/report-text.ts';
import type { App, CliContext, ExitCode } from '../context.ts';
import type { OpenArguments } from '../open.ts';
import { print, printJson } from '../output.ts';
import { progress } from '../progress.ts';

/**
 * `molva demo --report`: what was found of the planted truth. Reads the demo that `molva start` collected; where there is none,
 * collects it in a temporary folder first. Exit code 1 when a planted review was lost or one was claimed that nobody planted.
 */
export async function demo(args: OpenArguments & { json?: boolean }, context: CliContext): Promise<ExitCode> {
  const { config } = context.loadConfig({ file: args.config });
  const common = {
    clock: context.clock,
    version: context.version,
    stop: context.stop,
    env: context.env,
    cwd: context.cwd,
  };
  const app = await context.openApp({ ...common, config, role: 'beside' });
  try {
    if (await app.hasDemoData()) return await report(app, args, context);
  } finally {
    await app.close();
  }
  // In a file of its own, whatever store the configuration names.
  const defaults = context.defaultConfig();
  const folder = await mkdtemp(path.join(tmpdir(), 'molva-demo-'));
  try {
    const own = await context.openApp({
      ...common,
      config: { ...defaults, collect: config.collect, compute: config.compute, data: folder, log: { level: 'warn' } },
      role: 'loop',
      demo: true,
    });
    try {
      await own.syncConfig();
      const bar = progress(context, 'collecting the demo', 2);
      await own.playDemo((done, total) => bar.update(done, total)).finally(() => bar.stop());
      return await report(own, args, context);
    } finally {
      await own.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function report(app: App, args: { json?: boolean }, context: CliContext): Promise<ExitCode> {
  const found = await app.demoReport();
  if (args.json) printJson(context, found);
  else print(context, renderDemoReport(found));
  return found.unexpected === 0 && found.sites.every((site) => site.found === site.planted) ? 0 : 1;
}
