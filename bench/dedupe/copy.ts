import type { ReadLanguage } from '../../src/domain/item.ts';
import type { Dice } from './edits.ts';
import * as edit from './edits.ts';
import { WORDING } from './wording.ts';

/** A review of a made set and what is true of it. */
export interface Labelled {
  readonly id: string;
  readonly lang: ReadLanguage;
  readonly source: string;
  readonly brand: string;
  readonly productId: string | null;
  readonly author: string;
  readonly date: string;
  readonly stars: number;
  readonly text: string;
  readonly truth: {
    readonly edit: string;
    readonly must: string;
    readonly dup: string;
    readonly near: string;
    readonly base: string | null;
  };
}

/** What may be done to a text that is shown again. */
export const EDITS = [
  'exact',
  'ws_punct_case',
  'emoji_yo',
  'homoglyph',
  'typo',
  'reorder',
  'wordrep10',
  'wordrep20',
  'trunc70',
  'promo',
  'reply_append',
  'combo',
  'wordrep30',
  'wordrep50',
  'template_swap',
  'neg_flip',
] as const;

/** The same person's name as another site prints it. */
export function variant(author: string, d: Dice): string {
  return d.pick([author, author, author.toUpperCase(), author.replace(' ', ''), author.split(' ')[0]!]);
}

/** A copy of a text by one kind of edit; null where the text does not lend itself to it. */
export function edited(
  kind: (typeof EDITS)[number],
  text: string,
  lang: ReadLanguage,
  name: string,
  vocabulary: readonly string[],
  d: Dice,
): string | null {
  const wording = WORDING[lang];
  switch (kind) {
    case 'exact':
      return text;
    case 'ws_punct_case':
      return edit.layout(text, d);
    case 'emoji_yo':
      return edit.emoji(text, d);
    case 'homoglyph':
      return edit.lookAlike(text, d);
    case 'typo':
      return edit.typos(text, d);
    case 'reorder':
      return edit.sentences(text).length < 3 ? null : edit.reorder(text, d);
    case 'trunc70':
      return edit.words(text).length < 9 ? null : edit.cut(text, wording, d);
    case 'promo':
      return edit.promote(text, wording, d);
    case 'reply_append':
      return edit.answer(text, wording, d, name);
    case 'combo': {
      const layered = edit.typos(edit.layout(text, d), d, 0.015);
      return d.next() < 0.5 ? edit.emoji(layered, d) : edit.cut(layered, wording, d);
    }
    case 'neg_flip': {
      const found = wording.flips.filter(([from]) => text.toLowerCase().includes(from));
      if (found.length === 0) return null;
      const [from, to] = d.pick(found);
      return text.replace(new RegExp(from, 'i'), to);
    }
    case 'template_swap':
      return null;
    default:
      return edit.replace(text, Number(kind.slice(-2)) / 100, vocabulary, d);
  }
}
