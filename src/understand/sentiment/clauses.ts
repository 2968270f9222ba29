import { type Classifier, judge, type Probabilities, softmax, type Word } from './classify.ts';
import { STOP } from './features.ts';

/** More clauses than this do not change whether both moods are there. */
const MAX_CLAUSES = 60;
/** A clause of one word is a fragment ("Итак"), which the model judges by chance. */
const MIN_TOKENS = 2;

function ends(token: string): boolean {
  return token === STOP || token === '!' || token === '!!' || token === '?' || token === '??';
}

/** Where a list is cut: at the ends of sentences and before words that turn them ("but"), fragments left out. */
function clauses(list: readonly string[], words: readonly Word[]): (readonly [from: number, to: number])[] {
  const found: (readonly [number, number])[] = [];
  let from = 0;
  for (let at = 0; at <= list.length && found.length < MAX_CLAUSES; at++) {
    const isEnd = at === list.length || ends(list[at]!);
    if (!isEnd && words[at]!.shift !== 0) continue;
    if (at - from >= MIN_TOKENS) found.push([from, at]);
    from = isEnd ? at + 1 : at;
  }
  return found;
}

/** What the clauses of a text say, each by itself. */
export interface ClauseMoods {
  readonly count: number;
  /** Highest probability of praise and of blame of any clause. */
  readonly praise: number;
  readonly blame: number;
  /** Share of blame in the words of the clauses that speak clearly, 0..1; a half where none does. */
  readonly blameShare: number;
}

/** A clause speaks clearly from here on. */
const CLEAR = 0.7;

export function clauseMoods(model: Classifier, list: readonly string[], words: readonly Word[]): ClauseMoods {
  const parts = clauses(list, words);
  let [praise, blame, praiseWords, blameWords] = [0, 0, 0, 0];
  for (const [from, to] of parts) {
    const judged = judge(model, list.slice(from, to), words.slice(from, to));
    const [negative, , positive]: Probabilities = softmax(judged.logits);
    if (positive >= CLEAR) praiseWords += to - from;
    if (negative >= CLEAR) blameWords += to - from;
    praise = Math.max(praise, positive);
    blame = Math.max(blame, negative);
  }
  const clear = praiseWords + blameWords;
  return { count: parts.length, praise, blame, blameShare: clear === 0 ? 0.5 : blameWords / clear };
}
