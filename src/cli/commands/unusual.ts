import { UnusualRow, unusualFigures } from '../../understand/evaluate/unusual.ts';
import { loadModels } from '../../understand/index.ts';
import { type FileReview, toReview, UnusualLine } from '../../understand/unusual/line.ts';
import { weighFile } from '../../understand/unusual/weigh-file.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { three } from '../eval-report.ts';
import { plain, print, printJson, table } from '../output.ts';
import { walkRows, writeOut } from '../rows.ts';

export interface UnusualArguments {
  readonly file: string;
  readonly json?: boolean;
}

/** Lines written in one piece. */
const CHUNK = 500;

const keyOf = (at: number): string => String(at).padStart(9, '0');

/** `molva unusual [file]`: JSONL in, `{id, score, level, reasons}` out in the same order. 1 where a line could not be read. */
export async function unusual({ file }: UnusualArguments, context: CliContext): Promise<ExitCode> {
  const ids: (string | number)[] = [];
  const reviews: FileReview[] = [];
  const take = (line: UnusualLine): void => {
    reviews.push(toReview(line, keyOf(ids.length)));
    ids.push(line.id);
  };
  const { badLines } = await walkRows(file, { schema: UnusualLine }, take, context);
  const results = weighFile(reviews, await loadModels());
  for (let from = 0; from < ids.length && !context.stop.aborted; from += CHUNK) {
    const lines = ids.slice(from, from + CHUNK).map((id, i) => {
      const { score, level, reasons } = results.get(keyOf(from + i))!;
      const told = reasons.map((reason) => ({ ...reason, linked: reason.linked.map((key) => ids[Number(key)]) }));
      return `${JSON.stringify({ id, score, level, reasons: told })}\n`;
    });
    await writeOut(lines.join(''), context);
  }
  return badLines > 0 ? 1 : 0;
}

/** `molva eval unusual <file>`: how well paid reviews are told from honest ones. 1 where a line could not be read or none was there. */
export async function evalUnusual(args: UnusualArguments, context: CliContext): Promise<ExitCode> {
  const rows: UnusualRow[] = [];
  const { badLines } = await walkRows(args.file, { schema: UnusualRow }, (row) => void rows.push(row), context);
  if (rows.length === 0) {
    context.stderr.write(`molva: ${plain(args.file)}: no labelled review\n`);
    return 1;
  }
  const results = weighFile(
    rows.map((row, at) => toReview(row, keyOf(at))),
    await loadModels(),
  );
  const figures = unusualFigures(rows.map((row, at) => ({ row, unusual: results.get(keyOf(at))! })));
  if (args.json) printJson(context, { file: args.file, badLines, ...figures });
  else {
    print(context, `reviews        ${figures.paid} paid, ${figures.genuine} honest, ${figures.unscored} not scored`);
    print(context, `AUC            ${three(figures.auc)}`);
    print(context, `AP             ${three(figures.averagePrecision)}`);
    print(
      context,
      `recall         ${three(figures.recallAt1)} at 1 % of the honest, ${three(figures.recallAt5)} at 5 %`,
    );
    print(context, `Brier          ${three(figures.brier)} mean squared distance of the score from the truth\n`);
    table(
      context,
      ['tactic', 'paid', 'reviews', 'at 1 %', 'at 5 %', 'worth a look', 'likely paid', 'rewarded'],
      figures.tactics.map(({ tactic, paid, n, above1, above5, levels }) => [
        plain(tactic),
        paid ? 'yes' : 'no',
        String(n),
        three(above1),
        three(above5),
        three(levels['worth-a-look']),
        three(levels['likely-paid']),
        three(levels.rewarded),
      ]),
    );
  }
  return badLines > 0 ? 1 : 0;
}
