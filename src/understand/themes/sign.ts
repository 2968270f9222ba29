import { judge, type Logits } from '../sentiment/classify.ts';
import { shifted } from '../sentiment/signs.ts';
import { isTurned } from './clauses.ts';
import type { ReadText, Span } from './hits.ts';
import { COUNT } from './weights.ts';
import type { ThemeModel } from './words.ts';

export const SIGNS = ['negative', 'neutral', 'positive'] as const;
export type Sign = (typeof SIGNS)[number];

/** What the sentiment model says of a span. */
export interface SpanMood {
  readonly z: Logits;
  /** Sums of praise and of blame of its words of mood, 0 and up. */
  readonly praise: number;
  readonly blame: number;
  readonly isAsked: boolean;
}

export function moodOf(model: ThemeModel, { words, scan }: ReadText, { from, to }: Span): SpanMood {
  const list: string[] = [];
  const moods = [];
  for (let at = from; at < to; at++) {
    list.push(scan.isWord[at] ? words[at]!.token : scan.raw[at]!);
    moods.push(words[at]!.mood);
  }
  const { logits, hits } = judge(model.mood, list, moods);
  let [praise, blame] = [0, 0];
  for (const hit of hits) {
    const value = shifted(hit);
    if (value > 0) praise += value;
    else blame -= value;
  }
  return { z: logits, praise, blame, isAsked: list.includes('?') || list.includes('??') };
}

/** The mood of a sentence from those of its clauses, by their lengths: judging it as a whole again would double the work. */
export function meanMood(moods: readonly SpanMood[], groups: readonly { readonly span: Span }[]): SpanMood {
  if (moods.length === 1) return moods[0]!;
  const z: [number, number, number] = [0, 0, 0];
  let [praise, blame, isAsked, total] = [0, 0, false, 0];
  for (const [i, mood] of moods.entries()) {
    const { from, to } = groups[i]!.span;
    total += to - from;
    for (let k = 0; k < 3; k++) z[k]! += mood.z[k]! * (to - from);
    praise += mood.praise;
    blame += mood.blame;
    isAsked ||= mood.isAsked;
  }
  return { z: [z[0] / total, z[1] / total, z[2] / total], praise, blame, isAsked };
}

/** Praise over blame of the clauses that the one at `at` is set against by a turning word, or 0. */
export function opposed(
  text: ReadText,
  moods: readonly SpanMood[],
  groups: readonly { readonly named: Span }[],
  at: number,
): number {
  const [before, next] = [moods[at - 1], moods[at + 1]];
  if (before !== undefined && isTurned(text, groups[at]!.named)) return before.z[2] - before.z[0];
  if (next !== undefined && isTurned(text, groups[at + 1]!.named)) return next.z[2] - next.z[0];
  return 0;
}

/** Beyond this a score is no clearer. */
const MOST = 6;

function clip(value: number): number {
  return Math.max(-MOST, Math.min(MOST, value));
}

const OF_MOOD = 6;
/** Where the signs of the theme begin. */
const THEME = 5 + 2 * OF_MOOD;
/** Those made of what is learned of moods and of words. */
export const logitSigns: ReadonlySet<number> = new Set([
  1,
  2,
  1 + OF_MOOD,
  2 + OF_MOOD,
  THEME - 4,
  THEME - 3,
  THEME - 2,
]);
/** How many signs `signSigns` gives. */
export const SIGN_SIGNS = THEME + COUNT;

/**
 * Signs of the sign of a theme: 1; of its clause and of its sentence the praise over blame and the mood over none, in logits, and
 * what the words of mood say; the praise over blame and the mood over none that words of the clause have for themes (`said`); the
 * praise over blame of what it is set against (0 where nothing); whether it is a question; the theme.
 */
export function signSigns(
  theme: number,
  clause: SpanMood,
  sentence: SpanMood,
  said: Logits,
  against: number,
): number[] {
  const signs = new Array<number>(SIGN_SIGNS).fill(0);
  signs[0] = 1;
  for (const [i, { z, praise, blame }] of [clause, sentence].entries()) {
    const at = 1 + OF_MOOD * i;
    signs[at] = clip(z[2] - z[0]);
    signs[at + 1] = clip(Math.max(z[0], z[2]) - z[1]);
    signs[at + 2] = Math.min(MOST, praise) / 2;
    signs[at + 3] = Math.min(MOST, blame) / 2;
    signs[at + 4] = praise + blame === 0 ? 1 : 0;
    signs[at + 5] = clip(praise - blame) / 2;
  }
  signs[THEME - 4] = clip(said[2] - said[0]);
  signs[THEME - 3] = clip(Math.max(said[0], said[2]) - said[1]);
  signs[THEME - 2] = clip(against);
  signs[THEME - 1] = sentence.isAsked ? 1 : 0;
  if (theme < COUNT) signs[THEME + theme] = 1;
  return signs;
}

/** Probabilities of negative, neutral, positive. `weights` has a row for each. */
export function signProbabilities(weights: readonly (readonly number[])[], signs: readonly number[]): number[] {
  const z = weights.map((row) => {
    let sum = 0;
    for (let i = 0; i < signs.length; i++) sum += row[i]! * signs[i]!;
    return sum;
  });
  const top = Math.max(...z);
  const e = z.map((value) => Math.exp(value - top));
  const total = e.reduce((a, b) => a + b, 0);
  return e.map((value) => value / total);
}
