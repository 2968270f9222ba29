import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Brand } from '../../domain/brand.ts';
import { METRIC_SCALES, MetricKind } from '../../domain/metric.ts';
import { SurveyMapping } from '../../domain/survey.ts';
import { BadInput } from '../../errors.ts';
import { brandNamed } from '../../feedback/brand-named.ts';
import { newBrand } from '../../feedback/import-reviews.ts';
import {
  commitSurvey,
  type OpenSurvey,
  openSurvey,
  previewSurvey,
  type SurveyFile,
} from '../../feedback/import-survey.ts';
import { nameId } from '../../feedback/name-id.ts';
import { brandOf as onlyBrandOf } from '../brand.ts';
import type { App, CliContext, ExitCode } from '../context.ts';
import { plain, print, printJson, table } from '../output.ts';
import { progress } from '../progress.ts';

export interface SurveyArguments {
  readonly files: readonly string[];
  readonly brand?: string;
  readonly source?: string;
  readonly survey?: string;
  readonly metric?: string;
  readonly question?: string;
  readonly touchpoint?: string;
  readonly timeZone?: string;
  readonly dateOrder?: string;
  readonly mapping?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** Problems printed in full; all are counted. */
const SHOWN_PROBLEMS = 20;

/** `molva import --channel survey`: shows how the columns are read, then stores the answers (or, with `--dry-run`, nothing). */
export async function importSurveys(args: SurveyArguments, app: App, context: CliContext): Promise<ExitCode> {
  const brand = await brandOf(args, app, context);
  const told = await mappingOf(args, context);
  let code: ExitCode = 0;
  for (const name of args.files) {
    const bar = progress(context, args.dryRun ? 'checking' : 'importing', 1);
    const file: SurveyFile = {
      bytes: await bytesOf(path.resolve(context.cwd, name)),
      fileName: path.basename(name),
      brand,
      secret: app.secret,
      now: () => new Date(context.clock.now()).toISOString(),
      mapping: told,
      signal: context.stop,
    };
    try {
      const guessed = await openSurvey(file);
      const mapping = withMetric(guessed.mapping, args);
      const opened = { ...guessed, mapping };
      const chosen = { ...file, onProgress: (rows: number, total: number) => bar.update(rows, total) };
      const done = args.dryRun
        ? await previewSurvey(chosen, opened)
        : await commitSurvey({ ...chosen, store: app.store, keepNames: app.config.privacy.keepAuthorNames }, opened);
      bar.stop();
      if (args.json) printJson(context, 'added' in done ? { file: name, mapping, ...done } : { file: name, ...done });
      else {
        describe(context, name, opened);
        const counts =
          'added' in done ? `${done.added} new, ${done.changed} changed, ${done.same} known already, ` : '';
        print(
          context,
          `${name}: ${'added' in done ? done.rows : done.total} rows, ${counts}${done.problemCount} problems`,
        );
        for (const { line, problem } of done.problems.slice(0, SHOWN_PROBLEMS))
          context.stderr.write(`  row ${line}: ${plain(problem)}\n`);
        if (done.problemCount > SHOWN_PROBLEMS)
          context.stderr.write(`  and ${done.problemCount - SHOWN_PROBLEMS} more\n`);
      }
      if (done.problemCount > 0) code = 1;
      if (context.stop.aborted) break;
    } finally {
      bar.stop();
    }
  }
  return code;
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new BadInput('file', `${file} cannot be read (${(cause as NodeJS.ErrnoException).code})`, { cause });
  }
}

/** The brand that is named, made where it is new; without a name the only one there is. */
async function brandOf(args: SurveyArguments, app: App, context: CliContext): Promise<Brand> {
  if (args.brand === undefined) return onlyBrandOf(app, undefined);
  const id = nameId(args.brand);
  if (id === '') throw new BadInput('--brand', 'wanted a name with letters or digits');
  const found = brandNamed(await app.store.brands(), args.brand);
  if (found !== undefined) return found;
  const made = newBrand(id, args.brand);
  if (!args.dryRun) await app.store.saveBrand(made, new Date(context.clock.now()).toISOString());
  return made;
}

async function mappingOf(args: SurveyArguments, context: CliContext): Promise<Partial<SurveyMapping>> {
  const flags = {
    ...((args.survey ?? args.source) ? { survey: args.survey ?? args.source } : {}),
    ...(args.touchpoint === undefined ? {} : { touchpoint: args.touchpoint }),
    ...(args.timeZone === undefined ? {} : { timeZone: args.timeZone }),
    ...(args.dateOrder === undefined ? {} : { dateOrder: args.dateOrder }),
  };
  const text =
    args.mapping === undefined
      ? '{}'
      : new TextDecoder().decode(await bytesOf(path.resolve(context.cwd, args.mapping)));
  let fromFile: unknown;
  try {
    fromFile = JSON.parse(text);
  } catch (cause) {
    throw new BadInput('--mapping', `is not JSON (${(cause as Error).message.slice(0, 80)})`, { cause });
  }
  const parsed = SurveyMapping.partial().safeParse({ ...(fromFile as object), ...flags });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new BadInput(`mapping.${issue.path.join('.')}`, issue.message);
}

/** `--metric` and `--question` are about the first score column. */
function withMetric(mapping: SurveyMapping, args: SurveyArguments): SurveyMapping {
  const kind = MetricKind.optional().safeParse(args.metric);
  if (!kind.success)
    throw new BadInput(
      '--metric',
      `got ${JSON.stringify(args.metric)}, wanted one of ${MetricKind.options.join(', ')}`,
    );
  if (kind.data === undefined && args.question === undefined) return mapping;
  const { metric } = mapping;
  if (metric === null)
    throw new BadInput(
      kind.data === undefined ? '--question' : '--metric',
      'no column holds a score; name it with --mapping',
    );
  const scale =
    kind.data === undefined || kind.data === metric.kind ? {} : { kind: kind.data, ...METRIC_SCALES[kind.data] };
  return { ...mapping, metric: { ...metric, ...scale, question: args.question ?? metric.question } };
}

function describe(context: CliContext, name: string, { table: { encoding, delimiter }, mapping }: OpenSurvey): void {
  const sign = delimiter === null ? 'JSON' : delimiter === '\t' ? 'tab' : delimiter;
  print(context, `${name}: ${encoding}, ${sign}; survey "${plain(mapping.survey)}", times in ${mapping.timeZone}`);
  const first = mapping.metric === null ? [] : [{ column: mapping.columns['score'] ?? '', ...mapping.metric }];
  const scores = [...first, ...(mapping.moreScores ?? [])].map((one) => [
    `${one.kind} ${one.min}-${one.max}${one.direction === 'down' ? ' down' : ''}${one.prompt === 'neutral' ? '' : `, ${one.prompt}`}`,
    one.column,
  ]);
  const others = Object.entries(mapping.columns).filter(([field, column]) => field !== 'score' && column !== '');
  const more = (mapping.moreComments ?? []).map((column) => ['comment', column]);
  table(context, ['read as', 'column'], [...others.map(([field, column]) => [field, column]), ...scores, ...more]);
}
