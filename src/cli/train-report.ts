import type { BeforeAfter, Changed, HeldBack, LayerReport, LayerStep, Taught } from '../domain/layer.ts';
import type { CliContext } from './context.ts';
import { three } from './eval-report.ts';
import { print, table } from './output.ts';

export function printTaught({ corrected, kinds, starred, others, audited }: Taught, context: CliContext): void {
  print(context, `corrected      ${corrected} texts of which people said the sentiment, ${kinds} the kind`);
  print(context, `starred        ${starred} texts whose stars tell a side: a weak sign, a quarter of a correction`);
  print(context, `others         ${others} texts that shall stay as they are`);
  print(context, `left out       ${audited} texts drawn for an audit, which never train anything`);
}

function row(name: string, { n, before, after, fixed, broken }: BeforeAfter): string[] {
  const change = (one: number | null, other: number | null): string => `${three(one)} -> ${three(other)}`;
  return [
    name,
    String(n),
    change(before.accuracy, after.accuracy),
    change(before.macroF1, after.macroF1),
    String(fixed),
    String(broken),
  ];
}

/** Before and after on the texts that were held back; then class by class. */
export function printHeldBack({ corrected, starred, kinds, others }: HeldBack, context: CliContext): void {
  const parts: (readonly [string, BeforeAfter])[] = [
    ['corrected', corrected],
    ['starred', starred],
    ['kinds', kinds],
  ];
  const there = parts.filter(([, { n }]) => n > 0);
  print(context, 'Held back, one text of five, never learned from (corrected ones are mostly those read wrongly):');
  table(
    context,
    ['texts', 'n', 'accuracy', 'macro-F1', 'became right', 'became wrong'],
    there.map(([name, part]) => row(name, part)),
  );
  print(context, `of ${others.n} that nobody corrected ${others.changed} get another label`);
  const classes = there.flatMap(([name, part]) =>
    part.classes
      .filter(({ n }) => n > 0)
      .map(({ name: label, n, before, after }) => [
        name,
        label,
        String(n),
        ...(['precision', 'recall', 'f1'] as const).map((what) => `${three(before[what])} -> ${three(after[what])}`),
      ]),
  );
  if (classes.length === 0) return;
  print(context, '');
  table(context, ['texts', 'label', 'n', 'precision', 'recall', 'F1'], classes);
}

export function printChanged({ read, changed, flows }: Changed, context: CliContext): void {
  print(context, `Of ${read} texts looked at ${changed} get another label${changed === 0 ? '.' : ':'}`);
  if (changed === 0) return;
  table(
    context,
    ['from', 'to', 'texts'],
    flows.map(({ from, to, n }) => [from, to, String(n)]),
  );
}

const STATES: Readonly<Record<LayerReport['state'], string>> = {
  none: 'The shipped model alone is in use: nothing was learned yet.',
  reading: 'Texts are being read anew with it; the figures shown stand until then.',
  shown: 'The figures shown are read with it.',
  stale: 'It was learned on another version of the models and is not in use: run "molva train" again.',
};

export function printReport({ corrections, current, state, before }: LayerReport, context: CliContext): void {
  const { items, sentiment, kind, themes, language, agreed, flows } = corrections;
  print(
    context,
    `corrections    ${items} texts: sentiment ${sentiment}, kind ${kind}, themes ${themes}, language ${language}`,
  );
  print(context, `agreed         of ${sentiment} corrected sentiments the models say ${agreed} now as people did`);
  if (flows.length > 0) {
    print(context, '');
    const rows = flows.map(({ from, to, n }) => [from ?? 'unread', to, String(n)]);
    table(context, ['the models say', 'people said', 'texts'], rows);
  }
  print(context, '');
  if (current !== null) printStep(current, context);
  print(context, STATES[state]);
  if (before.length > 0)
    print(context, `"molva train --undo" goes back to what was learned on ${before.at(-1)!.at.slice(0, 10)}.`);
  else if (current !== null) print(context, '"molva train --undo" goes back to the shipped model alone.');
}

function printStep({ id, at, outcome, taught, heldBack, changed }: LayerStep, context: CliContext): void {
  print(
    context,
    `Learned on ${at.slice(0, 16).replace('T', ' ')} UTC (${id}${outcome === 'better' ? '' : ', forced'}):`,
  );
  printTaught(taught, context);
  printHeldBack(heldBack, context);
  printChanged(changed, context);
}
