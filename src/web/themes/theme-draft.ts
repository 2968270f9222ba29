import type { Finding, RisingPhrase, Theme, ThemeBody } from '../api/own-themes.ts';
import { THEME_IDS } from '../feed/themes.ts';

/** A theme as it is typed: lists as the text of their fields. */
export interface Draft {
  readonly title: string;
  readonly words: string;
  readonly phrases: string;
  readonly exclusions: string;
}

export type Wrong = Partial<Readonly<Record<'title' | 'words', 'title' | 'words' | 'taken'>>>;

export const EMPTY_DRAFT: Draft = { title: '', words: '', phrases: '', exclusions: '' };

export function draftOf({ title, words, phrases, exclusions }: Theme): Draft {
  return { title, words: words.join(', '), phrases: phrases.join('\n'), exclusions: exclusions.join('\n') };
}

/** A rising phrase fills the fields: one word is found in any form. */
export function draftOfPhrase({ phrase }: Pick<RisingPhrase, 'phrase'>): Draft {
  const title = phrase.charAt(0).toUpperCase() + phrase.slice(1);
  return phrase.includes(' ') ? { ...EMPTY_DRAFT, title, phrases: phrase } : { ...EMPTY_DRAFT, title, words: phrase };
}

function listed(text: string, border: RegExp): string[] {
  const parts = text.split(border).map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ''))];
}

/** What is typed as lists; several words among the single ones are a phrase. */
export function findingOf({ words, phrases, exclusions }: Draft): Finding {
  const single = listed(words, /[,;\n]/);
  const isPhrase = (part: string) => /\s/.test(part);
  return {
    words: single.filter((part) => !isPhrase(part)),
    phrases: [...new Set([...listed(phrases, /\n/), ...single.filter(isPhrase)])],
    exclusions: listed(exclusions, /\n/),
  };
}

export function hasWords({ words, phrases }: Finding): boolean {
  return words.length + phrases.length > 0;
}

/** What is missing, in the field where it is. `others` are the titles of all other themes. */
export function wrongIn(draft: Draft, others: readonly string[]): Wrong {
  const title = draft.title.trim();
  const same = others.some((other) => other.toLowerCase() === title.toLowerCase());
  return {
    ...(title === '' ? { title: 'title' } : same ? { title: 'taken' } : {}),
    ...(hasWords(findingOf(draft)) ? {} : { words: 'words' }),
  };
}

export function bodyOf(draft: Draft, id: string): ThemeBody {
  return { id, title: draft.title.trim(), ...findingOf(draft) };
}

/** Letters as they are written in addresses; the rest of Cyrillic and all else become dashes. */
const LETTERS: Readonly<Record<string, string>> = Object.fromEntries(
  'а-a б-b в-v г-g д-d е-e ё-e ж-zh з-z и-i й-y к-k л-l м-m н-n о-o п-p р-r с-s т-t у-u ф-f х-kh ц-ts ч-ch ш-sh щ-sch ъ- ы-y ь- э-e ю-yu я-ya'
    .split(' ')
    .map((pair) => pair.split('-') as [string, string]),
);
const MAX_ID_CHARS = 50;

/** An id of a new theme by its title, which none of `taken` or of the built-in ones has. It is stored with texts, so it never changes. */
export function newId(title: string, taken: readonly string[]): string {
  const latin = [...title.toLowerCase().normalize('NFC')].map((letter) => LETTERS[letter] ?? letter).join('');
  const plain = latin.normalize('NFD').replaceAll(/\p{M}/gu, '');
  const slug =
    plain
      .replaceAll(/[^a-z0-9]+/g, '-')
      .slice(0, MAX_ID_CHARS)
      .replaceAll(/^-|-$/g, '') || 'theme';
  const all = new Set<string>([...taken, ...THEME_IDS]);
  for (let n = 1; ; n++) {
    const id = n === 1 ? slug : `${slug}-${n}`;
    if (!all.has(id)) return id;
  }
}
