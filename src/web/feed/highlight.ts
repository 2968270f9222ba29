/** Endings that a name takes in Russian and Dutch: up to three letters after the name still are the name. */
const ENDING = '\\p{L}{0,3}';
/** A list of names longer than this would make the pattern slow to build. */
const MAX_NAMES = 40;

/** A pattern that finds the brand's names in a text, or null when there is none to look for. One alternation without nesting: linear on any text. */
export function namePattern(names: readonly string[]): RegExp | null {
  const parts = names
    .map((name) => name.trim())
    .filter((name) => name.length > 1)
    .slice(0, MAX_NAMES)
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&').replace(/[её]/giu, '[её]'));
  if (parts.length === 0) return null;
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${parts.join('|')})${ENDING}(?![\\p{L}\\p{N}])`, 'giu');
}

export interface Piece {
  readonly at: number;
  readonly text: string;
  readonly marked: boolean;
}

/** Cuts a text into marked and unmarked pieces; together they are the text. */
export function markNames(text: string, pattern: RegExp | null): readonly Piece[] {
  if (pattern === null) return [{ at: 0, text, marked: false }];
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) pieces.push({ at: end, text: text.slice(end, match.index), marked: false });
    pieces.push({ at: match.index, text: match[0], marked: true });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ at: end, text: text.slice(end), marked: false });
  return pieces;
}
