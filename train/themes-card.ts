import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { putInCard } from './card.ts';

/** Figures of themes and kinds between the marks of their card: `node train/themes-card.ts <data folder>`. Under a minute. */
const data = process.argv[2];
if (data === undefined) throw new Error('usage: node train/themes-card.ts <data folder>');
const CARD = path.join(import.meta.dirname, '../docs/models/themes.md');

function run(script: string, ...args: string[]): string {
  return execFileSync(process.execPath, [path.join(import.meta.dirname, script), ...args]).toString();
}

/** Rows of single domains and files are for the developer. */
function short(table: string): string {
  return table
    .split('\n')
    .filter((line) => !/^\| (?:ru|en|nl) /.test(line))
    .join('\n');
}

function weights(model: string): string {
  const bytes = readFileSync(path.join(import.meta.dirname, `../src/understand/${model}/weights.bin`));
  return `${createHash('sha256').update(bytes).digest('hex').slice(0, 8)}, ${(bytes.length / 1e6).toFixed(2)} MB`;
}

putInCard(CARD, [
  [
    'themes',
    [
      `Made by \`node train/themes-card.ts <data folder>\` from weights ${weights('themes')}.`,
      '### Held out: one text in ten, with a row for each theme',
      short(run('themes-evaluate.ts', data, 'held-out', '--themes')),
      '### Dev parts of the sets',
      short(run('themes-evaluate.ts', data, 'dev')),
      '### Signs of terms, dev part of a set without categories',
      run('themes-terms.ts', data),
    ].join('\n\n'),
  ],
  [
    'kinds',
    `Weights ${weights('kind')}. One own text in ten, held out: ${run('kind-evaluate.ts', data)}`.replace(
      '\n|',
      '\n\n|',
    ),
  ],
]);
