import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { READ_LANGUAGES, type ReadLanguage } from '../src/domain/item.ts';

/** A text made up for Molva and judged by hand. */
export interface Written {
  readonly language: ReadLanguage;
  /** File without its ending: `ru-banks`. */
  readonly domain: string;
  readonly label: 'negative' | 'neutral' | 'positive' | 'mixed';
  readonly kind: string;
  /** As written: `delivery+ packaging-`, `-` for none. */
  readonly themes: string;
  readonly text: string;
}

const LABELS: Readonly<Record<string, Written['label']>> = {
  neg: 'negative',
  neu: 'neutral',
  pos: 'positive',
  mix: 'mixed',
};
const FOLDER = path.join(import.meta.dirname, 'written');

function readLine(line: string, file: string, number: number): Written {
  const [short = '', kind = '', themes = '', text = ''] = line.split('\t');
  const label = LABELS[short];
  const language = READ_LANGUAGES.find((one) => file.startsWith(`${one}-`));
  if (label === undefined || language === undefined || text.trim() === '')
    throw new Error(`${file}:${number}: expected label (neg neu pos mix), kind, themes and text, parted by tabs`);
  return { language, domain: file.replace(/\.txt$/, ''), label, kind, themes, text };
}

/** All texts of `train/written`. Throws with file and line where one cannot be read. */
export function readWritten(folder = FOLDER): Written[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .flatMap((file) =>
      readFileSync(path.join(folder, file), 'utf8')
        .split('\n')
        .flatMap((line, i) => (line.trim() === '' || line.startsWith('#') ? [] : [readLine(line, file, i + 1)])),
    );
}
