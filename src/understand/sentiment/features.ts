import { foldCase } from '../normalise.ts';

/** Buckets per language: 2^18 keeps collisions of the trained features rare and the weights under 0.8 MB a language. */
export const BUCKETS = 1 << 18;
export const CLASSES = 3;
/** Enough for the longest honest review; more is read from its beginning and its end, where people sum up. */
const MAX_CHARS = 12_000;
const MAX_WORD_CHARS = 30;
const CHAR_GRAM_MIN = 3;
const CHAR_GRAM_MAX = 5;
/** How many words a negation reaches. */
const NEGATION_REACH = 3;

/** Seeds of the feature kinds, so that the word "ok" and the pair of letters "ok" fall into different buckets. */
const SEED = { char: 0x51ed270b, word: 0x2f6e2b1d, pair: 0x7a3f91c5, negated: 0x1b873593, stem: 0x3c6ef372 } as const;

const NEGATIONS = new Set(
  'не нет ни без никак никогда ничего нельзя not no never without cannot cant dont doesnt didnt isnt wasnt arent werent wont wouldnt couldnt shouldnt havent hasnt hadnt nothing none nor hardly niet geen nooit zonder niets nergens noch'.split(
    ' ',
  ),
);

/** Faces and signs by mood; a sign of one of these is also read as its group, so that rare ones count. */
const GOOD_SIGNS = /[😀😃😄😁😆😊🙂😉😍🥰😘😋😎🤩🥳😇🤗👍👏🙌💪👌🔥💯❤♥💕💖💗💙💚💛🧡💜🌹🌸💐🎉⭐🌟✨😻🤝🙏✅]/u;
const BAD_SIGNS = /[😠😡🤬😤😞😒😔😟😕🙁☹😣😖😫😩😢😭😱🤮🤢👎💩😾😿🤦🤡❌🚫😨😰😓💔🖕⛔]/u;

/** Praise by denying the opposite; as one word it is not drawn down by its parts. */
const LITOTES: readonly (readonly [RegExp, string])[] = [
  [/(?<!\p{L})не\s?плох(?:о|ой|ая|ое|ие)(?!\p{L})/gu, 'неплохо'],
  [/(?<!\p{L})(?:not|isnt|wasnt|arent)(?: too| so| that| half| a)? bad(?!\p{L})/gu, 'notbad'],
  [/(?<!\p{L})niet (?:zo |te )?slecht(?!\p{L})/gu, 'nietslecht'],
  [/(?<!\p{L})без (?:нареканий|проблем|замечаний)(?!\p{L})/gu, 'беззамечаний'],
  [/(?<!\p{L})(?:no|without(?: any)?|not a single) (?:problems?|issues?|complaints?)(?!\p{L})/gu, 'noproblems'],
  [/(?<!\p{L})(?:geen|zonder) (?:problemen|klachten)(?!\p{L})/gu, 'geenproblemen'],
];

