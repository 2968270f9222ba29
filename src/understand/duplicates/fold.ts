/** Letters of other scripts that look like Latin ones, in lower case and without accents (a part of Unicode's confusables, TR39). */
const SKELETON: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  с: 'c',
  е: 'e',
  н: 'h',
  к: 'k',
  м: 'm',
  о: 'o',
  р: 'p',
  т: 't',
  х: 'x',
  у: 'y',
  і: 'i',
  ѕ: 's',
  ј: 'j',
  ԁ: 'd',
  ԛ: 'q',
  ԝ: 'w',
  һ: 'h',
  ӏ: 'l',
  α: 'a',
  β: 'b',
  ε: 'e',
  η: 'n',
  ι: 'i',
  κ: 'k',
  μ: 'm',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
  ϲ: 'c',
  ϳ: 'j',
  ı: 'i',
  ɡ: 'g',
  ɑ: 'a',
  ß: 's',
  ø: 'o',
  đ: 'd',
  ł: 'l',
};
const SPACE = 1;
const SKIP = 2;
/** Per UTF-16 unit: what it becomes. 0: not met yet; found out when it is met first. */
const becomes = new Uint16Array(0x10000);
const APOSTROPHE = /['’‘`´ʼ]/u;
const NOTHING = /[\p{M}\p{Cf}]/u;
const WORD = /[\p{L}\p{N}]/u;

function unitOf(code: number): number {
  const sign = String.fromCharCode(code);
  let unit = SPACE;
  if (APOSTROPHE.test(sign) || NOTHING.test(sign)) unit = SKIP;
  else if (WORD.test(sign)) unit = (SKELETON[sign] ?? sign).charCodeAt(0);
  becomes[code] = unit;
  return unit;
}

const NOT_ASCII = /[^\u0000-\u007f]/;

/**
 * A text as words of one alphabet of shapes: compatibility forms resolved, lower case, no accents (ё is е), look-alike letters of
 * all scripts as one, no punctuation, emoji and characters without width; words parted by one space. "Oтзыв" with a Latin O and
 * "отзыв" fold alike, whatever the main script of the word. For comparison only, not for reading. Linear.
 */
export function foldShapes(text: string): string {
  const lower = (NOT_ASCII.test(text) ? text.normalize('NFKD') : text).toLowerCase();
  const out: number[] = [];
  let isOpen = false;
  const parts: string[] = [];
  for (let at = 0; at < lower.length; at += 1) {
    const code = lower.charCodeAt(at);
    const unit = becomes[code] || unitOf(code);
    if (unit === SKIP) continue;
    if (unit === SPACE) {
      if (isOpen) out.push(32);
      isOpen = false;
      continue;
    }
    out.push(unit);
    isOpen = true;
    if (out.length >= 4096) parts.push(String.fromCharCode(...out.splice(0)));
  }
  parts.push(String.fromCharCode(...out));
  return parts.join('').trimEnd();
}
