import type { Unusual } from '../../domain/unusual.ts';
import { BadInput } from '../../errors.ts';
import { MOST_REVIEWS } from '../../understand/duplicates/index.ts';
import { UnusualRow, unusualFigures } from '../../understand/evaluate/unusual.ts';
import { loadModels } from '../../understand/index.ts';
import { type FileReview, toReview, UnusualLine } from '../../understand/unusual/line.ts';
import { FileWeigher, weighFile } from '../../understand/unusual/weigh-file.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { three } from '../eval-report.ts';
import { plain, print, printJson, table } from '../output.ts';
import { walkRows, writeOut } from '../rows.ts';
import { Spool } from '../spool.ts';

export interface UnusualArguments {
  readonly file: string;
  readonly json?: boolean;
}

/** Lines written in one piece. */
const CHUNK = 500;

const keyOf = (at: number): string => String(at).padStart(9, '0');

/**
 * `molva unusual [file]`: JSONL in, `{id, score, level, reasons}` out in the same order, after all of it was read. 1 where a line could not
 * be read. Texts and answers wait on disk, in the system's folder for temporary files: about as much as the file, unzipped.
 */
export async function unusual({ file }: UnusualArguments, context: CliContext): Promise<ExitCode> {
  const ids: (string | number)[] = [];
  const reviews = new Spool<FileReview>();
  let answers: Spool<Unusual> | null = null;
  try {
    const take = (line: UnusualLine): void => {
      if (ids.length === MOST_REVIEWS) throw new BadInput('file', `${file} has more than ${MOST_REVIEWS} reviews`);
      reviews.put(toReview(line, keyOf(ids.length)));
      ids.push(line.id);
    };
    const { badLines } = await walkRows(file, { schema: UnusualLine }, take, context);
    if (context.stop.aborted) return badLines > 0 ? 1 : 0;
    const told = new Spool<Unusual>();
    answers = told;
    const weigher = new FileWeigher(reviews);
    weigher.findFamilies();
    weigher.weigh(await loadModels(), (at, one) => told.put(one, at));
    for (let from = 0; from < ids.length && !context.stop.aborted; from += CHUNK) {
      const lines = ids.slice(from, from + CHUNK).map((id, i) => {
        const { score, level, reasons } = told.at(from + i);
        const linked = reasons.map((reason) => ({ ...reason, linked: reason.linked.map((key) => ids[Number(key)]) }));
        return `${JSON.stringify({ id, score, level, reasons: linked })}\n`;
      });
      await writeOut(lines.join(''), context);
    }
    return badLines > 0 ? 1 : 0;
  } finally {
    reviews.close();
    answers?.close();
  }
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
