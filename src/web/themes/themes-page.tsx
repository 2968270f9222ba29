import { Button, Skeleton } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addTheme, changeTheme, refreshThemes, type Theme, useOwnThemes } from '../api/own-themes.ts';
import { useCurrent } from '../app/current.ts';
import { Failure } from '../app/failure.tsx';
import { Icon } from '../app/icons.tsx';
import page from '../app/list-page.module.css';
import { say } from '../app/toasts.tsx';
import { OwnThemeCard } from './own-theme-card.tsx';
import { RisingList } from './rising-list.tsx';
import { bodyOf, type Draft, draftOf, draftOfPhrase, EMPTY_DRAFT, newId } from './theme-draft.ts';
import { ThemeForm } from './theme-form.tsx';
import styles from './themes-page.module.css';

/** What is being written: a new theme, or one that is there. */
interface Editing {
  readonly of: Theme | null;
  readonly start: Draft;
  /** Each opening is a form of its own. */
  readonly opening: number;
}

/** The brand's own themes, and phrases that might become one. */
export function ThemesPage() {
  const { t } = useTranslation();
  const { brand, mayWrite } = useCurrent();
  const themes = useOwnThemes(brand.id);
  const [editing, setEditing] = useState<Editing | null>(null);
  const own = themes.data ?? [];
  const heading = useRef<HTMLHeadingElement>(null);
  const edit = (of: Theme | null, start: Draft) =>
    setEditing((before) => ({ of, start, opening: (before?.opening ?? 0) + 1 }));
  /** What had the focus is gone with the form. */
  function close() {
    setEditing(null);
    heading.current?.focus();
  }
  return (
    <div className={styles['page']}>
      <header className={`${page['head']} ${styles['head']}`}>
        <h1 ref={heading} tabIndex={-1}>
          {t('nav.themes')}
        </h1>
        {mayWrite && editing === null && (
          <Button leftSection={<Icon name="plus" size={16} />} onClick={() => edit(null, EMPTY_DRAFT)}>
            {t('ownThemes.add')}
          </Button>
        )}
      </header>
      <p className={`dim ${page['what']}`}>{t('ownThemes.what')}</p>
      {editing && <Editor key={editing.opening} editing={editing} own={own} onClose={close} />}
      {themes.error && !themes.data && <Failure error={themes.error} onRetry={() => void themes.refetch()} />}
      {themes.isPending && <Skeleton height={80} />}
      {themes.data?.length === 0 && editing === null && (
        <section className={`${page['empty']} ${styles['empty']}`}>
          <h2>{t('ownThemes.none')}</h2>
          <p>{t('ownThemes.noneText')}</p>
        </section>
      )}
      <ul className={`${page['list']} ${styles['list']}`}>
        {own
          .filter(({ id }) => id !== editing?.of?.id)
          .map((theme) => (
            <li key={theme.id}>
              <OwnThemeCard theme={theme} onEdit={() => edit(theme, draftOf(theme))} />
            </li>
          ))}
      </ul>
      <RisingList onMake={(phrase) => edit(null, draftOfPhrase(phrase))} />
    </div>
  );
}

interface EditorProps {
  readonly editing: Editing;
  readonly own: readonly Theme[];
  readonly onClose: () => void;
}

function Editor({ editing: { of, start }, own, onClose }: EditorProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { brand } = useCurrent();
  const others = own.filter(({ id }) => id !== of?.id);
  async function save(draft: Draft) {
    const id =
      of?.id ??
      newId(
        draft.title,
        own.map((one) => one.id),
      );
    const { title } = await (of ? changeTheme : addTheme)(brand.id, bodyOf(draft, id));
    say(t(of ? 'ownThemes.changed' : 'ownThemes.added', { name: title }));
    refreshThemes(client);
    onClose();
  }
  return (
    <ThemeForm
      label={of ? t('ownThemes.changeOf', { name: of.title }) : t('ownThemes.add')}
      start={start}
      others={others.map(({ title }) => title)}
      onSubmit={save}
      onClose={onClose}
    />
  );
}
