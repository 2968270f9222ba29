import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { SentimentLabel } from '../src/domain/item.ts';
import { TextKind } from '../src/domain/theme.ts';
import { loadModels } from '../src/understand/index.ts';
import { kindModels, readKind } from '../src/understand/kind/read.ts';
import { unpackKinds } from '../src/understand/kind/weights.ts';
import { readMood } from '../src/understand/sentiment/read.ts';
import { themeModels } from '../src/understand/themes/read.ts';
import { unpackThemes } from '../src/understand/themes/weights.ts';
import { isHeldOut } from './data.ts';
import { readKindTexts } from './kind-data.ts';

/**
 * Confusion of the kinds on the held-out tenth of the written texts: `node train/kind-evaluate.ts <data> [--weights <file>]
 * [--language <code>] [--mood read|given]`. `given` takes the mood that was written beside the text.
 */
const THEMES = path.join(import.meta.dirname, '../src/understand/themes/weights.bin');

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    weights: { type: 'string', default: path.join(import.meta.dirname, '../src/understand/kind/weights.bin') },
    language: { type: 'string' },
    mood: { type: 'string', default: 'read' },
    wrong: { type: 'boolean', default: false },
  },
});
const data = positionals[0];
if (data === undefined) throw new Error('usage: node train/kind-evaluate.ts <data>');
const { sentiment } = await loadModels();
const models = kindModels(unpackKinds(readFileSync(values.weights)));
const themes = themeModels(unpackThemes(readFileSync(THEMES)), sentiment, models);
const rows = readKindTexts(data).filter(
  ({ id, isWritten, language }) => isWritten && isHeldOut(id) && (values.language ?? language) === language,
);
const KINDS = TextKind.options;
const table = KINDS.map(() => KINDS.map(() => 0));
for (const { text, language, kind, label } of rows) {
  const parts = { title: null, text, pros: null, cons: null };
  const given = SentimentLabel.safeParse(label).data ?? null;
  const mood = values.mood === 'given' ? given : (readMood(parts, language, sentiment)?.sentiment.label ?? null);
  const found = readKind(parts, language, mood, models, themes) ?? 'other';
  table[KINDS.indexOf(kind as TextKind)]![KINDS.indexOf(found)]! += 1;
  if (values.wrong && kind !== found) process.stdout.write(`${kind} -> ${found}: ${text}\n`);
}
const right = KINDS.reduce((sum, _, i) => sum + table[i]![i]!, 0);
process.stdout.write(`${rows.length} texts, accuracy ${(right / rows.length).toFixed(3)}\n`);
process.stdout.write(
  `| written \\ read | ${KINDS.join(' | ')} | recall | precision |\n|---|${'---|'.repeat(KINDS.length + 2)}\n`,
);
for (const [i, kind] of KINDS.entries()) {
  const all = table[i]!.reduce((a, b) => a + b, 0);
  const named = table.reduce((sum, row) => sum + row[i]!, 0);
  const shares = [table[i]![i]! / all, table[i]![i]! / named].map((share) => share.toFixed(2));
  process.stdout.write(`| ${[kind, ...table[i]!, ...shares].join(' | ')} |\n`);
}
