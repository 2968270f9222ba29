import { COMMA, isStop, STOP, SWEARING } from './features.ts';
import { type Lexicon, markOf, moodOf, type Starter } from './lexicon.ts';

/** A word or phrase that carries mood. */
export interface Hit {
  /** Index of its first token, and how many tokens. */
  readonly at: number;
  readonly size: number;
  /** Mood of the lexicon, -3..3, before negation. */
  readonly mood: number;
  readonly negated: boolean;
  /** 0 weakened, 1 plain, 2 strengthened. */
  readonly strength: 0 | 1 | 2;
  /** How many turning words ("but") stand before it. */
  readonly turns: number;
}

/** Tokens that a negation reaches; it ends at a stop and, but for lists, at a comma. */
const NEGATION_REACH = 4;
const STRENGTH_REACH = 2;

/** What is known of a word by itself; remembered by the caller. */
export interface WordMood {
  readonly stem: string;
  readonly mood: number;
  readonly shift: number | undefined;
  readonly starter: Starter | undefined;
  /** `markOf` its stem. */
  readonly mark: number;
}

export function wordMood(lexicon: Lexicon, stem: string, word: string): WordMood {
  return {
    stem,
    mood: word === SWEARING ? -2 : moodOf(lexicon, word, stem),
    shift: lexicon.shifters.get(word),
    starter: lexicon.starters.get(stem),
    mark: markOf(stem),
  };
}

/** A phrase of the lexicon or of the shifters. */
interface Phrase {
  readonly mood: number;
  readonly shift: number | undefined;
  readonly size: number;
}

/** The longest phrase that begins at `at`. */
function phraseAt(
  lexicon: Lexicon,
  list: readonly string[],
  words: readonly WordMood[],
  at: number,
): Phrase | undefined {
  const { stem, starter } = words[at]!;
  const next = words[at + 1];
  if (starter === undefined || next === undefined || (starter.marks & next.mark) === 0) return undefined;
  if (!starter.seconds.has(next.stem)) return undefined;
  const { longest } = starter;
  let key = stem;
  let found: Phrase | undefined;
  for (let size = 2; size <= longest && at + size <= list.length; size++) {
    if (isStop(list[at + size - 1]!)) break;
    key += ` ${words[at + size - 1]!.stem}`;
    const mood = lexicon.phrases.get(key);
    const shift = lexicon.shifters.get(key);
    if (mood !== undefined || shift !== undefined) found = { mood: mood ?? 0, shift, size };
  }
  return found;
}

/** What negates, scales and turns at one place of a text. */
class Surroundings {
  turns = 0;
  #negation = 0;
  #strength: 0 | 1 | 2 = 1;
  #reach = 0;

  get isNegated(): boolean {
    return this.#negation > 0;
  }
  get strength(): 0 | 1 | 2 {
    return this.#reach > 0 ? this.#strength : 1;
  }
  stop(): void {
    this.#negation = 0;
    this.#reach = 0;
  }
  shift(factor: number): void {
    if (factor < 0) this.#negation = NEGATION_REACH + 1;
    else if (factor === 0) {
      this.turns += 1;
      this.#negation = 0;
    } else if (factor !== 1) {
      this.#strength = factor < 1 ? 0 : 2;
      this.#reach = STRENGTH_REACH + 1;
    }
  }
  /** A negation is used up by the first word it turns, else "не плохой, хороший" would turn both. */
  used(): void {
    this.#negation = Math.min(this.#negation, 2);
  }
  next(): void {
    this.#negation = Math.max(0, this.#negation - 1);
    this.#reach = Math.max(0, this.#reach - 1);
  }
}

/** Words and phrases with mood in a list of tokens, in order, with what negates, scales or turns them. `words` are those of `list`. */
export function hits(lexicon: Lexicon, list: readonly string[], words: readonly WordMood[]): Hit[] {
  const found: Hit[] = [];
  const around = new Surroundings();
  for (let at = 0; at < list.length; at++) {
    const token = list[at]!;
    if (token === STOP || token === COMMA) {
      around.stop();
      continue;
    }
    const word = words[at]!;
    const phrase = word.starter === undefined ? undefined : phraseAt(lexicon, list, words, at);
    const { mood, shift } = phrase ?? word;
    const size = phrase?.size ?? 1;
    // "terribly good": a strengthening word with a mood of its own gives way to the mood it strengthens.
    const givesWay = (shift ?? 0) > 0 && (words[at + size]?.mood ?? 0) !== 0;
    if (shift !== undefined && (mood === 0 || givesWay)) around.shift(shift);
    if (mood !== 0 && !givesWay) {
      found.push({ at, size, mood, negated: around.isNegated, strength: around.strength, turns: around.turns });
      around.used();
    }
    at += size - 1;
    around.next();
  }
  return found;
}

