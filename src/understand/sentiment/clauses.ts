import { readable, tokens } from './features.ts';

/** More clauses than this do not change whether both moods are there. */
const MAX_CLAUSES = 60;
/** A clause of one word is a fragment ("Итак"), which the model judges by chance. */
const MIN_TOKENS = 2;

/** Words that turn a sentence round: the halves are judged apart. Written for ru, en and nl together; none is a word of another mood. */
const TURN =
  /(?<=[\s,;])(?:но|однако|зато|а вот|хотя|правда|жаль(?: только)?|единственн(?:ое|ый минус|ый недостаток)|but|however|although|though|yet|except|unfortunately|maar|echter|hoewel|alhoewel|alleen jammer|helaas)(?=[\s,])/giu;
const END = /(?<![.!?…\n;])[.!?…\n;]+(?=\s|$)|\n+|\s[-–—]\s/u;
const BREAK = '\u0001';

/** A text cut at sentence ends and at words that turn it; as tokens, fragments left out. */
export function clauses(text: string): string[][] {
  const marked = readable(text).replace(TURN, (turn) => `${BREAK}${turn}`);
  return marked
    .split(BREAK)
    .flatMap((part) => part.split(END))
    .slice(0, MAX_CLAUSES)
    .map(tokens)
    .filter((list) => list.length >= MIN_TOKENS);
}
