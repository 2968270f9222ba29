import { dayName, dayNumber } from '../../../src/understand/unusual/days.ts';
import type { UnusualInput } from '../../../src/understand/unusual/index.ts';

/** First day of the made reviews. */
export const START = '2026-01-01';

export const dayAfter = (days: number): string => dayName(dayNumber(START)! + days);

let made = 0;

/** A review of an ordinary buyer; what matters is given. */
export function review(given: Partial<UnusualInput> = {}): UnusualInput {
  made += 1;
  const key = given.key ?? `k${String(made).padStart(6, '0')}`;
  return {
    key,
    lang: 'en',
    source: 'maps',
    brand: 'Calder & Finch',
    productId: 'p1',
    author: `maps:u${made}`,
    day: START,
    stars: 4,
    text: '',
    sentimentScore: null,
    authorReviews: 12,
    verified: null,
    photos: null,
    cluster: key,
    family: key,
    verdict: null,
    ...given,
  };
}

const NOUNS = 'lamp chair kettle jacket router blanket pan tent mirror desk clock vase'.split(' ');
const VERBS = 'bought carried repaired washed tested returned painted moved stored cleaned'.split(' ');
const PLACES = 'kitchen garden office attic cottage studio garage hallway cellar balcony'.split(' ');

/** A text of its own for every number: plain, of an ordinary buyer. */
export function plainText(i: number): string {
  const pick = (list: readonly string[], by: number): string => list[Math.floor(i / by) % list.length]!;
  return `${pick(VERBS, 1)} the ${pick(NOUNS, 10)} for our ${pick(PLACES, 120)} and number ${i} of the week held up after ${i % 29} days`;
}

/** A year of usual days: every day one review or two, three stars to five, one in twelve of one star; a third of the accounts are young. */
export function usualYear(given: Partial<UnusualInput> = {}): UnusualInput[] {
  const stars = [4, 5, 3, 5, 4, 5, 4, 3, 5, 4, 5, 1];
  return Array.from({ length: 540 }, (_, i) =>
    review({
      day: dayAfter(Math.floor((i * 2) / 3)),
      stars: stars[(i * 7) % 12]!,
      text: plainText(i),
      authorReviews: i % 3 === 0 ? 1 : 5 + (i % 40),
      ...given,
    }),
  );
}
