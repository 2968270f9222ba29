import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { READ_LANGUAGES, type ReadLanguage } from '../../src/domain/item.ts';
import type { Label } from '../../src/understand/evaluate/tally.ts';
import { isHeldOut, readSet, SETS } from '../../train/data.ts';
import { readWritten } from '../../train/written.ts';

export interface Labelled {
  readonly text: string;
  readonly label: Label;
}

/** Labelled texts of one origin and language. */
export interface LabelledSet {
  readonly name: string;
  readonly language: ReadLanguage;
  readonly rows: readonly Labelled[];
}

const LABELS: Readonly<Record<string, Label>> = { pos: 'positive', neg: 'negative', neu: 'neutral' };

function english(): Labelled[] {
  const lines = readFileSync(path.join(import.meta.dirname, 'english.txt'), 'utf8').split('\n');
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [label = '', text = ''] = line.split('\t');
      return { label: LABELS[label]!, text };
    });
}

/** Name of the set that is there only to be measured on. */
export const FRESH = 'texts made up for this';

/**
 * English texts that nothing was chosen on; a tenth of `train/written` that no weight was learned from (temperatures and `mixed` were
 * chosen on it); with a folder of data (`MOLVA_DATA`) also the dev parts of its sets.
 */
export function labelledSets(data: string | undefined): LabelledSet[] {
  const held = readWritten().filter(({ text }) => isHeldOut(text));
  const own: LabelledSet[] = [
    { name: FRESH, language: 'en', rows: english() },
    ...READ_LANGUAGES.map((language) => ({
      name: 'held-out tenth of own texts',
      language,
      rows: held.filter((one) => one.language === language),
    })),
  ];
  if (data === undefined) return own;
  const folder = path.join(data, 'sentiment');
  if (!existsSync(folder)) throw new Error(`MOLVA_DATA: ${folder} is not there`);
  const sets = READ_LANGUAGES.flatMap((language) =>
    Object.keys(SETS[language]).map((name) => ({ name, language, rows: readSet(folder, name, 'dev') })),
  );
  return [...own, ...sets];
}

const CHARACTERS = 300;

/** So many texts of about 300 characters, put together from a language's own texts, no two alike. */
export function speedTexts(language: ReadLanguage, howMany: number): string[] {
  const said = readWritten()
    .filter((one) => one.language === language)
    .map(({ text }) => text);
  return Array.from({ length: howMany }, (_, index) => {
    let text = said[index % said.length]!;
    for (let next = 1; text.length < CHARACTERS; next += 1) text += ` ${said[(index * 7 + next * 13) % said.length]}`;
    return `${text.slice(0, CHARACTERS)} ${index}`;
  });
}
