import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { READ_LANGUAGES, type ReadLanguage } from '../src/domain/item.ts';
import { loadModels } from '../src/understand/index.ts';
import { packLists } from '../src/understand/themes/lists.ts';
import { themeModels } from '../src/understand/themes/read.ts';
import {
  BUCKETS,
  COUNT,
  packThemes,
  type SharedWeights,
  SIGN_CODES,
  type ThemeWeights,
  unpackThemes,
} from '../src/understand/themes/weights.ts';
import { readThemeTexts, type ThemeText } from './themes-data.ts';
import { fitSigns, fitThresholds, plainSigns } from './themes-fit.ts';
import { type LearnOptions, learnThemes, type ThemeLearned } from './themes-learn.ts';
import { prepare, withoutRare } from './themes-prepare.ts';
import { learnSigns } from './themes-signs.ts';
import { heldOutOf } from './themes-split.ts';

/**
 * Learns themes: `node train/themes.ts <data> [--out <file>] [--without <domain>]`. `data` holds `aspects/<set>/train.jsonl.gz`.
 * `--without` leaves out a domain (of a set) or a written file, to see how the rest carries over.
 */
const OUT = path.join(import.meta.dirname, '../src/understand/themes/weights.bin');
const LISTS = path.join(import.meta.dirname, 'themes');
const OPTIONS: LearnOptions = {
  epochs: 8,
  rate: 0.12,
  l2: 1e-2,
  dropout: 0.25,
  listEpochs: 2,
  listRate: 0.005,
  seed: 1,
};
const SEEDS = [1, 2];

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: OUT }, without: { type: 'string' } },
});
const data = positionals[0];
if (data === undefined) throw new Error('usage: node train/themes.ts <data> [--out <file>] [--without <domain>]');

const { sentiment } = await loadModels();
const lists = READ_LANGUAGES.map((language) =>
  packLists(language, readFileSync(path.join(LISTS, `${language}.txt`), 'utf8')),
);
const zeros = new Array<number>(COUNT).fill(0);
const nothing: ThemeWeights = {
  shared: { bias: zeros, plain: zeros, hint: zeros, threshold: zeros, sign: plainSigns() },
  languages: lists.map((one) => ({
    language: one.language,
    codes: new Int8Array(BUCKETS * COUNT),
    scale: 1,
    signCodes: new Int8Array(SIGN_CODES),
    signScale: 1,
    lists: one,
  })),
};
const bare = themeModels(nothing, sentiment);
const texts = readThemeTexts(data, 'train').filter(({ domain }) => domain !== values.without);
const prepared = withoutRare(texts.map((text) => prepare(text, bare.get(text.language)!)));
const isHeld = heldOutOf(data);
const training = prepared.filter(({ source }) => !isHeld(source));
const held = prepared.filter(({ source }) => isHeld(source));
const learned = SEEDS.map((seed) => learnThemes(training, { ...OPTIONS, seed }));
process.stdout.write(`${training.length} texts learned, ${held.length} held out\n`);

function mean(arrays: readonly Float32Array[]): Float32Array {
  return arrays[0]!.map((_, i) => arrays.reduce((sum, array) => sum + array[i]!, 0) / arrays.length);
}

const model: ThemeLearned = {
  tables: new Map(
    READ_LANGUAGES.map((language) => [language, mean(learned.map(({ tables }) => tables.get(language)!))]),
  ),
  bias: mean(learned.map(({ bias }) => bias)),
  plain: mean(learned.map(({ plain }) => plain)),
  hint: mean(learned.map(({ hint }) => hint)),
};

function rounded(list: Iterable<number>): number[] {
  return [...list].map((value) => Math.round(value * 1_000) / 1_000);
}

const shared = {
  bias: rounded(model.bias),
  plain: rounded(model.plain),
  hint: rounded(model.hint),
  threshold: rounded(fitThresholds(model, held)),
};
process.stdout.write(`${JSON.stringify(shared)}\n`);

type SignTables = ReadonlyMap<ReadLanguage, Float32Array>;

function pack(sign: SharedWeights['sign'], signs: SignTables): Uint8Array {
  const trained = lists.map((one) => ({
    language: one.language,
    weights: model.tables.get(one.language)!,
    signs: signs.get(one.language)!,
    lists: one,
  }));
  return packThemes({ ...shared, sign: sign.map(rounded) }, trained);
}

function modelsWith(signs: SignTables): ReturnType<typeof themeModels> {
  return themeModels(unpackThemes(pack(plainSigns(), signs)), sentiment);
}

function sources(list: readonly { readonly source: ThemeText }[]): ThemeText[] {
  return list.map(({ source }) => source);
}

const noSigns = new Map(READ_LANGUAGES.map((language) => [language, new Float32Array(SIGN_CODES)]));
const signTables = learnSigns(sources(training), modelsWith(noSigns));
const bytes = pack(fitSigns(sources(held), modelsWith(signTables)), signTables);
writeFileSync(values.out, bytes);
process.stdout.write(`${values.out}: ${bytes.length} bytes\n`);
