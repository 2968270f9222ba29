import { useTranslation } from 'react-i18next';
import type { ReasonCode } from '../../understand/unusual/codes.ts';
import type { Verdict } from '../api/trust.ts';

/** Every code that the server tells of. */
type Code = ReasonCode | `verdict-${Verdict}`;

/** Kinds of evidence in a few words; the sentences of a review say more. A code that is not here, or has no name, does not compile. */
const CODES = {
  reward: true,
  'hidden-letters': true,
  'praise-burst': true,
  'after-complaints': true,
  'blame-burst': true,
  'copied-text': true,
  'shared-phrases': true,
  'shared-authors': true,
  'stars-against-text': true,
  'young-account': true,
  'no-purchase-mark': true,
  'names-brand': true,
  'advertising-words': true,
  'honest-wave': true,
  'own-campaign': true,
  'busy-account': true,
  'purchase-mark': true,
  'mixed-stars': true,
  'verdict-unusual': true,
  'verdict-genuine': true,
  'verdict-not-sure': true,
} as const satisfies Readonly<Record<Code, true>>;

function isKnown(code: string): code is Code {
  return Object.hasOwn(CODES, code);
}

/** Name of a code in the reader's language; the code itself where a newer server knows more. */
export function useReasonName(): (code: string) => string {
  const { t } = useTranslation();
  return (code) => (isKnown(code) ? t(`trust.reason.${code}`) : code);
}
