import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { READ_LANGUAGES, type ReadLanguage } from '../src/domain/item.ts';
import { isStop, tokens } from '../src/understand/sentiment/features.ts';
import { packLexicon, unpackLexicon } from '../src/understand/sentiment/lexicon.ts';
import { packWeights, type Temperatures, type Trained } from '../src/understand/sentiment/weights.ts';
import { isHeldOut, LABELS, type Row, readSet, SETS } from './data.ts';
import { makeDocuments, type Pool } from './documents.ts';
import { type Example, exampleMaker, MIXED_TARGET, targetOf } from './example.ts';
import { average, type Linear, learn, scores, softmax } from './learn.ts';
import { lexiconOf } from './lexicons.ts';
import { fitMixed } from './mixed.ts';
import { PHRASES } from './phrases.ts';
import { judgements } from './templates.ts';
import { readWritten, type Written } from './written.ts';

/**
 * Trains the sentiment weights: `npm run train -- <data folder>` with `sentiment/`, `aspects/` and `lexicons/` inside. Writes
 * src/understand/sentiment/weights.bin, or `--out <file>`. Dev parts are never opened here; one train row in ten is held out for
 * temperatures. `--without <set>,<set>` leaves whole sets out (`written` too): how well is read what nothing like it was seen of?
 */
const OPTIONS = { epochs: 5, rate: 0.1, l2: 1e-3, dropout: 0.2, withoutSigns: 0.3 } as const;
const SEEDS = [7, 11, 13];
const LEXICON_WEIGHT = 0.6;
const JUDGEMENT_WEIGHT = 0.1;
const WRITTEN_WEIGHT = 1.5;
const WRITTEN_MIXED_WEIGHT = 0.5;
const DOCUMENTS = 4_000;
/** Sources of sentences for longer texts; longer ones are texts already. */
const SENTENCES = /m-absa|cedr|marketplace|product-sentences/;
const MAX_SENTENCE_CHARS = 400;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { without: { type: 'string', default: '' }, out: { type: 'string' } },
});
const [dataFolder = ''] = positionals;
const left = values.without.split(',');
if (!existsSync(path.join(dataFolder, 'sentiment')))
  throw new Error('usage: npm run train -- <data folder>, with sentiment/, aspects/ and lexicons/ inside');
const written = left.includes('written') ? [] : readWritten();

function rowsOf(language: ReadLanguage): Row[] {
  return Object.keys(SETS[language])
    .filter((set) => !left.includes(set))
    .flatMap((set) => readSet(path.join(dataFolder, 'sentiment'), set, 'train'));
}

/** Rows weighted so that the three classes weigh alike (within 0.3 to 4), times the weight of their set. */
function weightOf(rows: readonly Row[], sets: Readonly<Record<string, number>>): (row: Row) => number {
  const mass = new Map<string, number>();
  for (const { label, set } of rows) mass.set(label, (mass.get(label) ?? 0) + (sets[set] ?? 1));
  const total = [...mass.values()].reduce((a, b) => a + b, 0);
  return ({ label, set }) => Math.min(4, Math.max(0.3, total / (3 * (mass.get(label) ?? 1)))) * (sets[set] ?? 1);
}

/** Sentences by source and mood, from what is trained on. */
function pools(rows: readonly Row[], own: readonly Written[]): Pool[] {
  const found = new Map<string, [string[], string[], string[]]>();
  const put = (source: string, label: string, text: string): void => {
    const at = LABELS.indexOf(label as Row['label']);
    if (at < 0 || text.length > MAX_SENTENCE_CHARS) return;
    const pool = found.get(source) ?? [[], [], []];
    found.set(source, pool);
    pool[at as 0 | 1 | 2].push(text);
  };
  for (const { set, domain, label, text } of rows) if (SENTENCES.test(set)) put(`${set} ${domain}`, label, text);
  for (const { label, text } of own) put('written', label, text);
  return [...found.values()];
}

