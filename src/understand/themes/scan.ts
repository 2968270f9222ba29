import { COMMA, STOP } from '../sentiment/features.ts';

/** So much of a longer text is read: its beginning and its end, as the sentiment model does. */
const HALF_CHARS = 6_000;

/** Words and marks of a text in order, with the places where they stand in it. */
export interface Scan {
  readonly text: string;
  /** Words as written; marks as the sentiment model names them. */
  readonly raw: readonly string[];
  readonly isWord: readonly boolean[];
  readonly from: readonly number[];
  readonly to: readonly number[];
}

const LETTER = /[\p{L}\p{N}\p{M}]/u;
/** What a character under U+0500 is: 1 a letter or digit, 2 a stop, 3 a comma, 4 ! 5 ? 6 ) 7 ( 8 an apostrophe, 9 a new line, 10 half of a pair. */
const KINDS = new Uint8Array(0x500);
for (let code = 0; code < KINDS.length; code++) KINDS[code] = LETTER.test(String.fromCharCode(code)) ? 1 : 0;
for (const [sign, kind] of Object.entries({
  '.': 2,
  ',': 3,
  ';': 3,
  '!': 4,
  '?': 5,
  ')': 6,
  '(': 7,
  "'": 8,
  '`': 8,
  '\n': 9,
}))
  KINDS[sign.charCodeAt(0)] = kind;

function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 0x500) return KINDS[code]!;
  if (code === 0x2026) return 2;
  if (code === 0x2019) return 8;
  if (code >= 0xd800 && code < 0xe000) return 10;
  return LETTER.test(text.charAt(at)) ? 1 : 0;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code < 0x3a;
}

const MARKS: readonly (readonly [one: string, two: string, many: string])[] = [
  ['', '', ''],
  ['', '', ''],
  [STOP, STOP, STOP],
  [COMMA, COMMA, COMMA],
  ['!', '!!', '!!'],
  ['?', '??', '??'],
  [')', '))', ')))'],
  ['(', '((', '((('],
];

/** So much of a text as is read. */
export function readable(text: string): string {
  return text.length > 2 * HALF_CHARS ? `${text.slice(0, HALF_CHARS)}\n${text.slice(-HALF_CHARS)}` : text;
}

// A memo of a pure function: themes and kind of a text are read one after the other.
let last: Scan | undefined;

/**
 * Cuts a text into words and marks in one pass. An apostrophe inside a word belongs to it; a comma or point between digits is no
 * mark; a new line ends a sentence.
 */
export function scan(whole: string): Scan {
  const text = readable(whole);
  if (last?.text === text) return last;
  const [raw, isWord, from, to]: [string[], boolean[], number[], number[]] = [[], [], [], []];
  const { length } = text;
  for (let at = 0; at < length; ) {
    const start = at;
    const kind = kindAt(text, at++);
    if (kind === 0 || kind === 8) continue;
    if (kind === 1) {
      while (at < length) {
        const next = kindAt(text, at);
        if (next !== 1 && !(next === 8 && at + 1 < length && kindAt(text, at + 1) === 1)) break;
        at++;
      }
    } else if (kind === 10) {
      // Emoji one by one: each is a word of the sentiment model.
      if (at < length && kindAt(text, at) === 10) at++;
    } else {
      if ((kind === 2 || kind === 3) && start > 0 && isDigit(text, start - 1) && isDigit(text, at)) continue;
      while (at < length && kindAt(text, at) === kind) at++;
    }
    const size = at - start;
    raw.push(
      kind === 1 || kind === 10
        ? text.slice(start, at)
        : kind === 9
          ? STOP
          : MARKS[kind]![size === 1 ? 0 : size === 2 ? 1 : 2]!,
    );
    isWord.push(kind === 1 || kind === 10);
    from.push(start);
    to.push(at);
  }
  last = { text, raw, isWord, from, to };
  return last;
}

/** Whether a mark ends a sentence. */
export function isEnd(mark: string): boolean {
  return mark === STOP || mark === '!' || mark === '!!' || mark === '?' || mark === '??';
}
