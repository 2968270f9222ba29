import type { Span } from './hits.ts';
import type { Scan } from './scan.ts';

/** Longest quote, in UTF-16 units. */
export const MAX_QUOTE_CHARS = 120;

const EDGE = /^[\s\p{P}\p{S}]+|[\s,;:(\-–—]+$/gu;

/** Trims signs at the edges that are no part of what is said; a smile or mark at the end stays. */
function trimmed(text: string): string {
  return text.replace(EDGE, '');
}

/**
 * The author's words of a span, around `centre` (a token) where they are longer than a quote may be; cut at borders of words. A word
 * longer than a quote is cut inside.
 */
export function quoteOf(scan: Scan, span: Span, centre: number): string {
  const { text, from, to } = scan;
  let [first, last] = [span.from, span.to - 1];
  if (to[last]! - from[first]! > MAX_QUOTE_CHARS) {
    [first, last] = [centre, centre];
    for (let isGrowing = true; isGrowing; ) {
      isGrowing = false;
      if (last + 1 < span.to && to[last + 1]! - from[first]! <= MAX_QUOTE_CHARS) {
        last += 1;
        isGrowing = true;
      }
      if (first > span.from && to[last]! - from[first - 1]! <= MAX_QUOTE_CHARS) {
        first -= 1;
        isGrowing = true;
      }
    }
  }
  return trimmed(text.slice(from[first]!, Math.min(to[last]!, from[first]! + MAX_QUOTE_CHARS)));
}
