const LATIN: Readonly<Record<string, string>> = Object.fromEntries(
  [...'абвгдеёжзийклмнопрстуфхцчшщъыьэюя'].map((letter, index) => [
    letter,
    'a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya'.split(' ')[index]!.replace('_', ''),
  ]),
);

/** A name as an id: `Coffee & Co` -> `coffee-co`, Cyrillic letters transliterated by their common Latin spelling; '' without letters. */
export function nameId(name: string): string {
  const latin = [...name.normalize('NFKC').toLowerCase()].map((letter) => LATIN[letter] ?? letter).join('');
  return latin
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63);
}
