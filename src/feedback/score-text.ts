/** A score as it is printed: `9`, `4,5`, `4/5`, `10 - обязательно`, `★★★★☆`. `best` where the cell itself names it. */
export interface PrintedScore {
  readonly value: number;
  readonly best: number | null;
}

const NUMBER =
  /^([-−+]?\d{1,6})(?:[.,](\d{1,6}))?(?:\s*(?:\/|из|of|out of|van(?: de)?)\s*(\d{1,3}))?(?:[\s\-–—:.()=]+\p{L}[^\n]{0,200})?$/iu;
const GLYPHS = /^(★{0,10})(?:☆{0,10})$/u;
const EMOJI_STARS = /^(?:⭐\ufe0f?){1,10}$/u;

/** Null where the cell is no score. Never guesses from words. */
export function readScore(cell: string): PrintedScore | null {
  if (cell.length > 260) return null;
  const text = cell
    .replace(/[\u00a0\u202f]/g, ' ')
    .trim()
    .normalize('NFKC');
  if (text === '') return null;
  const number = NUMBER.exec(text);
  if (number !== null) {
    const value = Number(`${number[1]!.replace('−', '-')}.${number[2] ?? '0'}`);
    return { value, best: number[3] === undefined ? null : Number(number[3]) };
  }
  const glyphs = GLYPHS.exec(text);
  if (glyphs !== null) return { value: glyphs[1]!.length, best: text.includes('☆') ? text.length : null };
  return EMOJI_STARS.test(text) ? { value: text.match(/⭐/gu)!.length, best: null } : null;
}
