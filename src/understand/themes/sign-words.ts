import type { Logits } from '../sentiment/classify.ts';
import { MAX_TOKENS, type ReadText, type Span } from './hits.ts';
import { COUNT } from './weights.ts';
import { pairBucket, type ThemeModel, wordBucket } from './words.ts';

/** Room for the buckets of a span: each of its tokens gives at most three. */
export const MOST_SIGN_BUCKETS = 3 * (MAX_TOKENS + 1);

/**
 * Puts into `found` the buckets of what a span says of a theme: its words, each of them of this theme, and pairs of neighbours.
 * Returns how many there are.
 */
export function signBuckets(
  { words, scan: { isWord } }: ReadText,
  { from, to }: Span,
  theme: number,
  found: Int32Array,
): number {
  let count = 0;
  let before = 0;
  for (let at = from; at < to; at++) {
    if (!isWord[at]) continue;
    const { id } = words[at]!;
    found[count++] = wordBucket(id);
    found[count++] = pairBucket(before, id);
    // No word was learned of a user's own theme.
    if (theme < COUNT) found[count++] = pairBucket(theme + 1, id);
    before = id;
  }
  return count;
}

/** How much each of so many buckets counts: a long clause says no more than a short one. */
export function signShare(count: number): number {
  return 1 / Math.sqrt(count || 1);
}

/** Filled anew for each span: an array a theme would be half of the work. */
const buckets = new Int32Array(MOST_SIGN_BUCKETS);

/** What the words of a span say of the sign of a theme: logits of negative, neutral, positive. */
export function wordLogits({ weights }: ThemeModel, text: ReadText, span: Span, theme: number): Logits {
  const { signCodes, signScale } = weights;
  const count = signBuckets(text, span, theme, buckets);
  let [a, b, c] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const at = buckets[i]! * 3;
    a += signCodes[at]!;
    b += signCodes[at + 1]!;
    c += signCodes[at + 2]!;
  }
  const scale = signScale * signShare(count);
  return [a * scale, b * scale, c * scale];
}
