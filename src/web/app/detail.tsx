import { useTranslation } from 'react-i18next';
import styles from './detail.module.css';

/** The server's own words, which are English: behind a click, so that a page in another language stays in it. */
export function Detail({ text }: { readonly text: string | null }) {
  const { t } = useTranslation();
  if (!text) return null;
  return (
    <details className={styles['detail']}>
      <summary>{t('common.detail')}</summary>
      <span lang="en" dir="auto">
        {text}
      </span>
    </details>
  );
}