function examplesOf(language: ReadLanguage, rows: readonly Row[]): Example[] {
  const source = lexiconOf(language, path.join(dataFolder, 'lexicons'));
  const make = exampleMaker(unpackLexicon(packLexicon(source)));
  const own = written.filter((one) => one.language === language && !isHeldOut(one.text));
  const weight = weightOf(rows, SETS[language]);
  // Words of blame outnumber those of praise: each side weighs alike.
  const count = (isGood: boolean): number =>
    source.entries.reduce((sum, [mood, list]) => sum + (mood > 0 === isGood ? list.length : 0), 0);
  const all = count(true) + count(false);
  const words = source.entries.flatMap(([mood, list]) =>
    list.map((entry) => {
      const strong = (LEXICON_WEIGHT * Math.min(1, Math.abs(mood) / 2) * all) / (2 * count(mood > 0));
      return make(entry.replaceAll('_', ' '), targetOf(mood > 0 ? 'positive' : 'negative'), strong, false);
    }),
  );
  return [
    ...rows.map((row) => make(row.text, targetOf(row.label), weight(row))),
    ...LABELS.flatMap((label) => PHRASES[language][label].split('|').map((text) => make(text, targetOf(label), 1))),
    ...judgements(language).map(({ text, label }) => make(text, targetOf(label), JUDGEMENT_WEIGHT)),
    ...own.map(({ text, label }) =>
      label === 'mixed' ? make(text, MIXED_TARGET, WRITTEN_MIXED_WEIGHT) : make(text, targetOf(label), WRITTEN_WEIGHT),
    ),
    ...makeDocuments(pools(rows, own), DOCUMENTS, 99).map(({ text, label }) => make(text, targetOf(LABELS[label]), 1)),
    ...words,
  ];
}

/** The temperature with the least log loss on held-out texts of a length, every set weighing the same. */
function temperature(model: Linear, rows: readonly { readonly set: string; readonly example: Example }[]): number {
  const sizes = new Map<string, number>();
  for (const { set } of rows) sizes.set(set, (sizes.get(set) ?? 0) + 1);
  const known = rows.map(({ set, example }) => ({ set, target: example.target.indexOf(1), z: scores(model, example) }));
  const loss = (t: number): number =>
    known.reduce(
      (sum, { set, target, z }) => sum - Math.log(Math.max(1e-9, softmax(z, t)[target]!)) / sizes.get(set)!,
      0,
    );
  const grid = Array.from({ length: 60 }, (_, i) => 0.4 + i * 0.05);
  return grid.reduce((best, t) => (loss(t) < loss(best) ? t : best), 1);
}

function calibrated(language: ReadLanguage, model: Linear): Trained {
  const lexicon = packLexicon(lexiconOf(language, path.join(dataFolder, 'lexicons')));
  const make = exampleMaker(unpackLexicon(lexicon));
  const texts = [
    ...rowsOf(language).filter(({ id }) => isHeldOut(id)),
    ...written
      .filter((one) => one.language === language && one.label !== 'mixed' && isHeldOut(one.text))
      .map(({ text, label }) => ({ set: 'written', text, label: label as Row['label'] })),
  ];
  const held = texts.map(({ set, text, label }) => ({
    set,
    example: make(text, targetOf(label), 1),
    length: tokens(text).filter((token) => !isStop(token)).length,
  }));
  const within = (from: number, to: number): typeof held => held.filter(({ length }) => length > from && length <= to);
  // Dutch has too few long texts to tell: then the temperature of the middle length stands.
  const temperatures: Temperatures = [
    temperature(model, within(0, 8)),
    temperature(model, within(8, 40)),
    temperature(model, within(language === 'nl' ? 8 : 40, 1e9)),
  ];
  process.stdout.write(`${language}: temperatures ${temperatures.map((t) => t.toFixed(2))}\n`);
  const [a = 0, b = 0, c = 0] = model.bias;
  return { language, weights: model.weights, signs: model.signs, bias: [a, b, c], temperatures, lexicon };
}

const begin = performance.now();
const examples = READ_LANGUAGES.flatMap((language) =>
  examplesOf(
    language,
    rowsOf(language).filter(({ id }) => !isHeldOut(id)),
  ),
);
process.stdout.write(`${examples.length} examples\n`);
const runs = SEEDS.map((seed) => learn(examples, { ...OPTIONS, seed }));
const trained = READ_LANGUAGES.map((language) => calibrated(language, average(runs.map((run) => run.get(language)!))));
const mixed = await fitMixed(trained, dataFolder, written);
const target = values.out ?? path.join(import.meta.dirname, '../src/understand/sentiment/weights.bin');
const bytes = packWeights(trained, mixed);
writeFileSync(target, bytes);
process.stdout.write(`${target}: ${bytes.length} bytes, ${((performance.now() - begin) / 1000).toFixed(0)} s\n`);
