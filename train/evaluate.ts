import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { ReadLanguage } from '../src/domain/item.ts';
import { classifier } from '../src/understand/sentiment/classify.ts';
import type { SentimentModels } from '../src/understand/sentiment/read.ts';
import { unpackWeights } from '../src/understand/sentiment/weights.ts';
import { putInCard } from './card.ts';
import { isForMixed, isHeldOut, readAspects, readSet, SETS } from './data.ts';
import { lexiconOf } from './lexicons.ts';
import { byLanguage, type Group, markdown, mixedReport, report } from './report.ts';
import { readWritten } from './written.ts';

/**
 * Figures of the shipped weights as markdown: `node train/evaluate.ts <data folder>`. `--write <card>` puts them between the marks of
 * a model card. With `--left-out <weights>`, trained with `--without <the same sets>`, also those of sets that training never saw:
 * `--sets <set>,<set>`.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    weights: { type: 'string', default: path.join(import.meta.dirname, '../src/understand/sentiment/weights.bin') },
    'left-out': { type: 'string' },
    sets: { type: 'string', default: 'ru-kinopoisk,ru-cedr,ru-marketplace,en-product-sentences' },
    write: { type: 'string' },
  },
});
const [data = ''] = positionals;
const folder = path.join(data, 'sentiment');

function load(file: string): { readonly models: SentimentModels; readonly name: string } {
  const bytes = readFileSync(file);
  const { languages, mixed } = unpackWeights(bytes);
  return {
    models: { languages: new Map(languages.map((one) => [one.language as string, classifier(one)])), mixed },
    name: `weights ${createHash('sha256').update(bytes).digest('hex').slice(0, 8)}, ${(bytes.length / 1e6).toFixed(2)} MB`,
  };
}

function sets(rowsOf: (set: string) => Group['rows'], wanted = (_: string): boolean => true): Group[] {
  return byLanguage((language) =>
    Object.keys(SETS[language])
      .filter(wanted)
      .map((name) => ({ name, language, rows: rowsOf(name) })),
  );
}

const allWritten = readWritten();
const written = allWritten.filter(({ text }) => isHeldOut(text));

function own(kind: string, wanted = (_: string): boolean => true): Group[] {
  return byLanguage((language) => [
    {
      name: `own texts, ${language}${kind}`,
      language,
      rows: written.filter((one) => one.language === language && wanted(one.text)),
    },
  ]);
}

/** Sentences with opinions on aspects: mixed are those with praise of one and blame of another. */
function aspects(language: ReadLanguage): Group[] {
  const rows = readAspects(path.join(data, 'aspects'), `${language}-m-absa`, 'dev').filter(
    ({ polarities }) => polarities.length > 0,
  );
  return [
    {
      name: `${language}-m-absa, dev part`,
      language,
      rows: rows.map(({ text, polarities }) => ({
        text,
        label: polarities.includes('positive') && polarities.includes('negative') ? 'mixed' : 'neutral',
      })),
    },
  ];
}

/** How much there is to learn from, of each language. */
function sizes(): string {
  const rows = byLanguage((language) => {
    const { entries, shifters } = lexiconOf(language, path.join(data, 'lexicons'));
    const count = (list: typeof entries): number => list.reduce((sum, [, words]) => sum + words.length, 0);
    const train = Object.keys(SETS[language]).reduce((sum, set) => sum + readSet(folder, set, 'train').length, 0);
    const own = allWritten.filter((one) => one.language === language).length;
    return [[language, train, own, count(entries), count(shifters)]];
  });
  return markdown(['language', 'texts of sets', 'texts of our own', 'words of mood', 'words that shift them'], rows);
}

const shipped = load(values.weights);
const held = sets((set) => readSet(folder, set, 'train').filter(({ id }) => isHeldOut(id)));
const parts: [name: string, text: string][] = [
  [
    'figures',
    [
      `Made by \`node train/evaluate.ts <data folder>\` from ${shipped.name}.`,
      sizes(),
      '### Held out: one text in ten',
      report([...held, ...own('')], shipped.models, data),
      '### Dev parts of the sets',
      report(
        sets((set) => readSet(folder, set, 'dev')),
        shipped.models,
        data,
      ),
      '### Mixed',
      mixedReport(
        [...byLanguage(aspects), ...own(', the half not used for it', (text) => !isForMixed(text))],
        shipped.models,
      ),
    ].join('\n\n'),
  ],
];
if (values['left-out'] !== undefined) {
  const left = values.sets.split(',');
  const { models, name } = load(values['left-out']);
  const groups = (part: 'train' | 'dev'): Group[] =>
    sets(
      (set) => readSet(folder, set, part),
      (set) => left.includes(set),
    ).map((group) => ({ ...group, name: `${group.name}, ${part} part` }));
  const text = [
    `Trained without ${left.join(', ')} (${name}).`,
    report([...groups('dev'), ...groups('train')], models, data),
  ];
  parts.push(['left-out', text.join('\n\n')]);
}

if (values.write === undefined) for (const [, text] of parts) process.stdout.write(`${text}\n\n`);
else putInCard(values.write, parts);
