/** Upper ends of the lengths in words that are looked at by themselves: 1-5, 6-20, 21 and more (counting rules 20). */
export const LENGTHS: readonly number[] = [5, 20, Number.POSITIVE_INFINITY];

/** Which of `LENGTHS` a text of so many words has. */
export function lengthOf(words: number): number {
  return LENGTHS.findIndex((most) => words <= most);
}
