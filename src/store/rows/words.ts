import type { DraftColumns } from './item-row.ts';

export type Texts = Pick<DraftColumns, 'title' | 'text' | 'pros' | 'cons'>;

const WORD = /[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu;
/** Anything but signs whose kind is told by their number: ASCII, Cyrillic letters, and the marks of printed texts. */
const NOT_PLAIN = /[^\u0000-\u007f\u00a0\u00ab\u00bb\u0400-\u045f\u2013-\u201f\u2026\u20ac\u20bd]/;
const JOINERS = new Set([0x27, 0x2d, 0x2019]);

function isWordSign(code: number): boolean {
  if (code >= 0x400) return code <= 0x45f;
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90);
}

/** What `WORD` finds in a plain text, in a third of the time. */
function plainWords(text: string): number {
  let words = 0;
  let before = false;
  let joins = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const isWord = isWordSign(code);
    if (isWord && !before && !joins) words += 1;
    joins = before && JOINERS.has(code);
    before = isWord;
  }
  return words;
}

/** Runs of letters, marks and digits in all text parts together; what joins two letters (don't, из-за) parts no word. */
export function wordCount({ title, text, pros, cons }: Texts): number {
  let words = 0;
  for (const part of [title, text, pros, cons]) {
    if (part === null) continue;
    words += NOT_PLAIN.test(part) ? (part.match(WORD)?.length ?? 0) : plainWords(part);
  }
  return words;
}
