const LETTER = /^\p{L}$/u;
const CYRILLIC = /^\p{Script=Cyrillic}$/u;
const LATIN = /^\p{Script=Latin}$/u;

const KNOWN = 8;
const IS_LETTER = 1;
const IS_CYRILLIC = 2;
const IS_LATIN = 4;

/** What each sign is, found out when it is met first: looking it up is ten times faster than matching runs of it. */
const kinds = new Uint8Array(0x110000);

function kindOf(code: number): number {
  const known = kinds[code] ?? 0;
  if (known !== 0) return known;
  const sign = String.fromCodePoint(code);
  const kind =
    KNOWN +
    (LETTER.test(sign) ? IS_LETTER : 0) +
    (CYRILLIC.test(sign) ? IS_CYRILLIC : 0) +
    (LATIN.test(sign) ? IS_LATIN : 0);
  kinds[code] = kind;
  return kind;
}

/** How much of a text is letters, and of which script, in UTF-16 units. */
export function lettersIn(text: string): { letters: number; cyrillic: number; latin: number } {
  let letters = 0;
  let cyrillic = 0;
  let latin = 0;
  for (let at = 0; at < text.length; at += 1) {
    let code = text.charCodeAt(at);
    let units = 1;
    if (code >= 0xd800 && code <= 0xdbff) {
      code = text.codePointAt(at) ?? code;
      if (code > 0xffff) {
        units = 2;
        at += 1;
      }
    }
    const kind = kindOf(code);
    if ((kind & IS_LETTER) !== 0) letters += units;
    if ((kind & IS_CYRILLIC) !== 0) cyrillic += units;
    if ((kind & IS_LATIN) !== 0) latin += units;
  }
  return { letters, cyrillic, latin };
}
