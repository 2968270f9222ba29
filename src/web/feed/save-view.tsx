import { Button, CloseButton, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { viewQuery } from './filters.ts';
import styles from './save-view.module.css';
import type { Feed } from './use-feed.ts';
import { useViewChanges } from './use-view-changes.ts';

const MOST_LETTERS = 80;

/** Keeps the conditions under a name; what was typed stays when the server refuses it. */
export function SaveView({ feed }: { readonly feed: Feed }) {
  const { t } = useTranslation();
  const { save } = useViewChanges();
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState('');
  const button = useRef<HTMLButtonElement>(null);

  function close() {
    setOpened(false);
    // The button is there again only after the form is gone.
    requestAnimationFrame(() => button.current?.focus());
  }
  async function submit(event: FormEvent) {
    event.preventDefault();
    const clean = name.trim();
    if (clean === '' || !(await save(clean, viewQuery(feed.filter)))) return;
    setName('');
    close();
  }
  if (!opened) {
    return (
      <button
        ref={button}
        type="button"
        className={styles['open']}
        title={t('views.saveTitle')}
        onClick={() => setOpened(true)}
      >
        {t('views.save')}
      </button>
    );
  }
  return (
    <form className={styles['form']} onSubmit={(event) => void submit(event)}>
      <TextInput
        autoFocus
        size="xs"
        value={name}
        maxLength={MOST_LETTERS}
        aria-label={t('views.newName')}
        placeholder={t('views.newName')}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && close()}
      />
      <Button size="xs" type="submit" disabled={name.trim() === ''}>
        {t('views.saveButton')}
      </Button>
      <CloseButton size="sm" aria-label={t('common.cancel')} onClick={close} />
    </form>
  );
}
