/** Cyrillic letters by their common Latin spelling; soft and hard signs are silent. */
const LATIN: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sh',
  ъ: '',
  ы: 'i',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
  і: 'i',
  ї: 'i',
  є: 'e',
  ґ: 'g',
};
const CYRILLIC = /[а-яіїєґ]/;
const CYRILLIC_LETTER = /[а-яіїєґ]/g;
/** Latin spellings of one sound, longest first. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/shch|sch/g, 'sh'],
  [/tch/g, 'ch'],
  [/kh/g, 'h'],
  [/ph/g, 'f'],
  [/ck/g, 'k'],
  [/tz/g, 'ts'],
  [/qu?/g, 'k'],
  [/x/g, 'ks'],
  [/w/g, 'v'],
  [/[yj]/g, 'i'],
  [/c(?=[eiy])/g, 's'],
  [/c(?!h)/g, 'k'],
];
const ACCENTS = /\p{M}/gu;

function makeKey(folded: string): string {
  let key = CYRILLIC.test(folded) ? folded.replace(CYRILLIC_LETTER, (letter) => LATIN[letter] ?? letter) : folded;
  if (/[^\u0000-\u007f]/.test(key)) key = key.normalize('NFD').replace(ACCENTS, '');
  for (const [spelling, sound] of SOUNDS) key = key.replace(spelling, sound);
  return key.replace(/([a-z])\1+/g, '$1');
}

// A memo of a pure function, emptied when full.
const known = new Map<string, string>();
const MAX_KNOWN = 20_000;

/**
 * A word by its rough sound in Latin letters, equal for a word and its transliteration: Яндекс, Yandex and Jandex are all
 * "iandeks". For folded words. Sounds are those of the letters, not of English (Google is not Гугл): such names are listed as spellings.
 */
export function soundKey(folded: string): string {
  const found = known.get(folded);
  if (found !== undefined) return found;
  const key = makeKey(folded);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(folded, key);
  return key;
}

const QWERTY = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const JCUKEN = 'йцукенгшщзхъфывапролджэячсмитьбюё';
const TO_OTHER = new Map(
  [...QWERTY].flatMap((key, i) => [[key, JCUKEN.charAt(i)] as const, [JCUKEN.charAt(i), key] as const]),
);

/** The same keys pressed on the other of the two layouts: привет -> ghbdtn, ozon -> щящт. Lower case. */
export function otherLayout(text: string): string {
  return [...text.toLowerCase()].map((sign) => TO_OTHER.get(sign) ?? sign).join('');
}

/** A Latin name in Cyrillic letters, near enough to take Russian endings: samsung -> самсунг. */
export function toCyrillic(latin: string): string {
  const letters: Readonly<Record<string, string>> = {
    a: 'а',
    b: 'б',
    c: 'к',
    d: 'д',
    e: 'е',
    f: 'ф',
    g: 'г',
    h: 'х',
    i: 'и',
    j: 'й',
    k: 'к',
    l: 'л',
    m: 'м',
    n: 'н',
    o: 'о',
    p: 'п',
    q: 'к',
    r: 'р',
    s: 'с',
    t: 'т',
    u: 'у',
    v: 'в',
    w: 'в',
    x: 'кс',
    y: 'и',
    z: 'з',
  };
  return latin
    .replace(/shch|sch/g, 'щ')
    .replace(/sh/g, 'ш')
    .replace(/ch/g, 'ч')
    .replace(/zh/g, 'ж')
    .replace(/ts/g, 'ц')
    .replace(/kh/g, 'х')
    .replace(/y[ao]/g, (pair) => (pair === 'ya' ? 'я' : 'е'))
    .replace(/yu/g, 'ю')
    .replace(/[a-z]/g, (letter) => letters[letter] ?? letter);
}
