import { foldCase } from '../normalise.ts';

/** Enough for the longest honest review; more is read from its beginning and its end, where people sum up. */
const MAX_CHARS = 12_000;
const MAX_WORD_CHARS = 30;

/** Faces and signs by mood; a sign of one of these is also read as its group, so that rare ones count. */
const GOOD_SIGNS = /[😀😃😄😁😆😊🙂😉😍🥰😘😋😎🤩🥳😇🤗👍👏🙌💪👌🔥💯❤♥💕💖💗💙💚💛🧡💜🌹🌸💐🎉⭐🌟✨😻🤝🙏✅]/u;
const BAD_SIGNS = /[😠😡🤬😤😞😒😔😟😕🙁☹😣😖😫😩😢😭😱🤮🤢👎💩😾😿🤦🤡❌🚫😨😰😓💔🖕⛔]/u;

/** Praise by denying the opposite, as one word that its parts do not draw down. A pattern is tried where one of `parts` stands. */
const LITOTES: readonly { readonly parts: readonly string[]; readonly phrase: RegExp; readonly word: string }[] = [
  { parts: ['плох'], phrase: /(?<!\p{L})не\s?плох(?:о|ой|ая|ое|ие)(?!\p{L})/gu, word: 'неплохо' },
  {
    parts: [' bad'],
    phrase: /(?<!\p{L})(?:not|isnt|wasnt|arent)(?: too| so| that| half| a)? bad(?!\p{L})/gu,
    word: 'notbad',
  },
  { parts: ['slecht'], phrase: /(?<!\p{L})niet (?:zo |te )?slecht(?!\p{L})/gu, word: 'nietslecht' },
  { parts: ['без '], phrase: /(?<!\p{L})без (?:нареканий|проблем|замечаний)(?!\p{L})/gu, word: 'беззамечаний' },
  {
    parts: [' problem', ' issue', ' complaint'],
    phrase: /(?<!\p{L})(?:no|without(?: any)?|not a single) (?:problems?|issues?|complaints?)(?!\p{L})/gu,
    word: 'noproblems',
  },
  {
    parts: [' problemen', ' klachten'],
    phrase: /(?<!\p{L})(?:geen|zonder) (?:problemen|klachten)(?!\p{L})/gu,
    word: 'geenproblemen',
  },
];

