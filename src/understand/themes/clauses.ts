import { COMMA } from '../sentiment/features.ts';
import type { ReadText, Span } from './hits.ts';

/** Words that add one thing to another, in ru, en, nl. */
const ADDING = new Set(['и', 'да', 'также', 'тоже', 'and', 'plus', 'also', 'en', 'ook']);
/** Words that set one thing against another, beside the turning words of the sentiment model. */
const TURNING = new Set(['а', 'хотя', 'зато', 'while', 'whereas', 'terwijl', 'alleen']);
const BRACKETS = new Set(['(', ')', '((', '))']);

/** Where a clause may begin: after commas and brackets, at joining and turning words. */
function begins({ scan, words }: ReadText, at: number): boolean {
  if (!scan.isWord[at]) return false;
  const before = at > 0 ? scan.raw[at - 1]! : '';
  if (at > 0 && !scan.isWord[at - 1] && (before === COMMA || BRACKETS.has(before))) return true;
  const { token, mood } = words[at]!;
  return (
    mood.shift === 0 ||
    TURNING.has(token) ||
    ADDING.has(token) ||
    hasDash(scan.text, scan.to[at - 1] ?? 0, scan.from[at]!)
  );
}

/** Whether what begins at a token is set against what stands before it. */
export function isTurned({ words, scan }: ReadText, { from, to }: Span): boolean {
  for (let at = from; at < to && at < from + 2; at++)
    if (scan.isWord[at] && (words[at]!.mood.shift === 0 || TURNING.has(words[at]!.token))) return true;
  return false;
}

/** A dash between words with spaces around it parts them. */
function hasDash(text: string, from: number, to: number): boolean {
  if (to - from < 3) return false;
  const gap = text.slice(from, to);
  return gap.includes(' - ') || gap.includes('–') || gap.includes('—');
}

/** The clauses of a sentence, in order, without gaps. */
export function clauses(text: ReadText, { from, to }: Span): Span[] {
  const found: Span[] = [];
  let start = from;
  for (let at = from + 1; at <= to; at++) {
    // "but there", "and yet": several such words in a row begin one clause.
    if (at < to && (!begins(text, at) || at - start < 2)) continue;
    found.push({ from: start, to: at });
    start = at;
  }
  return found;
}

/** Some word in the span carries a mood. */
function hasMood({ words }: ReadText, { from, to }: Span): boolean {
  for (let at = from; at < to; at++) if (words[at]!.mood.mood !== 0) return true;
  return false;
}

/** A bare name with a word of grammar beside it. */
const FEW_WORDS = 2;

function isAdded({ words }: ReadText, { from }: Span): boolean {
  return ADDING.has(words[from]!.token);
}

/** A clause that names a theme, and what is judged with it. */
export interface Group {
  readonly named: Span;
  readonly span: Span;
}

/**
 * Clauses joined so that each can be judged: a clause that names no theme goes with the one before it (the first with the next), and
 * a bare name goes with the clause it is added to: the next one ("staff and food are great") or the one before ("great food and
 * staff"). The spans may overlap.
 */
export function judged(text: ReadText, sentence: Span, isNaming: (span: Span) => boolean): Group[] {
  const groups: Span[] = [];
  let waiting: number | undefined;
  for (const clause of clauses(text, sentence)) {
    const last = groups.at(-1);
    if (isNaming(clause)) {
      groups.push({ from: waiting ?? clause.from, to: clause.to });
      waiting = undefined;
    } else if (last !== undefined) groups[groups.length - 1] = { from: last.from, to: clause.to };
    else waiting ??= clause.from;
  }
  if (groups.length === 0) return [{ named: sentence, span: sentence }];
  return groups.map((group, i) => {
    const [before, next] = [groups[i - 1], groups[i + 1]];
    if (group.to - group.from > FEW_WORDS || hasMood(text, group)) return { named: group, span: group };
    if (next !== undefined && !isTurned(text, next)) return { named: group, span: { from: group.from, to: next.to } };
    if (before !== undefined && isAdded(text, group))
      return { named: group, span: { from: before.from, to: group.to } };
    return { named: group, span: group };
  });
}
