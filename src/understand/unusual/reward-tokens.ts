/** A word of a sentence, folded, and whether letters of another alphabet, digits, or gaps were put in to hide it. */
export interface Token {
  readonly word: string;
  readonly hidden: boolean;
  /** Place in the sentence, for a quote. */
  readonly from: number;
  readonly to: number;
}

const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
const WORD = /#?[\p{L}\p{N}$@\u00ad\u200b-\u200f\u2060\ufeff]+(?:[-'’*][\p{L}\p{N}]+)*/gu;
const LATIN = 'abcehkmoptxyu0346@$';
const CYRILLIC = 'авсенкмортхуи0зчбас';
const TO_CYRILLIC = new Map([...LATIN].map((c, i) => [c, [...CYRILLIC][i]!] as const));
const TO_LATIN = new Map([
  ...[...CYRILLIC].slice(0, 13).map((c, i) => [c, LATIN[i]!] as const),
  ...([
    ['@', 'a'],
    ['$', 's'],
    ['0', 'o'],
    ['1', 'i'],
    ['3', 'e'],
  ] as const),
]);
TO_CYRILLIC.set('0', 'о');
const HAS_LATIN = /[a-z]/;
const HAS_CYRILLIC = /[а-я]/;
const HAS_SIGN = /[0-9@$*]/;

function map(word: string, table: ReadonlyMap<string, string>): string {
  return [...word].map((c) => table.get(c) ?? c).join('');
}

/** The word as it is meant: invisible signs off, look-alikes in the alphabet of most of its letters. */
function unhide(raw: string): { word: string; hidden: boolean } {
  const plain = raw.replace(INVISIBLE, '');
  const word = plain.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').replace(/['’]/g, '');
  const gaps = plain !== raw || /^(?:\p{L}[-*]){3,}\p{L}$/u.test(plain);
  const joined = gaps ? word.replace(/[-*]/g, '') : word;
  const body = joined.startsWith('#') ? joined.slice(1) : joined;
  const isMixed = HAS_LATIN.test(body) && HAS_CYRILLIC.test(body);
  const hasSign = HAS_SIGN.test(body) && /\p{L}.*\p{L}/u.test(body) && /\p{L}[0-9@$*]+\p{L}|^[@$]\p{L}{3}/u.test(body);
  if (!isMixed && !hasSign) return { word: joined, hidden: gaps };
  const latin = [...body].filter((c) => c >= 'a' && c <= 'z').length;
  const cyrillic = [...body].filter((c) => c >= 'а' && c <= 'я').length;
  const meant = cyrillic >= latin ? map(joined, TO_CYRILLIC) : map(joined, TO_LATIN);
  return { word: meant.replaceAll('*', ''), hidden: true };
}

/** So many words of a sentence are looked at. */
const MOST = 400;

export function tokensOf(sentence: string): Token[] {
  const tokens: Token[] = [];
  let letters: Token[] = [];
  const flush = (): void => {
    // "б о н у с": single letters in a row are one word.
    if (letters.length >= 4)
      tokens.push({
        word: letters.map(({ word }) => word).join(''),
        hidden: true,
        from: letters[0]!.from,
        to: letters.at(-1)!.to,
      });
    else tokens.push(...letters);
    letters = [];
  };
  for (const match of sentence.matchAll(WORD)) {
    if (tokens.length >= MOST) break;
    const token = { ...unhide(match[0]), from: match.index, to: match.index + match[0].length };
    if (/^\p{L}$/u.test(token.word) && letters.length < 30) {
      letters.push(token);
      continue;
    }
    flush();
    tokens.push(token);
  }
  flush();
  return tokens;
}
