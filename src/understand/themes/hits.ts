import { levelOf, OTHER_SENSE, PLAIN, themeOf } from './lists.ts';
import { find } from './patterns.ts';
import { isEnd, type Scan } from './scan.ts';
import { COUNT } from './weights.ts';
import { pairBucket, type ThemeModel, type Word, wordsIn } from './words.ts';

/** A listed word or phrase that speaks for a theme. */
export interface Hit {
  readonly at: number;
  readonly size: number;
  readonly theme: number;
  readonly isPlain: boolean;
}

/** A text with what is known of each of its words. Marks are words too, with nothing known of them. */
export interface ReadText {
  readonly scan: Scan;
  readonly words: readonly Word[];
  readonly hits: readonly Hit[];
}

/** Listed words in a text; those inside a phrase that gives them another sense are left out. */
function hitsOf(model: ThemeModel, words: readonly Word[]): Hit[] {
  const matches = find(
    model.lists,
    words.map(({ symbols }) => symbols),
  );
  const covered = new Set<number>();
  for (const { at, size, value } of matches)
    if (levelOf(value) === OTHER_SENSE) for (let i = 0; i < size; i++) covered.add((at + i) * COUNT + themeOf(value));
  const hits: Hit[] = [];
  for (const { at, size, value } of matches) {
    const level = levelOf(value);
    const theme = themeOf(value);
    if (level !== OTHER_SENSE && !isCovered(covered, at, size, theme))
      hits.push({ at, size, theme, isPlain: level === PLAIN });
  }
  return hits;
}

function isCovered(covered: ReadonlySet<number>, at: number, size: number, theme: number): boolean {
  if (covered.size === 0) return false;
  for (let i = 0; i < size; i++) if (!covered.has((at + i) * COUNT + theme)) return false;
  return true;
}

export function readText(model: ThemeModel, scan: Scan): ReadText {
  const words = wordsIn(model, scan);
  return { scan, words, hits: hitsOf(model, words) };
}

/** A stretch of tokens, `from` up to, not including, `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Those of a list in order of place that begin in a span. */
export function hitsIn(hits: readonly Hit[], { from, to }: Span): Hit[] {
  let [low, high] = [0, hits.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (hits[middle]!.at < from) low = middle + 1;
    else high = middle;
  }
  const found: Hit[] = [];
  for (; low < hits.length && hits[low]!.at < to; low++) found.push(hits[low]!);
  return found;
}

/** Longer sentences are cut: people who write without stops say several things in one. */
export const MAX_TOKENS = 50;

/** The sentences of a text that have words. */
export function sentences({ raw, isWord }: Scan): Span[] {
  const found: Span[] = [];
  let from = 0;
  let words = 0;
  for (let at = 0; at <= raw.length; at++) {
    const isLast = at === raw.length;
    if (!isLast && isWord[at]) words += 1;
    if (!isLast && (isWord[at] || !isEnd(raw[at]!)) && at - from < MAX_TOKENS) continue;
    const to = isLast ? at : at + 1;
    if (words > 0) found.push({ from, to });
    from = to;
    words = 0;
  }
  return found;
}

/** More of the same adds nothing. */
export const MOST_HITS = 2;

/** How often plain words and hints of each theme stand in a span: `[theme]` and `[COUNT + theme]`. */
export function countHits({ hits }: ReadText, span: Span): Uint8Array {
  const counts = new Uint8Array(2 * COUNT);
  for (const { theme, isPlain } of hitsIn(hits, span)) {
    const slot = isPlain ? theme : COUNT + theme;
    if (counts[slot]! < MOST_HITS) counts[slot]! += 1;
  }
  return counts;
}

/** Buckets of the pairs of neighbouring words of a span. */
export function pairsOf({ words, scan }: ReadText, { from, to }: Span): number[] {
  const found: number[] = [];
  let before = 0;
  for (let at = from; at < to; at++) {
    if (!scan.isWord[at]) continue;
    const { id } = words[at]!;
    found.push(pairBucket(before, id));
    before = id;
  }
  return found;
}

/** Logits of all themes in a span. `buckets` are those of its pairs. */
export function logitsOf(model: ThemeModel, text: ReadText, span: Span): Float32Array {
  const { bias, plain, hint } = model.shared;
  const { codes, scale } = model.weights;
  const counts = countHits(text, span);
  const z = new Float32Array(COUNT);
  const sums = new Int32Array(COUNT);
  for (const bucket of pairsOf(text, span)) {
    const from = bucket * COUNT;
    for (let theme = 0; theme < COUNT; theme++) sums[theme]! += codes[from + theme]!;
  }
  for (let at = span.from; at < span.to; at++) {
    if (!text.scan.isWord[at]) continue;
    const from = text.words[at]!.codesAt;
    for (let theme = 0; theme < COUNT; theme++) sums[theme]! += codes[from + theme]!;
  }
  for (let theme = 0; theme < COUNT; theme++)
    z[theme] =
      bias[theme]! + sums[theme]! * scale + plain[theme]! * counts[theme]! + hint[theme]! * counts[COUNT + theme]!;
  return z;
}
