import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ReadLanguage } from '../src/domain/item.ts';
import type { LexiconSource } from '../src/understand/sentiment/lexicon.ts';
import { readLexicon } from './data.ts';

type Entry = readonly [mood: number, words: readonly string[]];

/** Lines `<mood> word word ...`; `#` begins a heading. Throws with file and line where the number is missing. */
function readEntries(file: string): Entry[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, i): Entry[] => {
      if (line.trim() === '' || line.startsWith('#')) return [];
      const [mood = '', ...words] = line.trim().split(/\s+/);
      if (!/^[-+]?\d+(\.\d+)?$/.test(mood)) throw new Error(`${file}:${i + 1}: a line begins with a number`);
      return [[Number(mood), words]];
    });
}

/** Published lexicons used beside our own, with the factor that brings them to -3..3 and the least polarity that counts. */
const PUBLISHED: Readonly<Record<ReadLanguage, readonly { name: string; scale: number; least: number }[]>> = {
  ru: [],
  en: [
    { name: 'en-vader', scale: 3, least: 0.3 },
    { name: 'en-opinion-lexicon', scale: 1.7, least: 0.3 },
  ],
  nl: [{ name: 'nl-pattern', scale: 3, least: 0.15 }],
};

/** Our own files of a language, then published ones for words that ours do not have. */
const OWN = path.join(import.meta.dirname, 'lexicon');

export function lexiconOf(language: ReadLanguage, published: string, own = OWN): LexiconSource {
  const files = readdirSync(own)
    .filter((name) => name.startsWith(`${language}-`))
    .sort();
  const entries = files
    .filter((name) => !name.includes('shifters'))
    .flatMap((name) => readEntries(path.join(own, name)));
  const known = new Set(entries.flatMap(([, words]) => words));
  for (const { name, scale, least } of PUBLISHED[language]) {
    const added = readLexicon(published, name).filter(
      ({ word, polarity }) => Math.abs(polarity) >= least && !known.has(word) && !/\s/.test(word),
    );
    for (const { word } of added) known.add(word);
    const byMood = new Map<number, string[]>();
    for (const { word, polarity } of added) {
      const mood = Math.max(-3, Math.min(3, Math.round(polarity * scale * 10) / 10));
      const list = byMood.get(mood);
      if (list === undefined) byMood.set(mood, [word]);
      else list.push(word);
    }
    entries.push(...byMood);
  }
  const shifters = files
    .filter((name) => name.includes('shifters'))
    .flatMap((name) => readEntries(path.join(own, name)));
  return { language, entries, shifters };
}
