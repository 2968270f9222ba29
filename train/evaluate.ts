import path from 'node:path';
import { READ_LANGUAGES, type Sentiment } from '../src/domain/item.ts';
import { loadModels } from '../src/understand/index.ts';
import { readMood } from '../src/understand/sentiment/read.ts';
import { lexiconBaseline } from './baselines.ts';
import { isHeldOut, LABELS, type Row, readSet, SETS } from './data.ts';

/**
 * Figures of the shipped weights: `node train/evaluate.ts <data folder> [held-out|dev]`. Held-out rows are a tenth of the
 * train parts that training never saw; dev parts were opened by nothing else.
 */
const [folder = '', part = 'held-out'] = process.argv.slice(2);
const models = await loadModels();
const out = (line: string): boolean => process.stdout.write(`${line}\n`);

interface Judged {
  readonly row: Row;
  readonly label: string;
  /** Of the three classes: `mixed` by its score. */
  readonly side: string;
  readonly score: number;
  readonly sentiment: Sentiment | null;
}

function sideOf(score: number): string {
  return score >= 0 ? 'positive' : 'negative';
}

function judge(row: Row, language: string): Judged {
  const parts = { title: null, text: row.text, pros: null, cons: null };
  const sentiment = readMood(parts, language, models.sentiment)?.sentiment ?? null;
  const label = sentiment?.label ?? 'neutral';
  const score = sentiment?.score ?? 0;
  return { row, label, side: label === 'mixed' ? sideOf(score) : label, score, sentiment };
}

/** F1 of each class that the set has. */
function f1(rows: readonly { gold: string; said: string }[]): number[] {
  return LABELS.filter((label) => rows.some(({ gold }) => gold === label)).map((label) => {
    const hit = rows.filter(({ gold, said }) => gold === label && said === label).length;
    const all = rows.filter(({ gold }) => gold === label).length + rows.filter(({ said }) => said === label).length;
    return all === 0 ? 0 : (2 * hit) / all;
  });
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);
const share = <T>(values: readonly T[], test: (value: T) => boolean): number =>
  mean(values.map((v) => (test(v) ? 1 : 0)));
const two = (value: number): string => value.toFixed(3);
const reliability: { confidence: number; right: boolean }[] = [];

out(
  '| set | n | accuracy | macro-F1 | F1 of its classes | polarity | mixed | unsure | accuracy sure / unsure | lexicon F1 | lexicon polarity |',
);
out('|---|---|---|---|---|---|---|---|---|---|---|');
for (const language of READ_LANGUAGES) {
  const lexicon = lexiconBaseline(language, folder);
  for (const set of Object.keys(SETS[language])) {
    const all = readSet(path.join(folder, 'sentiment'), set, part === 'dev' ? 'dev' : 'train');
    const rows = part === 'dev' ? all : all.filter(({ id }) => isHeldOut(id));
    const judged = rows.map((row) => judge(row, language));
    const right = ({ row, side }: Judged): boolean => row.label === side;
    const f = f1(judged.map(({ row, side }) => ({ gold: row.label, said: side })));
    const polar = judged.filter(({ row }) => row.label !== 'neutral');
    const sure = judged.filter(({ sentiment }) => sentiment?.unsure === false);
    const unsure = judged.filter(({ sentiment }) => sentiment?.unsure !== false);
    for (const one of judged) {
      if (one.label !== 'mixed') reliability.push({ confidence: one.sentiment?.confidence ?? 0, right: right(one) });
    }
    const words = lexicon === undefined ? [] : rows.map((row) => ({ row, sum: lexicon(row.text) }));
    const lexiconF1 = f1(
      words.map(({ row, sum }) => ({ gold: row.label, said: Math.abs(sum) < 0.05 ? 'neutral' : sideOf(sum) })),
    );
    const cells = [
      set,
      judged.length,
      two(share(judged, right)),
      two(mean(f)),
      f.map((value) => value.toFixed(2)).join(' / '),
      two(share(polar, ({ row, score }) => sideOf(score) === row.label)),
      two(share(judged, ({ label }) => label === 'mixed')),
      two(unsure.length / judged.length),
      `${two(share(sure, right))} / ${two(share(unsure, right))}`,
      lexicon === undefined ? '-' : two(mean(lexiconF1)),
      lexicon === undefined
        ? '-'
        : two(
            share(
              words.filter(({ row }) => row.label !== 'neutral'),
              ({ row, sum }) => sideOf(sum) === row.label,
            ),
          ),
    ];
    out(`| ${cells.join(' | ')} |`);
  }
}

out('\n| confidence | n | right |\n|---|---|---|');
let gap = 0;
for (let from = 0.3; from < 0.999; from += 0.1) {
  const bin = reliability.filter(({ confidence }) => confidence >= from && (confidence < from + 0.1 || from > 0.85));
  if (bin.length === 0) continue;
  const right = share(bin, (one) => one.right);
  gap += (bin.length / reliability.length) * Math.abs(right - mean(bin.map(({ confidence }) => confidence)));
  out(`| ${from.toFixed(1)} to ${(from + 0.1).toFixed(1)} | ${bin.length} | ${two(right)} |`);
}
out(`\nexpected calibration error ${two(gap)}, weights ${models.version}`);
