import { READ_LANGUAGES, type ReadLanguage } from '../../domain/item.ts';
import { type Token, tokensOf } from './reward-tokens.ts';
import { CLASSES, DENIALS, FREE_BEFORE, FREE_TRAPS, PRESSURE, RULES, RUSSIAN_RULES } from './reward-words.ts';
import { WordList } from './word-list.ts';

/** What an author says of a reward for the review. */
export interface Reward {
  /** His own words, at most 120 characters. */
  readonly quote: string;
  /** Letters were swapped or parted to hide it. */
  readonly hidden: boolean;
}

interface Rule {
  readonly steps: readonly { readonly name: string; readonly gap: number }[];
  readonly also: readonly string[];
}

function parseRule(text: string): Rule {
  const parts = text.split(' ');
  const steps: { name: string; gap: number }[] = [];
  let gap = 0;
  const also: string[] = [];
  for (const part of parts) {
    if (part.startsWith('~')) gap = Number(part.slice(1));
    else if (part.startsWith('+')) also.push(part.slice(1));
    else steps.push({ name: part, gap });
  }
  return { steps, also };
}

const WORDS = new Map(
  READ_LANGUAGES.map((language) => [
    language,
    new Map(Object.entries(CLASSES[language]).map(([name, list]) => [name, new WordList(list)])),
  ]),
);
const ALL_RULES = RULES.map(parseRule);
const RULES_OF: Readonly<Record<ReadLanguage, readonly Rule[]>> = {
  ru: [...ALL_RULES, ...RUSSIAN_RULES.map(parseRule)],
  en: ALL_RULES,
  nl: ALL_RULES,
};
const DENIED = new WordList(DENIALS);
const PRESSED = new WordList(PRESSURE);
const TRAPS = new WordList(FREE_TRAPS);
const BEFORE = new WordList(FREE_BEFORE);

/** Denials count where they stand so many words before the phrase, or in it. */
const DENIAL_REACH = 3;
const MOST_SENTENCES = 400;
const MOST_QUOTE = 120;
/** Nobody is rewarded for blame: who tells of money there tells of an offer. */
const LEAST_STARS = 3;

function classesOf(tokens: readonly Token[], language: ReadLanguage): ReadonlyMap<string, readonly boolean[]> {
  const classes = new Map<string, boolean[]>();
  for (const [name, words] of WORDS.get(language)!) {
    const is = tokens.map(({ word }) => words.has(word));
    if (name === 'free')
      is.forEach((yes, i) => {
        const [before, after] = [tokens[i - 1]?.word ?? '', tokens[i + 1]?.word ?? ''];
        if (yes && (TRAPS.has(after) || BEFORE.has(before))) is[i] = false;
      });
    classes.set(name, is);
  }
  return classes;
}

/** First and last word of the rule's run that starts at `from`; null where it does not fit. */
function endOf(rule: Rule, classes: ReadonlyMap<string, readonly boolean[]>, from: number): number | null {
  let at = from;
  for (const [step, { name, gap }] of rule.steps.entries()) {
    const is = classes.get(name);
    if (is === undefined) return null;
    if (step === 0) {
      if (is[from] !== true) return null;
      continue;
    }
    let next = -1;
    for (let i = at + 1; i <= at + 1 + gap && next < 0; i++) if (is[i] === true) next = i;
    if (next < 0) return null;
    at = next;
  }
  if (rule.also.some((name) => classes.get(name)?.includes(true) !== true)) return null;
  return at;
}

/** Free of charge in other words, of the same length so that quotes keep their place. */
const NO_COST = /\b(?:no|zero|without any) (?:cost|charge)\b|\bfree of charge\b|\bzonder kosten\b|без оплаты/giu;

function inSentence(sentence: string, language: ReadLanguage): Reward | null {
  const tokens = tokensOf(
    sentence.replace(NO_COST, (m) => (language === 'ru' ? 'бесплатно' : 'gratis').padEnd(m.length)),
  );
  const classes = classesOf(tokens, language);
  for (const rule of RULES_OF[language]) {
    for (let from = 0; from < tokens.length; from++) {
      const to = endOf(rule, classes, from);
      if (to === null) continue;
      const around = tokens.slice(Math.max(0, from - DENIAL_REACH), to + 1);
      const isDenied = around.some(
        ({ word }, i) => DENIED.has(word) && !/^(?:только|only|alleen)$/.test(around[i + 1]?.word ?? ''),
      );
      if (isDenied || tokens.slice(from, to + 3).some(({ word }) => PRESSED.has(word))) continue;
      const quote = sentence.slice(tokens[from]!.from, tokens[to]!.to).slice(0, MOST_QUOTE);
      return { quote, hidden: tokens.slice(from, to + 1).some(({ hidden }) => hidden) };
    }
  }
  return null;
}

/**
 * Does the author say that something was given for this review? Words of reward alone say nothing ("paid with cashback"): they must
 * stand with words of reviewing, testing or exchange in one sentence, undenied. `language` null: all are tried.
 */
export function findReward(text: string, language: string | null, stars: number | null): Reward | null {
  if (stars !== null && stars < LEAST_STARS) return null;
  const languages = READ_LANGUAGES.filter(
    (one) => language === null || one === language || (language === 'nl' && one === 'en'),
  );
  for (const sentence of text
    .slice(0, 20_000)
    .split(/[.!?…\n;]+/)
    .slice(0, MOST_SENTENCES))
    for (const one of languages.length > 0 ? languages : READ_LANGUAGES) {
      const found = inSentence(sentence, one);
      if (found !== null) return found;
    }
  return null;
}
