/** The API refuses longer ones. */
export const MOST_LETTERS = 60;

/** A tag as a person typed it, without the sign before it; '' when nothing is left. */
export function cleanTag(typed: string): string {
  return typed.trim().replace(/^#+/, '').trim();
}
