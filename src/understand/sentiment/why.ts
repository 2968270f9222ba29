import type { Why } from '../../domain/item.ts';
import type { Classifier, Judged, Word } from './classify.ts';
import { CLASSES, isStop } from './features.ts';

/** So many words are named: more explain nothing. */
const NAMED = 5;
/** Words that move the score less are not worth naming, in logits. */
const TELLING = 0.25;

/**
 * The words that moved the judgement, the strongest first: what each adds to praise over blame, in logits (above 0: towards
 * positive). A phrase of the lexicon is one entry, and a negated word is named with its negation. Words as they were read: lower
 * case, ё as е.
 */
export function why(model: Classifier, list: readonly string[], judged: Judged): Why[] {
  const { words, hits, denied, byWords, byRuns, temperature } = judged;
  const pull = ({ isStop, own, letters }: Word, at: number): number =>
    isStop || denied?.has(at) === true
      ? 0
      : ((own[2] - own[0]) * byWords + (letters[2] - letters[0]) * byRuns) / temperature;
  const { signs } = model.weights;
  const byHits = 1 / Math.sqrt(hits.length || 1);
  const taken = new Uint8Array(words.length);
  const found: Why[] = [];
  const add = (text: string, weight: number): void => {
    if (Math.abs(weight) >= TELLING) found.push({ words: text, weight });
  };
  for (const [i, hit] of hits.entries()) {
    const sign = judged.hitSigns[i]!;
    let value = ((signs[sign * CLASSES + 2]! - signs[sign * CLASSES]!) * byHits) / temperature;
    let from = hit.at;
    if (hit.negated) while (from > 0 && hit.at - from < 3 && !((words[from]?.shift ?? 1) < 0)) from -= 1;
    if ((words[from]?.shift ?? 1) >= 0) from = hit.at;
    for (let at = from; at < hit.at + hit.size; at++) {
      value += taken[at] === 1 ? 0 : pull(words[at]!, at);
      taken[at] = 1;
    }
    if (Math.abs(value) < TELLING) continue;
    const text = list.slice(from, hit.at + hit.size).filter((token) => !isStop(token));
    add(text.join(' '), value);
  }
  for (const [at, word] of words.entries()) if (taken[at] !== 1) add(list[at]!, pull(word, at));
  const seen = new Set<string>();
  return found
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .filter(({ words: text }) => !seen.has(text) && seen.add(text))
    .slice(0, NAMED)
    .map(({ words: text, weight }) => ({ words: text, weight: Math.round(weight * 100) / 100 }));
}
