import { useTranslation } from 'react-i18next';

/** Kinds of evidence in a few words; the sentences of a review say more. */
const CODES = [
  'reward',
  'hidden-letters',
  'praise-burst',
  'after-complaints',
  'blame-burst',
  'copied-text',
  'shared-phrases',
  'shared-authors',
  'stars-against-text',
  'young-account',
  'no-purchase-mark',
  'names-brand',
  'advertising-words',
  'honest-wave',
  'own-campaign',
  'busy-account',
  'purchase-mark',
  'mixed-stars',
  'verdict-unusual',
  'verdict-genuine',
  'verdict-not-sure',
] as const;

/** Name of a code in the reader's language; the code itself where a newer server knows more. */
export function useReasonName(): (code: string) => string {
  const { t } = useTranslation();
  return (code) => {
    const known = CODES.find((one) => one === code);
    return known === undefined ? code : t(`trust.reason.${known}`);
  };
}
