import type { Brand } from '../domain/brand.ts';
import { foldCase } from './normalise.ts';
import { otherLayout, soundKey, toCyrillic } from './sound.ts';

/** One word of a name: the folded forms that match as they are, and the sound keys that match from either script. */
export interface WordPattern {
  readonly exact: ReadonlySet<string>;
  readonly keys: ReadonlySet<string>;
}

export interface BrandPattern {
  /** Names, each a list of words. */
  readonly names: readonly (readonly WordPattern[])[];
  readonly excluded: readonly (readonly WordPattern[])[];
  /** Whole names as they look typed on the wrong layout, lower case. */
  readonly wrongLayout: readonly string[];
}

/** Shorter names match only as they are written: two letters sound like too many words. */
const MIN_KEY_CHARS = 3;
/** Shorter words are not declined: "и", "на" inside a name, and brands like "ВК". */
const MIN_DECLINED_CHARS = 3;
/** On the wrong layout three keys still make an ordinary word or an abbreviation. */
const MIN_WRONG_LAYOUT_CHARS = 4;

/** Endings by the end of the nominative, first match decides. Russian declension, singular and plural. */
const DECLENSIONS: readonly (readonly [RegExp, string])[] = [
  [
    /(?:ый|ий|ой|ая|яя|ое|ее|ые|ие)$/,
    'ый ий ой ая яя ое ее ые ие ого его ому ему ым им ом ем ей ую юю ою ею ых их ыми ими',
  ],
  [/[ая]$/, 'а я ы и е у ю ой ей ою ею ам ям ами ями ах ях'],
  [/й$/, 'й я ю ем е и ев ям ями ях'],
  [/ь$/, 'ь я ю ем е и ью ей ям ями ях'],
  [/[ое]$/, 'о е а я у ю ом ем ам ям ами ями ах ях'],
  [/[иы]$/, 'и ы ов ев ей ам ям ами ями ах ях'],
  [/[бвгджзклмнпрстфхцчшщ]$/, ' а у ом ем е ы и ов ев ам ами ах'],
];

/** A Cyrillic word in all cases; what does not decline stays alone. */
function inCases(word: string): string[] {
  if (word.length < MIN_DECLINED_CHARS) return [word];
  for (const [end, endings] of DECLENSIONS) {
    if (!end.test(word)) continue;
    const stem = word.replace(end, (found) => (/^[бвгджзклмнпрстфхцчшщ]$/.test(found) ? found : ''));
    return [word, ...endings.split(' ').map((ending) => stem + ending)];
  }
  return [word];
}

function formsOf(word: string): string[] {
  if (/[а-я]/.test(word)) return inCases(word);
  return /^[a-z]{3,}$/.test(word) ? [word, ...inCases(toCyrillic(word))] : [word];
}

function wordPattern(original: string): WordPattern {
  const word = foldCase(original);
  const forms = formsOf(word);
  // Ёлка is elka by the letters of most people, but yolka on its sign.
  const byName = original.toLowerCase().includes('ё') ? formsOf(original.toLowerCase().replaceAll('ё', 'йо')) : [];
  const keys = [...forms, ...byName].map(soundKey).filter((key) => key.length >= MIN_KEY_CHARS);
  return { exact: new Set(forms), keys: new Set(soundKey(word).length >= MIN_KEY_CHARS ? keys : []) };
}

function wordsIn(name: string): string[] {
  return name.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A name as its words and, for a name of several, also written together (hashtags). */
function namePatterns(name: string): WordPattern[][] {
  const words = wordsIn(name);
  if (words.length === 0) return [];
  const apart = words.map(wordPattern);
  return words.length === 1 ? [apart] : [apart, [wordPattern(words.join(''))]];
}

function layouts(name: string): string[] {
  const words = wordsIn(foldCase(name));
  const last = words.at(-1) ?? '';
  const lead = words.slice(0, -1).join(' ');
  const forms = /[а-я]/.test(last) ? inCases(last) : [last];
  const whole = forms.map((form) => otherLayout(lead === '' ? form : `${lead} ${form}`));
  const asWritten = otherLayout(name.toLowerCase());
  return [...whole, asWritten].filter((typed) => typed.replace(/\s/g, '').length >= MIN_WRONG_LAYOUT_CHARS);
}

function compile(brand: Pick<Brand, 'name' | 'spellings' | 'exclude'>): BrandPattern {
  const names = [brand.name, ...brand.spellings];
  return {
    names: names.flatMap(namePatterns),
    excluded: brand.exclude.flatMap(namePatterns),
    wrongLayout: [...new Set(names.flatMap(layouts))],
  };
}

// A memo of a pure function: a worker reads thousands of items of few brands, each in a copy of its own.
const compiled = new Map<string, BrandPattern>();
const MAX_COMPILED = 500;

/** Everything that is looked for in a text about this brand. */
export function compileBrand(brand: Pick<Brand, 'name' | 'spellings' | 'exclude'>): BrandPattern {
  const id = JSON.stringify([brand.name, brand.spellings, brand.exclude]);
  const known = compiled.get(id);
  if (known) return known;
  if (compiled.size >= MAX_COMPILED) compiled.clear();
  const pattern = compile(brand);
  compiled.set(id, pattern);
  return pattern;
}