const TOKEN =
  /(\d{1,2}) ?(?:из|\/|out of|of|van de|van) ?(10|5)(?!\d)|[\p{L}\p{N}]+|\){1,}|\({1,}|[:;=8][-']?[)(dp|\\/](?![\p{L}\p{N}])|!+|\?+|\p{Extended_Pictographic}|[.,;…]+/gu;
/** Swearing hidden from filters ("х*йня", "f**k"): read as one sign, whatever the word was. */
const HIDDEN_SWEARING = /(?<![\p{L}\p{N}])\p{L}{1,3}[*@#$]{1,6}\p{L}{1,8}(?!\p{L})/gu;
export const SWEARING = 'swearingsign';
/** Ends of sentences and halves of them, which end the reach of a negation. */
export const STOP = '.';
export const COMMA = ',';

/** Repeated letters are shortened: оооочень -> очень, sooo -> soo (Latin words have honest doubles). */
function unstretch(word: string): string {
  return word.replace(/(\p{L})\1{2,}/gu, (run, letter: string) =>
    letter < '\u0250' ? letter + letter : run.charAt(0),
  );
}

function brackets(run: string, sign: string): string {
  return run.length > 2 ? `${sign}${sign}${sign}` : run.length === 2 ? `${sign}${sign}` : sign;
}

/** So much of a text as is judged: its beginning and its end. */
export function readable(text: string): string {
  return text.length > MAX_CHARS ? `${text.slice(0, MAX_CHARS / 2)} ${text.slice(-MAX_CHARS / 2)}` : text;
}

/** Words, smileys, emoji, runs of marks, ratings said in words ("8 из 10"), stops and commas, lower case, in order. */
export function tokens(text: string): string[] {
  let lower = foldCase(readable(text)).replace(/(?<=\p{L})['’`](?=\p{L})/gu, '');
  for (const [phrase, word] of LITOTES) lower = lower.replace(phrase, word);
  if (lower.includes('*') || lower.includes('@') || lower.includes('#') || lower.includes('$'))
    lower = lower.replace(HIDDEN_SWEARING, ` ${SWEARING} `);
  const found: string[] = [];
  for (const match of lower.matchAll(TOKEN)) {
    const token = match[0];
    const first = token.charCodeAt(0);
    if (match[1] !== undefined) found.push(`rated ${match[1]} of ${match[2]}`);
    else if (first === 0x29) found.push(brackets(token, ')'));
    else if (first === 0x28) found.push(brackets(token, '('));
    else if (first === 0x21) found.push(token.length > 1 ? '!!' : '!');
    else if (first === 0x3f) found.push(token.length > 1 ? '??' : '?');
    else if (first === 0x2c || first === 0x3b) found.push(COMMA);
    else if (first === 0x2e || first === 0x2026) found.push(STOP);
    else if (first > 0x2000 && GOOD_SIGNS.test(token)) found.push(token, 'good sign');
    else if (first > 0x2000 && BAD_SIGNS.test(token)) found.push(token, 'bad sign');
    else found.push(unstretch(token).slice(0, MAX_WORD_CHARS));
  }
  return found;
}

export function isStop(token: string): boolean {
  return token === STOP || token === COMMA;
}

export function isNegation(token: string): boolean {
  return NEGATIONS.has(token);
}

/** Final mix of MurmurHash3, so that the low bits are as good as the high ones. */
function bucket(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) & (BUCKETS - 1);
}

/** FNV-1a over UTF-16 units, seeded. */
function hash(text: string, seed: number): number {
  let h = seed;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h;
}

/** Number of a word that the buckets of its pairs are made from. */
export function wordId(word: string): number {
  return hash(word, SEED.word);
}

export function wordBucket(word: string): number {
  return bucket(hash(word, SEED.word));
}

export function stemBucket(stem: string): number {
  return bucket(hash(stem, SEED.stem));
}

/** Buckets of the letter runs of three to five inside a word with its ends marked. */
export function charBuckets(word: string): number[] {
  const padded = `<${word}>`;
  const found: number[] = [];
  for (let i = 0; i + CHAR_GRAM_MIN <= padded.length; i++) {
    let h: number = SEED.char;
    const end = Math.min(i + CHAR_GRAM_MAX, padded.length);
    for (let j = i; j < end; j++) {
      h = Math.imul(h ^ padded.charCodeAt(j), 0x01000193);
      if (j - i + 1 >= CHAR_GRAM_MIN) found.push(bucket(h));
    }
  }
  return found;
}

/** Buckets of neighbouring words, and of words within the reach of a negation, which ends at a stop. `words` are those of `list`. */
export function contextBuckets(list: readonly string[], words: readonly { readonly id: number }[]): number[] {
  const found: number[] = [];
  let reach = 0;
  let before: number = SEED.pair;
  for (let i = 0; i < list.length; i++) {
    const token = list[i]!;
    if (isStop(token)) {
      reach = 0;
      continue;
    }
    const { id } = words[i]!;
    found.push(bucket(Math.imul(before, 0x9e3779b1) ^ id ^ SEED.pair));
    if (reach > 0) {
      found.push(bucket(id ^ SEED.negated));
      reach -= 1;
    }
    if (NEGATIONS.has(token)) reach = NEGATION_REACH;
    before = id;
  }
  return found;
}
