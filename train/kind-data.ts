import { readFileSync } from 'node:fs';
import path from 'node:path';
import { READ_LANGUAGES, type ReadLanguage } from '../src/domain/item.ts';
import { GROUPS, KIND_SIGNS } from '../src/understand/kind/signs.ts';
import { BUCKETS, type KindWeights, type PackedTurns, SORT_COUNT, SORTS } from '../src/understand/kind/weights.ts';
import { foldCase } from '../src/understand/normalise.ts';
import { stemIn } from '../src/understand/stems.ts';
import { readAspectTexts } from './themes-data.ts';
import { readWritten } from './written.ts';

/** Reads the turns of speech of a language. Throws with file and line where a sign is unknown. */
export function readTurns(language: ReadLanguage, folder = path.join(import.meta.dirname, 'kind')): PackedTurns {
  const file = path.join(folder, `${language}.txt`);
  const turns: [number, string[]][] = [];
  for (const [i, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    if (line.startsWith('[')) {
      const group = (GROUPS as readonly string[]).indexOf(line.trim().slice(1, -1));
      if (group === -1) throw new Error(`${file}:${i + 1}: no such sign`);
      turns.push([group, []]);
      continue;
    }
    const list = turns.at(-1);
    if (list === undefined) throw new Error(`${file}:${i + 1}: words before the first sign`);
    for (const entry of line.trim().split(/\s+/)) {
      const words = foldCase(entry).split(/[_-]/);
      list[1].push(words.map((word) => (word.endsWith('*') ? word : stemIn(language, word))).join(' '));
    }
  }
  return turns;
}

/** Weights that know the turns of speech and nothing else. */
export function bareKinds(): KindWeights {
  const languages = READ_LANGUAGES.map((language) => ({
    language,
    codes: new Int8Array(BUCKETS * SORT_COUNT),
    scale: 1,
    turns: readTurns(language),
  }));
  const none = new Array<number>(SORT_COUNT).fill(0);
  return { bias: none, signs: Array.from({ length: KIND_SIGNS }, () => none), languages };
}

export interface KindText {
  readonly id: string;
  readonly language: ReadLanguage;
  readonly text: string;
  readonly kind: string;
  /** Index in `SORTS`. */
  readonly sort: number;
  readonly label: string | null;
  readonly isWritten: boolean;
}

function sortOf(kind: string): number {
  return Math.max(0, (SORTS as readonly string[]).indexOf(kind));
}

/** Sentences of reviews, of the train parts: opinions, so that plain ones are known in every language. */
const OPINIONS = ['ru-m-absa', 'en-m-absa', 'nl-m-absa'] as const;

export function readKindTexts(data: string): KindText[] {
  const written = readWritten().map(({ language, text, kind, label }) => ({
    id: text,
    language,
    text,
    kind,
    sort: sortOf(kind),
    label,
    isWritten: true,
  }));
  const opinions = OPINIONS.flatMap((set) =>
    readAspectTexts(path.join(data, 'aspects'), set, 'train')
      .filter(({ text }) => !text.includes('?'))
      .map(({ id, lang, text }) => ({
        id,
        language: lang,
        text,
        kind: 'opinion',
        sort: 0,
        label: null,
        isWritten: false,
      })),
  );
  return [...written, ...opinions];
}
