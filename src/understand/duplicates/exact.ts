import { hash } from 'node:crypto';
import { foldText } from '../normalise.ts';

/**
 * Shorter texts are never called copies: "всё отлично, спасибо, рекомендую" is said by many people. Among the real
 * reviews looked at, different people still share folded texts of up to about 30 characters, and hardly any longer one.
 */
export const MIN_COPY_CHARS = 40;
/** A long run of few words ("спасибо спасибо спасибо ...") is short, too. */
export const MIN_COPY_WORDS = 6;

export interface CopyParts {
  readonly brandId: string;
  readonly title: string | null;
  readonly text: string | null;
  readonly pros: string | null;
  readonly cons: string | null;
  readonly stars: number | null;
}

/**
 * Stars that can stand under one text: a person who posts it twice may give 4 here and 4.5 of 5 there, but not 1 and 5.
 * A text without stars is apart from both: merged wrongly, somebody's verdict would be hidden.
 */
function starsBand(stars: number | null): string {
  if (stars === null) return 'none';
  if (stars < 2.75) return 'low';
  return stars < 3.75 ? 'middle' : 'high';
}

/**
 * Key that is equal for prints of the same text about the same brand (hex, 32 digits), or null for texts too short to be
 * called copies. Titles count only where there is no text, because one site has them and the next does not.
 */
export function dupKey(parts: CopyParts): string | null {
  const bodies = [parts.text, parts.pros, parts.cons].filter((part) => part !== null && part !== '');
  const folded = bodies.length > 0 ? bodies.map((part) => foldText(part ?? '')) : [foldText(parts.title ?? '')];
  const whole = folded.join(' ').trim();
  if (whole.length < MIN_COPY_CHARS || new Set(whole.split(' ')).size < MIN_COPY_WORDS) return null;
  const content = JSON.stringify([parts.brandId, starsBand(parts.stars), ...folded]);
  return hash('sha256', content).slice(0, 32);
}
