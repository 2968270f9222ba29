import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { decodeBody } from '../../collect/charset.ts';
import { Channel } from '../../domain/item.ts';
import { BadInput } from '../../errors.ts';
import { importReviews } from '../../feedback/import-reviews.ts';
import type { SavedPage } from '../../jobs/sources.ts';
import type { App, CliContext, ExitCode } from '../context.ts';
import { type OpenArguments, withApp } from '../open.ts';
import { print, printJson } from '../output.ts';
import { progress } from '../progress.ts';
import { importSurveys, type SurveyArguments } from './import-survey.ts';

export interface ImportArguments extends OpenArguments, SurveyArguments {
  readonly channel?: string;
  readonly pages?: boolean;
  readonly target?: string;
}

/** `molva import`: reviews somebody already has (CSV, JSONL), survey answers (`--channel survey`), or pages saved from a browser (`--pages --target`). */
export async function importFiles(args: ImportArguments, context: CliContext): Promise<ExitCode> {
  const channel = Channel.optional().safeParse(args.channel);
  if (!channel.success)
    throw new BadInput('--channel', `got ${JSON.stringify(args.channel)}, wanted one of ${Channel.options.join(', ')}`);
  return withApp<ExitCode>(args, context, 'beside', async (app) => {
    if (args.pages) return pages(args, app, context);
    if (channel.data !== 'survey') return rows({ ...args, channel: channel.data }, app, context);
    const code = await importSurveys(args, app, context);
    return finish(code, args, app, context);
  });
}

async function rows(args: ImportArguments & { channel?: Channel }, app: App, context: CliContext): Promise<ExitCode> {
  let code: ExitCode = 0;
  for (const name of args.files) {
    const file = path.resolve(context.cwd, name);
    const bar = progress(context, 'importing', 1);
    const report = await importReviews({
      file,
      brand: args.brand,
      source: args.source,
      channel: args.channel,
      store: app.store,
      secret: app.secret,
      keepNames: app.config.privacy.keepAuthorNames,
      now: () => new Date(context.clock.now()).toISOString(),
      onProgress: (done) => bar.update(done, done),
      signal: context.stop,
    }).finally(() => bar.stop());
    if (args.json) printJson(context, { file, ...report });
    else {
      print(
        context,
        `${name}: ${report.rows} rows, ${report.added} new, ${report.changed} changed, ${report.same} known already, ${report.problemCount} not read`,
      );
      for (const { line, problem } of report.problems.slice(0, 20))
        context.stderr.write(`  line ${line}: ${problem}\n`);
      if (report.problemCount > 20) context.stderr.write(`  and ${report.problemCount - 20} more\n`);
    }
    if (report.problemCount > 0) code = 1;
    if (context.stop.aborted) break;
  }
  return finish(code, args, app, context);
}

/** What was stored is understood, unless somebody wanted an end. */
async function finish(code: ExitCode, args: ImportArguments, app: App, context: CliContext): Promise<ExitCode> {
  if (!args.dryRun) await understand(app, context);
  if (!context.stop.aborted) return code;
  context.stderr.write(
    'molva: stopped before the end. The same command goes on: what is stored already changes nothing.\n',
  );
  return 1;
}

async function understand(app: App, context: CliContext): Promise<void> {
  const waiting = await app.store.pendingCount();
  const bar = progress(context, 'understanding', waiting);
  await app.understandAll((left) => bar.update(Math.max(0, waiting - left)));
  bar.stop();
}

async function pages(args: ImportArguments, app: App, context: CliContext): Promise<ExitCode> {
  if (args.target === undefined)
    throw new BadInput('--target', 'say which target the saved pages belong to; see "molva targets"');
  const saved: SavedPage[] = await Promise.all(
    args.files.map(async (name) => {
      try {
        return { fileName: name, body: decodeBody(await readFile(path.resolve(context.cwd, name)), undefined) };
      } catch (cause) {
        throw new BadInput('file', `${name} cannot be read (${(cause as NodeJS.ErrnoException).code})`, { cause });
      }
    }),
  );
  const run = await app.sources.importPages(args.target, saved);
  await app.understandAll();
  if (args.json) printJson(context, run);
  else
    print(
      context,
      `${run.pages} pages read by hand: ${run.new} new, ${run.changed} changed${run.error === null ? '' : `; ${run.error.message}`}`,
    );
  return run.outcome === 'ok' || run.outcome === 'empty' ? 0 : 1;
}
