import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addTheme, refreshThemes, removeTheme, type Theme } from '../api/own-themes.ts';
import { useCurrent } from '../app/current.ts';
import { useFailureText } from '../app/failure.tsx';
import { Link } from '../app/link.tsx';
import { addressOf } from '../app/router.ts';
import { say } from '../app/toasts.tsx';
import styles from './themes-page.module.css';

/** One theme with its words; its name opens the texts that speak of it. Those of the configuration are only shown. */
export function OwnThemeCard({ theme, onEdit }: { readonly theme: Theme; readonly onEdit: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const failureText = useFailureText();
  const { brand, mayWrite } = useCurrent();
  const { id, title, fromPage } = theme;

  async function tell(call: () => Promise<unknown>, text: string, undo?: () => void) {
    try {
      await call();
      say(text, undo && { undo });
    } catch (failure) {
      say(failureText(failure), { bad: true });
    }
    refreshThemes(client);
  }
  const { fromPage: _fromPage, ...body } = theme;
  const again = () => void tell(() => addTheme(brand.id, body), t('ownThemes.added', { name: title }));
  const remove = () => void tell(() => removeTheme(brand.id, id), t('ownThemes.removed', { name: title }), again);

  return (
    <article className={styles['card']} aria-label={title}>
      <div className={styles['cardHead']}>
        <Link className={styles['name']} href={addressOf('/', new URLSearchParams({ brand: brand.id, theme: id }))}>
          <bdi>{title}</bdi>
        </Link>
        {!fromPage && <span className="dim">{t('ownThemes.ofFile')}</span>}
        {mayWrite && fromPage && (
          <span className={styles['buttons']}>
            <Button size="xs" variant="default" aria-label={t('ownThemes.changeOf', { name: title })} onClick={onEdit}>
              {t('ownThemes.change')}
            </Button>
            <Button size="xs" variant="default" aria-label={t('ownThemes.removeOf', { name: title })} onClick={remove}>
              {t('ownThemes.remove')}
            </Button>
          </span>
        )}
      </div>
      <Facts theme={theme} />
    </article>
  );
}

function Facts({ theme }: { readonly theme: Theme }) {
  const { t } = useTranslation();
  const rows = (['words', 'phrases', 'exclusions'] as const).filter((field) => theme[field].length > 0);
  return (
    <dl className={styles['facts']}>
      {rows.map((field) => (
        <div key={field}>
          <dt>{t(`ownThemes.${field}`)}</dt>
          <dd>
            <bdi>{theme[field].join(', ')}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
