import { READ_LANGUAGES, type ReadLanguage } from '../src/domain/item.ts';
import { oneClass } from '../src/understand/evaluate/classes.ts';
import { type Label, SentimentTally } from '../src/understand/evaluate/tally.ts';
import { readMood, type SentimentModels } from '../src/understand/sentiment/read.ts';
import { lexiconBaseline } from './baselines.ts';

/** A labelled text as all sources give it. */
export interface Judgeable {
  readonly text: string;
  readonly label: Label;
}

/** Labelled texts that share a row of a table. */
export interface Group {
  readonly name: string;
  readonly language: ReadLanguage;
  readonly rows: readonly Judgeable[];
}

export type Answer = Parameters<SentimentTally['add']>[1];

export function answer(text: string, language: ReadLanguage, models: SentimentModels): Answer {
  return readMood({ title: null, text, pros: null, cons: null }, language, models)?.sentiment ?? null;
}

function three(value: number | null): string {
  return value === null ? '-' : value.toFixed(3);
}

export function markdown(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** The macro-F1 and polarity of a plain lexicon with negation; dashes where there is none. */
function byLexicon({ language, rows }: Group, data: string): string {
  const lexicon = lexiconBaseline(language, data);
  if (lexicon === undefined) return '-';
  const tally = new SentimentTally(3);
  for (const { text, label } of rows) {
    const score = lexicon(text);
    const said = Math.abs(score) < 0.05 ? 'neutral' : score > 0 ? 'positive' : 'negative';
    tally.add(label, { label: said, score, confidence: 1, unsure: false });
  }
  const figures = tally.figures();
  return `${three(figures.macroF1)} / ${three(figures.polarity.accuracy)}`;
}

/** One row a group, three labels; then how far the confidence can be believed, all groups together. */
export function report(groups: readonly Group[], models: SentimentModels, data: string): string {
  const all = new SentimentTally(3);
  const rows = groups.map((group) => {
    const tally = new SentimentTally(3);
    for (const { text, label } of group.rows) {
      const said = answer(text, group.language, models);
      tally.add(label, said);
      all.add(label, said);
    }
    const figures = tally.figures();
    return [
      group.name,
      figures.n,
      three(figures.accuracy),
      three(figures.macroF1),
      figures.classes.map(({ n, f1 }) => (n === 0 ? '-' : (f1 ?? 0).toFixed(2))).join(' / '),
      three(figures.polarity.accuracy),
      three(figures.unsureShare),
      `${three(figures.sure.accuracy)} / ${three(figures.unsure.accuracy)}`,
      three(figures.expectedCalibrationError),
      byLexicon(group, data),
    ];
  });
  const head = [
    'texts',
    'n',
    'accuracy',
    'macro-F1',
    'F1 negative / neutral / positive',
    'polarity',
    'unsure',
    'right when sure / unsure',
    'calibration error',
    'lexicon alone: macro-F1 / polarity',
  ];
  const { bins, expectedCalibrationError } = all.figures();
  const reliability = bins
    .filter(({ n }) => n > 0)
    .map(({ from, to, n, right, confidence }) => [`${from} to ${to}`, n, three(confidence / n), three(right / n)]);
  return [
    markdown(head, rows),
    '',
    markdown(['confidence', 'answers', 'mean confidence', 'right'], reliability),
    '',
    `Expected calibration error of all together: ${three(expectedCalibrationError)}.`,
  ].join('\n');
}

/** How well `mixed` is found: one row a group of texts labelled `mixed` or not. */
export function mixedReport(groups: readonly Group[], models: SentimentModels): string {
  const rows = groups.map(({ name, language, rows: texts }) => {
    const said = texts.map(({ text, label }) => ({ label, found: answer(text, language, models)?.label === 'mixed' }));
    const count = (test: (one: (typeof said)[number]) => boolean): number => said.filter(test).length;
    const { n, precision, recall, f1 } = oneClass(
      'mixed',
      count(({ label }) => label === 'mixed'),
      count(({ found }) => found),
      count(({ label, found }) => found && label === 'mixed'),
    );
    return [name, texts.length, n, three(precision), three(recall), three(f1)];
  });
  return markdown(['texts', 'n', 'mixed among them', 'precision', 'recall', 'F1'], rows);
}

export function byLanguage<T>(make: (language: ReadLanguage) => readonly T[]): T[] {
  return READ_LANGUAGES.flatMap(make);
}