const INNER_APOSTROPHE = /(?<=\p{L})['’`](?=\p{L})/gu;
/** Swearing hidden from filters ("х*йня", "f**k"): read as one sign, whatever the word was. */
const HIDDEN_SWEARING = /(?<![\p{L}\p{N}])\p{L}{1,3}[*@#$]{1,6}\p{L}{1,8}(?!\p{L})/gu;
export const SWEARING = 'swearingsign';
/** Ends of sentences and halves of them, which end the reach of a negation. */
export const STOP = '.';
export const COMMA = ',';

/** A rating said in words, and a face, at one place. */
const RATED = /(\d{1,2}) ?(?:из|\/|out of|of|van de|van) ?(10|5)(?!\d)/uy;
const FACE = /[:;=][-']?[)(dp|\\/](?![\p{L}\p{N}])/uy;
const WORD_SIGN = /^[\p{L}\p{N}]/u;
const PICTURE = /^\p{Extended_Pictographic}/u;

/** Kinds of UTF-16 units, looked up instead of asking a pattern of each. */
const NOTHING = 0;
const WORD = 1;
const PICTURE_SIGN = 2;
const PAIR = 3;
const OPENING = 4;
const CLOSING = 5;
const SHOUT = 6;
const ASKED = 7;
const PAUSE = 8;
const FACE_EYES = 9;

/** Kinds of all units, found in one pass over each: asking a pattern of every single unit would take ten times as long. */
function kindTable(): Uint8Array {
  const table = new Uint8Array(0x10000);
  const units = Array.from(table, (_, unit) => (unit >= 0xd800 && unit <= 0xdfff ? ' ' : String.fromCharCode(unit)));
  const all = units.join('');
  for (const { index, 0: run } of all.matchAll(/\p{Extended_Pictographic}+/gu))
    table.fill(PICTURE_SIGN, index, index + run.length);
  for (const { index, 0: run } of all.matchAll(/[\p{L}\p{N}]+/gu)) table.fill(WORD, index, index + run.length);
  table.fill(PAIR, 0xd800, 0xdc00);
  for (const [kind, signs] of MARKS) for (const sign of signs) table[sign.charCodeAt(0)] = kind;
  return table;
}

const MARKS = [
  [OPENING, '('],
  [CLOSING, ')'],
  [SHOUT, '!'],
  [ASKED, '?'],
  [PAUSE, '.,;…'],
  [FACE_EYES, ':='],
] as const;
const KINDS = kindTable();

/** Repeated letters are shortened: оооочень -> очень, sooo -> soo (Latin words have honest doubles). */
function unstretch(word: string): string {
  return word.replace(/(\p{L})\1{2,}/gu, (run, letter: string) =>
    letter < '\u0250' ? letter + letter : run.charAt(0),
  );
}

/** So much of a text as is judged: its beginning and its end. */
export function readable(text: string): string {
  return text.length > MAX_CHARS ? `${text.slice(0, MAX_CHARS / 2)} ${text.slice(-MAX_CHARS / 2)}` : text;
}

function folded(text: string): string {
  let lower = foldCase(readable(text));
  if (lower.includes("'") || lower.includes('’') || lower.includes('`')) lower = lower.replace(INNER_APOSTROPHE, '');
  for (const { parts, phrase, word } of LITOTES)
    if (parts.some((part) => lower.includes(part))) lower = lower.replace(phrase, word);
  if (lower.includes('*') || lower.includes('@') || lower.includes('#') || lower.includes('$'))
    lower = lower.replace(HIDDEN_SWEARING, ` ${SWEARING} `);
  return lower;
}

/** Kind of what stands at `at`; of a pair of units (beyond the basic plane) the patterns are asked. */
function kindAt(text: string, at: number): number {
  const kind = KINDS[text.charCodeAt(at)]!;
  if (kind !== PAIR) return kind;
  const pair = text.slice(at, at + 2);
  return WORD_SIGN.test(pair) ? WORD : PICTURE.test(pair) ? PICTURE_SIGN : NOTHING;
}

function wide(text: string, at: number): 1 | 2 {
  return text.codePointAt(at)! > 0xffff ? 2 : 1;
}

/** End of a run of units of one kind. */
function runEnd(text: string, from: number, kind: number): number {
  let at = from + 1;
  while (at < text.length && KINDS[text.charCodeAt(at)] === kind) at += 1;
  return at;
}

/** Where the pattern matches at `at`. */
function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** The word that begins at `from`: its end, and whether it must be looked at for repeated letters. */
function wordEnd(text: string, from: number): { readonly end: number; readonly isStretched: boolean } {
  let at = from;
  let before = -1;
  let same = 1;
  let isStretched = false;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    const kind = KINDS[unit]!;
    if (kind === PAIR) {
      if (kindAt(text, at) !== WORD) break;
      isStretched = true;
      at += 2;
      continue;
    }
    if (kind !== WORD) break;
    same = unit === before ? same + 1 : 1;
    if (same === 3) isStretched = true;
    before = unit;
    at += 1;
  }
  return { end: at, isStretched };
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** Words, smileys, emoji, runs of marks, ratings said in words ("8 из 10"), stops and commas, lower case, in order. */
export function tokens(text: string): string[] {
  const lower = folded(text);
  const found: string[] = [];
  let at = 0;
  while (at < lower.length) {
    const unit = lower.charCodeAt(at);
    const kind = kindAt(lower, at);
    if (kind === NOTHING) {
      at += 1;
      continue;
    }
    if (kind === WORD) {
      const rated = isDigit(unit) ? matchAt(RATED, lower, at) : null;
      if (rated !== null) {
        found.push(`rated ${rated[1]} of ${rated[2]}`);
        at += rated[0].length;
        continue;
      }
      const { end, isStretched } = wordEnd(lower, at);
      const word = isStretched ? unstretch(lower.slice(at, end)) : lower.slice(at, end);
      found.push(word.length > MAX_WORD_CHARS ? word.slice(0, MAX_WORD_CHARS) : word);
      at = end;
      continue;
    }
    if (kind === PICTURE_SIGN) {
      const sign = lower.slice(at, at + wide(lower, at));
      found.push(sign);
      if (unit > 0x2000 && GOOD_SIGNS.test(sign)) found.push('good sign');
      else if (unit > 0x2000 && BAD_SIGNS.test(sign)) found.push('bad sign');
      at += sign.length;
      continue;
    }
    const face = kind === FACE_EYES || unit === 0x3b ? matchAt(FACE, lower, at) : null;
    if (face !== null) {
      found.push(unit === 0x3b ? COMMA : face[0]);
      at += face[0].length;
      continue;
    }
    const end = runEnd(lower, at, kind);
    const size = end - at;
    if (kind === FACE_EYES) at += 1;
    else at = end;
    if (kind === CLOSING || kind === OPENING) found.push((kind === CLOSING ? ')' : '(').repeat(Math.min(3, size)));
    else if (kind === SHOUT) found.push(size > 1 ? '!!' : '!');
    else if (kind === ASKED) found.push(size > 1 ? '??' : '?');
    else if (kind === PAUSE) found.push(unit === 0x2c || unit === 0x3b ? COMMA : STOP);
  }
  return found;
}

export function isStop(token: string): boolean {
  return token === STOP || token === COMMA;
}
