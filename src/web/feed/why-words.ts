import type { TFunction } from 'i18next';
import type { Item } from '../api/types.ts';

/** Words that the reading of moods joins to one, as people write them. */
const APART: Readonly<Record<string, string>> = {
  notbad: 'not bad',
  noproblems: 'no problems',
  nietslecht: 'niet slecht',
  geenproblemen: 'geen problemen',
  беззамечаний: 'без замечаний',
};

/** What it reads without words: groups of faces, hidden swearing. */
const SIGNS = { 'good sign': 'goodSign', 'bad sign': 'badSign', swearingsign: 'swearing' } as const;

const FACE = /\p{Extended_Pictographic}/u;
const RATED = /^rated (\d{1,2}) of (\d{1,2})$/;

/** A reason as a person would name it: the author's words in quotes, or what stands for a sign. */
export function reasonText(words: string, t: TFunction): string {
  if (Object.hasOwn(SIGNS, words)) return t(`drawer.${SIGNS[words as keyof typeof SIGNS]}`);
  const rated = RATED.exec(words);
  if (rated) return `${rated[1]} / ${rated[2]}`;
  const plain = words.split(' ').map((word) => (Object.hasOwn(APART, word) ? APART[word] : word));
  return t('filter.words', { words: plain.join(' ') });
}

/** The words that moved the judgement, apart by where they moved it, the strongest first. */
export function whySides({ understanding }: Item): {
  readonly good: readonly string[];
  readonly bad: readonly string[];
} {
  const all = understanding?.why ?? [];
  // A face that is shown itself needs no name of its group beside it.
  const hasFace = all.some(({ words }) => FACE.test(words));
  const why = hasFace ? all.filter(({ words }) => words !== 'good sign' && words !== 'bad sign') : all;
  const wordsOf = (isGood: boolean) => why.filter(({ weight }) => weight > 0 === isGood).map(({ words }) => words);
  return { good: wordsOf(true), bad: wordsOf(false) };
}
