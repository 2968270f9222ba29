import type { Item } from '../domain/item.ts';

/** One line of a phone and a half. */
const MAX_LETTERS = 160;
/** Enough for the line; a text of a megabyte is not walked through for it. */
const MAX_LOOK = 1200;
/** Control characters, and the marks that turn the reading direction of everything behind them. */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;

/** Text for one line: no control characters, no directional marks, no half characters, no runs of spaces. */
export function tidy(text: string): string {
  return text.toWellFormed().replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim();
}

/** The beginning of what an item says, at most `MAX_LETTERS` letters as people count them; '' when it has no words. */
export function quoteOf(item: Pick<Item, 'title' | 'text' | 'pros' | 'cons'>): string {
  const parts = [item.title, item.text, item.cons, item.pros]
    .map((part) => tidy((part ?? '').slice(0, 2 * MAX_LOOK)))
    .filter((part) => part !== '');
  // Sites that make the title out of the text's beginning would be quoted twice.
  const [first = '', second = ''] = parts;
  const all = second.startsWith(first.replace(/(…|\.\.\.)$/, '')) ? parts.slice(1) : parts;
  return shorten(
    all.map((part, index) => (index < all.length - 1 && !/[.!?…]$/.test(part) ? `${part}.` : part)).join(' '),
  );
}

/** Cuts between letters, never through an emoji or an accent, at a word's end where one is near. */
export function shorten(text: string, max = MAX_LETTERS): string {
  const letters = [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text.slice(0, MAX_LOOK))];
  if (letters.length <= max && text.length <= MAX_LOOK) return text;
  // The look itself may have cut through the last one.
  if (text.length > MAX_LOOK) letters.pop();
  const cut = letters
    .slice(0, max)
    .map(({ segment }) => segment)
    .join('')
    // One "letter" can carry thousands of combining marks.
    .slice(0, max * 8);
  const space = cut.lastIndexOf(' ');
  return `${(space > cut.length * 0.6 ? cut.slice(0, space) : cut).toWellFormed().replace(/[\s.,;:–-]+$/, '')}…`;
}

const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/** Words that are written from the right keep to themselves among others. */
export const isolated = (text: string): string => (RTL.test(text) ? `\u2068${text}\u2069` : text);
