import type { Duplicate } from '../../domain/duplicate.ts';
import { BadInput } from '../../errors.ts';
import { DuplicateSearch, MOST_REVIEWS } from '../../understand/duplicates/index.ts';
import { DupLine, toInput } from '../../understand/duplicates/line.ts';
import { DupRow, dupFigures, type PairFigures } from '../../understand/evaluate/duplicates.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { three } from '../eval-report.ts';
import { plain, print, printJson, table } from '../output.ts';
import { walkRows, writeOut } from '../rows.ts';

export interface DedupeArguments {
  readonly file: string;
  readonly json?: boolean;
}

/** Lines written in one piece. */
const CHUNK = 1000;

const idOf = ({ id }: DupLine): string => String(id);

/**
 * `molva dedupe [file]`: JSONL in, `{id, cluster, near, role, similarity}` out in the same order. Texts are not held in memory. 1 where a
 * line could not be read.
 */
export async function dedupe({ file }: DedupeArguments, context: CliContext): Promise<ExitCode> {
  const search = new DuplicateSearch();
  const ids: (string | number)[] = [];
  const take = (line: DupLine): void => {
    if (ids.length === MOST_REVIEWS) throw new BadInput('file', `${file} has more than ${MOST_REVIEWS} reviews`);
    search.add(toInput(line));
    ids.push(line.id);
  };
  const { badLines } = await walkRows(file, { schema: DupLine, idOf }, take, context);
  const places = new Map<string, Duplicate>();
  if (!context.stop.aborted) search.place((key, place) => places.set(key, place));
  for (let from = 0; from < ids.length && !context.stop.aborted; from += CHUNK) {
    const lines = ids.slice(from, from + CHUNK).map((id) => {
      const { cluster, family, role, similarity } = places.get(String(id))!;
      return `${JSON.stringify({ id, cluster, near: family, role, similarity: Math.round(similarity * 1e4) / 1e4 })}\n`;
    });
    await writeOut(lines.join(''), context);
  }
  return badLines > 0 ? 1 : 0;
}

function printPairs(name: string, { pairs, precision, recall, f1 }: PairFigures, context: CliContext): void {
  print(context, `${name}  F1 ${three(f1)}  precision ${three(precision)}  recall ${three(recall)}  of ${pairs} pairs`);
}

/** `molva eval dedupe <file>`: how well copies are found. 1 where a line could not be read or none was there. */
export async function evalDedupe(args: DedupeArguments, context: CliContext): Promise<ExitCode> {
  const search = new DuplicateSearch();
  const rows: DupRow[] = [];
  const take = (row: DupRow): void => {
    search.add(toInput(row));
    rows.push({ ...row, text: '' });
  };
  const { badLines } = await walkRows(args.file, { schema: DupRow, idOf }, take, context);
  if (rows.length === 0) {
    context.stderr.write(`molva: ${plain(args.file)}: no labelled review\n`);
    return 1;
  }
  const places = new Map<string, Duplicate>();
  search.place((key, place) => places.set(key, place));
  const figures = dupFigures(rows.map((row) => ({ row, place: places.get(String(row.id))! })));
  if (args.json) printJson(context, { file: args.file, badLines, ...figures });
  else {
    print(context, `reviews  ${figures.n}`);
    printPairs('dup    ', figures.dup, context);
    printPairs('near   ', figures.near, context);
    print(context, '');
    table(
      context,
      ['edit', 'reviews', 'merged', 'linked', 'merged wrongly', 'linked wrongly'],
      figures.edits.map(({ edit, n, merged, linked, mergedWrongly, linkedWrongly }) => [
        plain(edit),
        String(n),
        ...[merged, linked, mergedWrongly, linkedWrongly].map(three),
      ]),
    );
  }
  return badLines > 0 ? 1 : 0;
}
