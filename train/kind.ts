import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadModels } from '../src/understand/index.ts';
import { kindFeatures } from '../src/understand/kind/classify.ts';
import { kindModels } from '../src/understand/kind/read.ts';
import { GROUPS, MOST_OF_GROUP } from '../src/understand/kind/signs.ts';
import { encode, packKinds, SORT_COUNT, SORTS } from '../src/understand/kind/weights.ts';
import { themeModels } from '../src/understand/themes/read.ts';
import { scan } from '../src/understand/themes/scan.ts';
import { unpackThemes } from '../src/understand/themes/weights.ts';
import { wordsIn } from '../src/understand/themes/words.ts';
import { isHeldOut } from './data.ts';
import { bareKinds, readKindTexts } from './kind-data.ts';
import { type KindExample, type KindOptions, learnKinds } from './kind-learn.ts';

/** Learns kinds: `node train/kind.ts <data> [--out <file>]`, from `train/written` and sentences of `<data>/aspects`. */
const OPTIONS: KindOptions = { epochs: 12, rate: 0.15, l2: 2e-3, dropout: 0.3, seed: 1 };
/** Rare sorts count more, by the root of their rarity; sentences of reviews little, being many and all of one sort. */
const OPINION_WEIGHT = 0.1;
/** Nothing of them is used but how they cut and know words. */
const THEMES = path.join(import.meta.dirname, '../src/understand/themes/weights.bin');

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: path.join(import.meta.dirname, '../src/understand/kind/weights.bin') } },
});
const data = positionals[0];
if (data === undefined) throw new Error('usage: node train/kind.ts <data> [--out <file>]');

const bare = bareKinds();
const { sentiment } = await loadModels();
const models = kindModels(bare);
const themes = themeModels(unpackThemes(readFileSync(THEMES)), sentiment, models);
const texts = readKindTexts(data).filter(({ id }) => !isHeldOut(id));
/** Reviews wish for things too; sentences that might be suggestions or replies would teach the wrong thing. */
const WISHES = ['suggestion', 'reply', 'advertisement'].map(
  (group) => (GROUPS as readonly string[]).indexOf(group) * MOST_OF_GROUP,
);
const written = texts.filter(({ isWritten }) => isWritten);
const weights = SORTS.map((_, sort) =>
  Math.sqrt(written.length / (SORT_COUNT * written.filter((one) => one.sort === sort).length)),
);
const examples = texts.flatMap(({ language, text, sort, isWritten }): KindExample[] => {
  const scanned = scan(text);
  const features = kindFeatures(models.get(language)!, text, scanned, wordsIn(themes.get(language)!, scanned));
  if (!isWritten && features.signs.some((sign) => WISHES.includes(sign))) return [];
  return [{ language, features, sort, weight: isWritten ? weights[sort]! : OPINION_WEIGHT }];
});
const learned = learnKinds(examples, OPTIONS);
const round = (value: number): number => Math.round(value * 1_000) / 1_000;
const bytes = packKinds({
  bias: [...learned.bias].map(round),
  signs: bare.signs.map((_, i) => [...learned.signs.subarray(i * SORT_COUNT, (i + 1) * SORT_COUNT)].map(round)),
  languages: bare.languages.map((one) => ({ ...one, ...encode(learned.tables.get(one.language)!) })),
});
writeFileSync(values.out, bytes);
process.stdout.write(`${examples.length} texts (${written.length} written), ${values.out}: ${bytes.length} bytes\n`);
