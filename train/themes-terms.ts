import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { ThemeMention } from '../src/domain/theme.ts';
import { loadModels } from '../src/understand/index.ts';
import { readThemes, themeModels } from '../src/understand/themes/read.ts';
import { unpackThemes } from '../src/understand/themes/weights.ts';
import { type AspectText, readAspectTexts } from './themes-data.ts';

/**
 * Signs against a set that names the words spoken of and no categories: `node train/themes-terms.ts <data> [--weights <file>]`.
 * A term is covered where it stands inside a quote of a theme; of several quotes the shortest is compared. Texts that
 * the set of categories trains on are counted apart.
 */
const SET = 'en-mams-term';
const SAME_TEXTS = 'en-mams-category';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    weights: { type: 'string', default: path.join(import.meta.dirname, '../src/understand/themes/weights.bin') },
  },
});
const data = positionals[0];
if (data === undefined) throw new Error('usage: node train/themes-terms.ts <data> [--weights <file>]');
const { sentiment } = await loadModels();
const models = themeModels(unpackThemes(readFileSync(values.weights)), sentiment);

/** The mention with the shortest quote around a term. */
function around(text: string, from: number, to: number, mentions: readonly ThemeMention[]): ThemeMention | undefined {
  return mentions
    .filter(({ quote }) => {
      for (let at = text.indexOf(quote); at >= 0 && at <= from; at = text.indexOf(quote, at + 1))
        if (at + quote.length >= to) return true;
      return false;
    })
    .sort((a, b) => a.quote.length - b.quote.length)[0];
}

function row(name: string, texts: readonly AspectText[]): void {
  let [terms, covered, right] = [0, 0, 0];
  for (const { text, lang, aspects } of texts) {
    const mentions = readThemes({ title: null, text, pros: null, cons: null }, lang, models);
    for (const { from, to, polarity } of aspects) {
      if (from === undefined || from === null || to === undefined || to === null) continue;
      terms += 1;
      const mention = around(text, from, to, mentions);
      if (mention === undefined) continue;
      covered += 1;
      if (mention.sentiment === polarity) right += 1;
    }
  }
  const cells = [name, texts.length, terms, (covered / terms).toFixed(3), (right / covered).toFixed(3)];
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}

const known = new Set(readAspectTexts(path.join(data, 'aspects'), SAME_TEXTS, 'train').map(({ text }) => text));
const texts = readAspectTexts(path.join(data, 'aspects'), SET, 'dev');
process.stdout.write('| set | texts | terms | covered | sign |\n|---|---|---|---|---|\n');
row(SET, texts);
row(
  `${SET}, texts never trained on`,
  texts.filter(({ text }) => !known.has(text)),
);
