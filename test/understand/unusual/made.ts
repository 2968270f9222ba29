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

const WORDS =
  'lamp chair kettle jacket router blanket pan tent mirror desk clock vase bought carried repaired washed tested returned painted moved stored cleaned kitchen garden office attic cottage studio garage hallway cellar balcony quickly slowly heavy light loud quiet green yellow wooden metal sturdy narrow wide plastic monday friday morning evening neighbour daughter uncle colleague courier manager string handle button cable shelf corner switch hinge wheel strap pocket lid bowl spoon drawer carpet curtain pillow bottle ladder hammer brush bucket candle basket fence window door roof stairs floor wall paint glue screw nail'.split(
    ' ',
  );

/** A text of its own for every number: words in no order that repeats. */
export function plainText(i: number): string {
  let state = (i + 1) * 2654435761;
  const word = (): string => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return WORDS[(state >>> 8) % WORDS.length]!;
  };
  return Array.from({ length: 14 }, word).join(' ');
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
