import type { z } from 'zod';
import { BadInput } from '../../errors.ts';
import { type LabelledText, readRow, SentimentRow } from '../../understand/evaluate/rows.ts';
import { SentimentTally } from '../../understand/evaluate/tally.ts';
import { ThemeRow, ThemeTally } from '../../understand/evaluate/themes.ts';
import { loadModels, type Models } from '../../understand/index.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { printSentiment, printThemes } from '../eval-report.ts';
import { plain, printJson } from '../output.ts';
import { type Walked, walkRows } from '../rows.ts';

export interface EvalArguments {
  readonly file: string;
  readonly labels?: string;
  readonly json?: boolean;
}

/** Takes every labelled text of a file; says where none is. */
async function walk<T extends LabelledText>(
  file: string,
  schema: z.ZodType<T>,
  take: (row: T) => void,
  context: CliContext,
): Promise<Walked> {
  const walked = await walkRows(file, { schema }, take, context);
  if (walked.rows === 0) context.stderr.write(`molva: ${plain(file)}: no labelled text\n`);
  return walked;
}

function codeOf({ rows, badLines }: Walked): ExitCode {
  return rows === 0 || badLines > 0 ? 1 : 0;
}

function labelsOf(labels: string | undefined): 3 | 4 {
  if (labels === undefined || labels === '4') return 4;
  if (labels === '3') return 3;
  throw new BadInput('--labels', `got ${JSON.stringify(labels)}, wanted 3 or 4`);
}

/** `molva eval sentiment <file>`: how well labelled texts are read. 1 where a line could not be read or none was there. */
export async function evalSentiment(args: EvalArguments, context: CliContext): Promise<ExitCode> {
  const tally = new SentimentTally(labelsOf(args.labels));
  const models = await loadModels();
  const take = (row: SentimentRow) => tally.add(row.label, readRow(row, models).sentiment);
  const walked = await walk(args.file, SentimentRow, take, context);
  report(args, walked, models, tally.figures(), context, printSentiment);
  return codeOf(walked);
}

/** `molva eval themes <file>`: how well themes and their signs are found. Exit codes as above. */
export async function evalThemes(args: EvalArguments, context: CliContext): Promise<ExitCode> {
  const tally = new ThemeTally();
  const models = await loadModels();
  const walked = await walk(args.file, ThemeRow, (row) => tally.add(row, readRow(row, models).themes), context);
  report(args, walked, models, tally.figures(), context, printThemes);
  return codeOf(walked);
}

function report<F>(
  args: EvalArguments,
  { badLines, bad }: Walked,
  models: Models,
  figures: F,
  context: CliContext,
  print: (figures: F, context: CliContext) => void,
): void {
  if (args.json) printJson(context, { file: args.file, modelVersion: models.version, badLines, bad, ...figures });
  else print(figures, context);
}
