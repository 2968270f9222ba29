import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { READ_LANGUAGES, type ReadLanguage } from '../src/domain/item.ts';
import { packWeights, type Temperatures, type Trained } from '../src/understand/sentiment/weights.ts';
import { isHeldOut, LABELS, type Row, readLexicon, readSet, SETS } from './data.ts';
import { type Example, groupsOf, type Linear, learn, scores, softmax } from './linear.ts';
import { PHRASES } from './phrases.ts';
import { judgements } from './templates.ts';

/**
 * Trains the sentiment weights: `node train/sentiment.ts <data folder>` with `sentiment/` and `lexicons/` inside.
 * Writes src/understand/sentiment/weights.bin. The dev parts are never opened here.
 */
const OPTIONS = { epochs: 6, rate: 0.1, l2: 1e-3, dropout: 0.2 } as const;
/** Runs of other seeds are averaged: the order of the examples then matters less. */
const SEEDS = [7, 11, 13];
const LEXICON_WEIGHT = 0.5;
const JUDGEMENT_WEIGHT = 0.1;
/** A word of a lexicon counts as polar from here on (Pattern's scale; most words below are descriptive). */
const POLAR = 0.15;

const [dataFolder] = process.argv.slice(2);
if (dataFolder === undefined) throw new Error('usage: node train/sentiment.ts <data folder>');

function labelled(text: string, label: string, weight: number): Example {
  return { groups: groupsOf(text), label: LABELS.indexOf(label as Row['label']), weight };
}

function lexiconExamples(language: ReadLanguage, folder: string): Example[] {
  if (language !== 'nl') return [];
  return readLexicon(path.join(folder, 'lexicons'), 'nl-pattern').map(({ word, polarity }) => {
    const strong = Math.min(1, Math.abs(polarity) * 2);
    if (Math.abs(polarity) < POLAR) return labelled(word, 'neutral', LEXICON_WEIGHT * 0.3);
    return labelled(word, polarity > 0 ? 'positive' : 'negative', LEXICON_WEIGHT * strong);
  });
}

/** Rows weighted so that the three classes weigh alike (within 0.3 to 4), times the weight of their set. */
function rowExamples(rows: readonly Row[], setWeights: Readonly<Record<string, number>>): Example[] {
  const mass = new Map<string, number>();
  for (const { label, set } of rows) mass.set(label, (mass.get(label) ?? 0) + (setWeights[set] ?? 1));
  const total = [...mass.values()].reduce((a, b) => a + b, 0);
  return rows.map(({ text, label, set }) => {
    const balance = Math.min(4, Math.max(0.3, total / (3 * (mass.get(label) ?? 1))));
    return labelled(text, label, balance * (setWeights[set] ?? 1));
  });
}

function average(models: readonly Linear[]): Linear {
  const mean = (arrays: readonly Float32Array[]): Float32Array =>
    arrays[0]!.map((_, i) => arrays.reduce((sum, array) => sum + array[i]!, 0) / arrays.length);
  return { weights: mean(models.map((m) => m.weights)), bias: mean(models.map((m) => m.bias)) };
}

/** The temperature with the least log loss on held-out texts of a length, every set weighing the same. */
function temperature(model: Linear, rows: readonly Row[]): number {
  const sizes = new Map<string, number>();
  for (const { set } of rows) sizes.set(set, (sizes.get(set) ?? 0) + 1);
  const known = rows.map((row) => ({ row, z: scores(model, groupsOf(row.text)) }));
  const loss = (t: number): number =>
    known.reduce((sum, { row, z }) => {
      const p = softmax(z, t)[LABELS.indexOf(row.label)] ?? 0;
      return sum - Math.log(Math.max(1e-9, p)) / (sizes.get(row.set) ?? 1);
    }, 0);
  const grid = Array.from({ length: 60 }, (_, i) => 0.4 + i * 0.05);
  return grid.reduce((best, t) => (loss(t) < loss(best) ? t : best), 1);
}

function train(language: ReadLanguage, folder: string): Trained {
  const setWeights = SETS[language];
  const rows = Object.keys(setWeights).flatMap((set) => readSet(path.join(folder, 'sentiment'), set, 'train'));
  const phrases = LABELS.flatMap((label) =>
    PHRASES[language][label].split('|').map((text) => labelled(text, label, 1)),
  );
  const kept = rowExamples(
    rows.filter(({ id }) => !isHeldOut(id)),
    setWeights,
  );
  const made = judgements(language).map(({ text, label }) => labelled(text, label, JUDGEMENT_WEIGHT));
  const examples = [...kept, ...phrases, ...made, ...lexiconExamples(language, folder)];
  const model = average(SEEDS.map((seed) => learn(examples, { ...OPTIONS, seed })));
  const held = rows.filter(({ id }) => isHeldOut(id)).map((row) => ({ row, length: groupsOf(row.text)[0]!.length }));
  const within = (from: number, to: number): Row[] =>
    held.filter(({ length }) => length > from && length <= to).map(({ row }) => row);
  const temperatures: Temperatures = [
    temperature(model, within(0, 8)),
    temperature(model, within(8, 40)),
    // Dutch has too few long texts to tell: then the temperature of the middle length stands.
    temperature(model, within(language === 'nl' ? 8 : 40, 1e9)),
  ];
  process.stdout.write(
    `${language}: ${examples.length} examples, temperatures ${temperatures.map((t) => t.toFixed(2))}\n`,
  );
  return { language, weights: model.weights, bias: [model.bias[0]!, model.bias[1]!, model.bias[2]!], temperatures };
}

const target = path.join(import.meta.dirname, '../src/understand/sentiment/weights.bin');
const bytes = packWeights(READ_LANGUAGES.map((language) => train(language, dataFolder)));
writeFileSync(target, bytes);
process.stdout.write(`${target}: ${bytes.length} bytes\n`);
