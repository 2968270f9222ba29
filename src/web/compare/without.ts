import type { Comparison } from '../api/rooms.ts';

/** Under so many texts a percentage says more than is known. */
const LEAST = 5;

/** What the public negative share would be without what looks paid for; null where there is nothing to tell. */
export function whatIfOf({ withoutUnusual, public: { negative } }: Pick<Comparison, 'withoutUnusual' | 'public'>) {
  const { all, without, items, weight, genuineShare } = withoutUnusual.negative;
  if (items === 0 || all === null || without === null || negative.n < LEAST) return null;
  return { all, without, items, weight, genuineShare };
}
