import type { ReadLanguage } from '../../domain/item.ts';
import type { OwnTheme } from '../../domain/theme.ts';
import { stemIn } from '../stems.ts';
import type { Hit, ReadText } from './hits.ts';
import { compile, find, type Match, type Pattern, type Patterns, symbolsOf } from './patterns.ts';
import { scan } from './scan.ts';
import { COUNT } from './weights.ts';
import { foldWord } from './words.ts';

/** Users' themes made ready for one language. */
interface OwnPatterns {
  readonly patterns: Patterns;
  readonly symbols: Map<string, readonly number[]>;
}

/** So many words of texts are remembered for one list of themes. */
const CACHED_WORDS = 20_000;
const NONE: readonly number[] = [];

/** Even values name a theme, odd ones give its words another sense. */
function patternOf(language: ReadLanguage, text: string, value: number): Pattern[] {
  const { raw, isWord } = scan(text);
  const words = raw.filter((_, i) => isWord[i]).map((word) => stemIn(language, foldWord(word)));
  return words.length === 0 ? [] : [{ words, value }];
}

function prepare(language: ReadLanguage, themes: readonly OwnTheme[]): OwnPatterns {
  const list = themes.flatMap(({ words, phrases, exclusions }, i) => [
    ...[...words, ...phrases].flatMap((text) => patternOf(language, text, 2 * i)),
    ...exclusions.flatMap((text) => patternOf(language, text, 2 * i + 1)),
  ]);
  return { patterns: compile(list), symbols: new Map() };
}

// A memo of a pure function: the patterns of a list live as long as the list.
const prepared = new WeakMap<readonly OwnTheme[], Map<ReadLanguage, OwnPatterns>>();

function patternsOf(language: ReadLanguage, themes: readonly OwnTheme[]): OwnPatterns {
  let languages = prepared.get(themes);
  if (languages === undefined) {
    languages = new Map();
    prepared.set(themes, languages);
  }
  let own = languages.get(language);
  if (own === undefined) {
    own = prepare(language, themes);
    languages.set(language, own);
  }
  return own;
}

function symbolsIn(own: OwnPatterns, language: ReadLanguage, token: string): readonly number[] {
  const known = own.symbols.get(token);
  if (known !== undefined) return known;
  const symbols = symbolsOf(own.patterns, token, [stemIn(language, token)]);
  if (own.symbols.size >= CACHED_WORDS) own.symbols.clear();
  own.symbols.set(token, symbols);
  return symbols;
}

/**
 * Places where users' own themes are named: by a word or phrase, in any form, that no exclusion covers. `theme` of a hit is `COUNT`
 * plus the index in `themes`. Time grows with the text's length and not with the number of words listed.
 */
export function ownHits(
  language: ReadLanguage,
  { words, scan: { isWord } }: ReadText,
  themes: readonly OwnTheme[],
): Hit[] {
  if (themes.length === 0) return [];
  const own = patternsOf(language, themes);
  const matches = find(
    own.patterns,
    words.map(({ token }, i) => (isWord[i] ? symbolsIn(own, language, token) : NONE)),
  );
  const excluded = new Set<string>();
  for (const { at, size, value } of matches)
    if (value % 2 === 1) for (let i = at; i < at + size; i++) excluded.add(`${value} ${i}`);
  const isExcluded = ({ at, size, value }: Match): boolean => {
    for (let i = at; i < at + size; i++) if (!excluded.has(`${value + 1} ${i}`)) return false;
    return true;
  };
  return matches
    .filter((match) => match.value % 2 === 0 && !isExcluded(match))
    .map(({ at, size, value }) => ({ at, size, theme: COUNT + value / 2, isPlain: true }));
}
