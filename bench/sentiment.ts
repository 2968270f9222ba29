import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { LEAN_FLAGS } from '../src/app-lean.ts';
import { READ_LANGUAGES } from '../src/domain/item.ts';
import { type SentimentFigures, SentimentTally } from '../src/understand/evaluate/tally.ts';
import type { Figure } from './figure.ts';
import type { Measured } from './sentiment/child.ts';
import { type EngineName, WEIGHTS } from './sentiment/engines.ts';
import { FRESH, type LabelledSet, labelledSets } from './sentiment/sets.ts';

const CHILD = path.join(import.meta.dirname, 'sentiment/child.ts');
const TITLES: Readonly<Record<EngineName, string>> = {
  ours: 'Molva',
  vader: 'vader-sentiment',
  afinn: 'natural AFINN',
};
const NAMES: readonly EngineName[] = ['ours', 'vader', 'afinn'];

/** Each in a process of its own with the heap of a lasting process, one after another, so that memory and warmth are its own. */
function measure(name: EngineName): Measured {
  const answer = execFileSync(process.execPath, [...LEAN_FLAGS, CHILD, name], { maxBuffer: 1 << 28 });
  return JSON.parse(answer.toString()) as Measured;
}

function figuresOf({ rows }: LabelledSet, answers: Measured['answers'][number]): SentimentFigures {
  const tally = new SentimentTally(3);
  for (const [i, { label }] of rows.entries()) tally.add(label, answers[i] ?? null);
  return tally.figures();
}

/**
 * Sentiment beside VADER's JavaScript port and natural's AFINN. Prints how well each reads labelled texts (with `MOLVA_DATA=<folder>`
 * also the dev parts of the sets in it); the figures are speed, load, size and memory. Speeds are per second of processor time.
 */
export async function sentiment(): Promise<Figure[]> {
  const measured = { ours: measure('ours'), vader: measure('vader'), afinn: measure('afinn') };
  const out = (line: string): boolean => process.stdout.write(`${line}\n`);
  const sets = labelledSets(process.env.MOLVA_DATA);
  const three = (value: number | null): string => (value ?? 0).toFixed(3);
  const macro = new Map<EngineName, number>();
  for (const [i, set] of sets.entries()) {
    for (const name of NAMES) {
      const answers = measured[name].answers[i]!;
      if (answers.length === 0) continue;
      const figures = figuresOf(set, answers);
      if (set.name === FRESH) macro.set(name, figures.macroF1 ?? 0);
      out(
        `       ${set.language} ${set.name}, ${figures.n} texts, three labels, ${TITLES[name]}: accuracy ${three(figures.accuracy)}, macro-F1 ${three(figures.macroF1)}, polarity ${three(figures.polarity.accuracy)}`,
      );
    }
  }
  const english = (['vader', 'afinn'] as const).map(
    (name): Figure => ({
      what: 'macro-F1 on own English texts, three labels',
      value: macro.get('ours')!,
      unit: '',
      goal: Math.round(macro.get(name)! * 1000) / 1000,
      better: 'bigger',
      peer: { name: TITLES[name], value: macro.get(name)! },
    }),
  );
  const speeds = READ_LANGUAGES.map(
    (language): Figure => ({
      what: `${language}: texts of 300 characters, language known, one core`,
      value: measured.ours.perSecond[language]!,
      unit: 'texts/s',
      goal: 15_000,
      better: 'bigger',
      peer: language === 'en' ? { name: TITLES.vader, value: measured.vader.perSecond.en! } : null,
    }),
  );
  return [
    ...english,
    ...speeds,
    {
      what: 'en: the same texts',
      value: measured.ours.perSecond.en!,
      unit: 'texts/s',
      goal: 15_000,
      better: 'bigger',
      peer: { name: TITLES.afinn, value: measured.afinn.perSecond.en! },
    },
    ...(['vader', 'afinn'] as const).map(
      (name): Figure => ({
        what: 'peak memory of the process that reads three languages',
        value: measured.ours.peakMegabytes,
        unit: 'MB',
        goal: 250,
        better: 'smaller',
        peer: { name: `${TITLES[name]}, English alone`, value: measured[name].peakMegabytes },
      }),
    ),
    {
      what: 'weights and word lists loaded',
      value: measured.ours.loadMs,
      unit: 'ms',
      goal: 200,
      better: 'smaller',
      peer: null,
    },
    {
      what: 'size of weights and word lists',
      value: statSync(WEIGHTS).size / 1e6,
      unit: 'MB',
      goal: 15,
      better: 'smaller',
      peer: null,
    },
  ];
}
