import { useTranslation } from 'react-i18next';
import { Waiting } from './waiting.tsx';

/** Started with a configuration that names no brand. */
export function NoBrand() {
  const { t } = useTranslation();
  return (
    <Waiting>
      <h1>{t('noBrand.title')}</h1>
      <p>{t('noBrand.text')}</p>
      <p>
        <code>molva init</code>
      </p>
    </Waiting>
  );
}