/** Places of words of mood that are denied ("не сломан"); undefined where there are none. */
export function deniedAt(found: readonly Hit[]): ReadonlySet<number> | undefined {
  let places: Set<number> | undefined;
  for (const { at, size, negated } of found) {
    if (!negated) continue;
    places ??= new Set();
    for (let i = at; i < at + size; i++) places.add(i);
  }
  return places;
}

/** Mood of a hit with what stands around it: a negation turns it and weakens it. Factors as usual in lexicon methods (VADER: -0.74). */
export function shifted({ mood, negated, strength }: Hit): number {
  const scale = strength === 0 ? 0.7 : strength === 2 ? 1.3 : 1;
  return mood * scale * (negated ? -0.74 : 1);
}

const MOODS = 6;
const LENGTHS = 5;
/** Where each block of signs begins; `SIGNS` is how many there are. */
const HIT = 0;
const SUM = HIT + MOODS * 2 * 3 * 3;
const COUNT = SUM + 21 * LENGTHS;
const ENDS = COUNT + 5 * 5 * LENGTHS;
const TURN = ENDS + 9;
const DENSITY = TURN + 16;
const NONE = DENSITY + 18;
export const SIGNS = NONE + 2 * LENGTHS * 2;

function clip(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value));
}

function sign(value: number): 0 | 1 | 2 {
  return value < -0.01 ? 0 : value > 0.01 ? 2 : 1;
}

function lengthOf(count: number): number {
  return count <= 3 ? 0 : count <= 8 ? 1 : count <= 20 ? 2 : count <= 50 ? 3 : 4;
}

/** Signs of mood that are the same in every language, as indices below `SIGNS`: of each hit, and of the text as a whole. */
export interface Signs {
  readonly ofHits: readonly number[];
  readonly ofText: readonly number[];
}

export function signs(list: readonly string[], found: readonly Hit[]): Signs {
  let words = 0;
  let asked = 0;
  for (const token of list) {
    if (token === '?' || token === '??') asked = 1;
    if (!isStop(token)) words += 1;
  }
  const length = lengthOf(words);
  const turned = (found.at(-1)?.turns ?? 0) > 0 || found.some((hit) => hit.turns > 0);
  const last = found.at(-1)?.turns ?? 0;
  const ofHits: number[] = [];
  let [sum, good, bad, before, after] = [0, 0, 0, 0, 0];
  for (const hit of found) {
    const size = Math.min(3, Math.max(1, Math.round(Math.abs(hit.mood))));
    const mood = hit.mood < 0 ? 3 - size : 2 + size;
    const place = !turned ? 0 : hit.turns === last ? 2 : 1;
    ofHits.push(HIT + ((mood * 2 + (hit.negated ? 1 : 0)) * 3 + hit.strength) * 3 + place);
    const value = shifted(hit);
    sum += value;
    if (value > 0) good += 1;
    else bad += 1;
    if (turned && hit.turns === last) after += value;
    else if (turned) before += value;
  }
  const ofText = [
    SUM + (Math.round(clip(sum, 10)) + 10) * LENGTHS + length,
    COUNT + (Math.min(4, good) * 5 + Math.min(4, bad)) * LENGTHS + length,
  ];
  if (found.length === 0) ofText.push(NONE + (length * 2 + asked) * 2);
  else {
    ofText.push(ENDS + sign(shifted(found[0]!)) * 3 + sign(shifted(found.at(-1)!)));
    ofText.push(DENSITY + sign(sum) * 6 + Math.min(5, Math.floor((found.length / words) * 12)));
    if (turned) ofText.push(TURN + sign(before) * 4 + sign(after));
    if (asked === 1) ofText.push(NONE + length * 4 + 1);
  }
  return { ofHits, ofText };
}
