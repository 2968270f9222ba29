import { useTranslation } from 'react-i18next';
import { Failure } from '../app/failure.tsx';
import styles from './file-failure.module.css';
import { fieldOf, reasonOf, useProblemText } from './use-problem-text.ts';

/** A file that cannot be used says why in the reader's words; asking again would not help. Else what went wrong, with a way on. */
export function FileFailure({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const reason = reasonOf(error);
  const ofFile = fieldOf(error) === 'file';
  const text = reason === null ? null : problemText(reason);
  if (text === null) return <Failure error={error} onRetry={reason === null ? onRetry : undefined} />;
  return (
    <p className={styles['refused']} role="alert">
      <strong>{ofFile ? t('importing.refused') : t('importing.notLikeThis')}</strong> {text}
    </p>
  );
}
