import { Button, Code } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LanguageSelect } from '../app/language-select.tsx';
import { Waiting } from '../app/waiting.tsx';
import styles from './sign-in.module.css';

/** There is no password: a one-time link from the terminal opens the session. */
export function SignIn({ onRetry }: { readonly onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <Waiting>
      <div className={styles['box']}>
        <h1 className={styles['title']}>{t('signIn.title')}</h1>
        <p>
          {t('signIn.link')} <a href="/sign-in">{t('signIn.paste')}</a>
        </p>
        <p>
          {t('signIn.again')} <Code>molva user link owner</Code>
        </p>
        <div className={styles['row']}>
          <Button onClick={onRetry}>{t('signIn.retry')}</Button>
          <LanguageSelect />
        </div>
      </div>
    </Waiting>
  );
}
