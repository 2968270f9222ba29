import type { ClassFigures } from '../understand/evaluate/classes.ts';
import type { Part, SentimentFigures } from '../understand/evaluate/tally.ts';
import type { ThemeFigures } from '../understand/evaluate/themes.ts';
import type { CliContext } from './context.ts';
import { plain, print, table } from './output.ts';

/** A share with three digits; a dash where nothing was counted. */
export function three(value: number | null): string {
  return value === null ? '-' : value.toFixed(3);
}

export function classRows(classes: readonly ClassFigures[]): string[][] {
  return classes.map(({ name, n, said, precision, recall, f1 }) => [
    name,
    String(n),
    String(said),
    three(precision),
    three(recall),
    three(f1),
  ]);
}

function part({ n, accuracy }: Part): string {
  return `${three(accuracy)} of ${n}`;
}

export function printSentiment(figures: SentimentFigures, context: CliContext): void {
  const { classes, confusion, bins } = figures;
  print(context, `texts          ${figures.n}`);
  if (figures.leftOut > 0)
    print(context, `left out       ${figures.leftOut} labelled mixed: three labels have no place for them`);
  print(context, `accuracy       ${three(figures.accuracy)}`);
  print(context, `macro-F1       ${three(figures.macroF1)}`);
  print(context, `polarity       ${part(figures.polarity)} (sign of the score, of texts that are good or bad)`);
  print(
    context,
    `unsure         ${three(figures.unsureShare)} of the answers; right when sure ${part(figures.sure)}, when unsure ${part(figures.unsure)}`,
  );
  print(context, `calibration    ${three(figures.expectedCalibrationError)} expected error of the confidence\n`);
  table(context, ['label', 'texts', 'said', 'precision', 'recall', 'F1'], classRows(classes));
  print(context, '');
  const columns = [...classes.map(({ name }) => name), 'none'];
  table(
    context,
    ['label \\ said', ...columns],
    classes.map(({ name }, i) => [name, ...confusion[i]!.map(String)]),
  );
  print(context, '');
  table(
    context,
    ['confidence', 'answers', 'right'],
    bins.filter(({ n }) => n > 0).map(({ from, to, n, right }) => [`${from} to ${to}`, String(n), three(right / n)]),
  );
  if (figures.labels === 4 && classes.every(({ name, n }) => (name === 'mixed') === (n === 0)))
    print(context, '\nNo text is labelled mixed: --labels 3 counts mixed answers by the sign of their score.');
}

export function printThemes(figures: ThemeFigures, context: CliContext): void {
  const { micro, withSign, classes, leftOut } = figures;
  print(context, `texts          ${figures.texts}`);
  print(
    context,
    `micro-F1       ${three(micro.f1)} (precision ${three(micro.precision)}, recall ${three(micro.recall)})`,
  );
  print(context, `macro-F1       ${three(figures.macroF1)}`);
  print(context, `signs          ${part(figures.signs)} found themes have just the signs of the text`);
  print(context, `with sign      ${three(withSign.f1)} micro-F1 of themes with their sign\n`);
  table(context, ['theme', 'texts', 'said', 'precision', 'recall', 'F1'], classRows(classes));
  if (figures.isCoarse)
    print(
      context,
      '\nOf a theme that has several labels only the usual one can be said wrongly: precision of the others is no finding.',
    );
  const others = Object.entries(leftOut);
  if (others.length === 0) return;
  print(
    context,
    `\nNot counted, as no theme stands for it: ${plain(others.map(([name, n]) => `${name} ${n}`).join(', '))}`,
  );
}
