import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { THEMES, type ThemeMention } from '../src/domain/theme.ts';
import { loadModels } from '../src/understand/index.ts';
import { readThemes, themeModels } from '../src/understand/themes/read.ts';
import { unpackThemes } from '../src/understand/themes/weights.ts';
import { ASPECT_SETS, fromAspects, readAspectTexts, readThemeTexts, type ThemeText } from './themes-data.ts';
import { addCoarse, addOwn, emptyScore, figures, type Score } from './themes-score.ts';
import { heldOutOf } from './themes-split.ts';

/**
 * Figures of the themes: `node train/themes-evaluate.ts <data> [held-out|dev] [--weights <file>] [--domain <domain>] [--themes]`.
 * `--domain` counts one domain alone, all of its train part with `held-out`, and what of it the sentiment model has not seen
 * in rows of their own; `--themes` adds a row a theme.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    weights: { type: 'string', default: path.join(import.meta.dirname, '../src/understand/themes/weights.bin') },
    domain: { type: 'string' },
    themes: { type: 'boolean', default: false },
    wrong: { type: 'string' },
  },
});
const [data, part = 'held-out'] = positionals;
if (data === undefined) throw new Error('usage: node train/themes-evaluate.ts <data> [held-out|dev]');
const { sentiment } = await loadModels();
const models = themeModels(unpackThemes(readFileSync(values.weights)), sentiment);

function read({ text, language }: { readonly text: string; readonly language: string }): ThemeMention[] {
  return readThemes({ title: null, text, pros: null, cons: null }, language, models);
}

function row(name: string, score: Score): void {
  const { precision, recall, f1, sign } = figures(score);
  const cells = [name, score.texts, score.labels, ...[precision, recall, f1, sign].map((value) => value.toFixed(3))];
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}

const isHeld = heldOutOf(data);

function isWanted(text: ThemeText): boolean {
  if (values.domain !== undefined) return text.domain === values.domain;
  return part === 'dev' || isHeld(text);
}

const texts = readThemeTexts(data, part === 'dev' ? 'dev' : 'train').filter(isWanted);
const groups = new Map<string, Score>();
const byTheme = new Map<string, Score>();
function scoreOf(map: Map<string, Score>, key: string): Score {
  const score = map.get(key) ?? emptyScore();
  map.set(key, score);
  return score;
}

for (const text of texts) {
  const mentions = read(text);
  for (const key of [text.set, `${text.language} ${text.domain}`, 'all']) addOwn(scoreOf(groups, key), text, mentions);
  if (values.domain !== undefined && isHeld(text)) addOwn(scoreOf(groups, `${text.set}, held out`), text, mentions);
  for (const theme of THEMES) {
    // A label that may mean several themes says nothing of one of them.
    if (text.labels.some(({ themes }) => themes.length > 1 && themes.includes(theme))) continue;
    const only: ThemeText = {
      ...text,
      labels: text.labels.filter(({ themes }) => themes.length === 1 && themes[0] === theme),
    };
    addOwn(
      scoreOf(byTheme, theme),
      only,
      mentions.filter((one) => one.theme === theme),
    );
    if (theme === values.wrong) {
      const is = mentions.filter((one) => one.theme === theme);
      if (is.length > 0 !== only.labels.length > 0 && !text.open.has(theme))
        process.stdout.write(
          `${is.length > 0 ? 'EXTRA' : 'MISSED'} ${JSON.stringify(text.text)} ${JSON.stringify(text.labels)}\n`,
        );
    }
  }
}
process.stdout.write('| set | texts | labels | precision | recall | F1 | sign |\n|---|---|---|---|---|---|---|\n');
for (const [name, score] of groups) row(name, score);
if (values.themes) for (const [name, score] of byTheme) row(name, score);

for (const set of ASPECT_SETS) {
  const [wide, strict] = [emptyScore(), emptyScore()];
  for (const source of readAspectTexts(path.join(data, 'aspects'), set, part === 'dev' ? 'dev' : 'train')) {
    const text = fromAspects(set, source);
    if (set === 'en-product-features' || !isWanted(text)) continue;
    const mentions = read(text);
    addCoarse(wide, source.aspects, mentions, false);
    addCoarse(strict, source.aspects, mentions, true);
  }
  if (wide.texts === 0) continue;
  row(`${set}, coarse`, wide);
  row(`${set}, coarse, usual names only`, strict);
}
