import type { ReadLanguage } from '../../domain/item.ts';
import { THEMES } from '../../domain/theme.ts';
import { foldCase } from '../normalise.ts';
import { stemIn } from '../stems.ts';
import { compile, type Patterns } from './patterns.ts';

/** How a pattern speaks for a theme: plainly, as a hint, or by saying that the words in it mean something else. */
export const PLAIN = 0;
export const HINT = 1;
export const OTHER_SENSE = 2;
export type Level = typeof PLAIN | typeof HINT | typeof OTHER_SENSE;
const LEVELS = 3;

/** The word lists of one language as they travel with the weights: stems made, words of a pattern parted by spaces. */
export interface PackedLists {
  readonly language: ReadLanguage;
  /** Index of the theme, level, patterns. */
  readonly entries: readonly (readonly [theme: number, level: Level, patterns: readonly string[]])[];
}

export function codeOf(theme: number, level: Level): number {
  return theme * LEVELS + level;
}

export function themeOf(value: number): number {
  return Math.floor(value / LEVELS);
}

export function levelOf(value: number): Level {
  return (value % LEVELS) as Level;
}

/** A listed entry as stems and beginnings, parted by spaces. */
function packEntry(language: ReadLanguage, entry: string): string {
  return foldCase(entry)
    .replace(/['’]/g, '')
    .split(/[_-]/)
    .filter((word) => word !== '')
    .map((word) => (word.endsWith('*') ? word : stemIn(language, word)))
    .join(' ');
}

/**
 * Reads a word list: `[theme]`, then lines of words; `~` begins a line of hints, `-` a line of other senses, `#` a note. Throws with
 * the number of the line where a theme is unknown or words stand before the first theme.
 */
export function packLists(language: ReadLanguage, text: string): PackedLists {
  const entries: [number, Level, string[]][] = [];
  let theme = -1;
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    if (line.startsWith('[')) theme = (THEMES as readonly string[]).indexOf(line.trim().slice(1, -1));
    if (theme === -1) throw new Error(`${language}, line ${i + 1}: no such theme`);
    if (line.startsWith('[')) continue;
    const level = line.startsWith('~') ? HINT : line.startsWith('-') ? OTHER_SENSE : PLAIN;
    // The stem of one word of another sense may be that of the word itself ("ценят", "цены"): it is compared by its beginning.
    const isBeginning = (word: string): boolean => level === OTHER_SENSE && !/[_*-]/.test(word);
    const words = line.replace(/^[~-]/, '').trim().split(/\s+/);
    entries.push([
      theme,
      level,
      [
        ...new Set(
          words.map((word) => packEntry(language, isBeginning(word) ? `${word}*` : word)).filter((word) => word !== ''),
        ),
      ],
    ]);
  }
  return { language, entries };
}

export function unpackLists({ entries }: PackedLists): Patterns {
  return compile(
    entries.flatMap(([theme, level, patterns]) =>
      patterns.map((pattern) => ({ words: pattern.split(' '), value: codeOf(theme, level) })),
    ),
  );
}
