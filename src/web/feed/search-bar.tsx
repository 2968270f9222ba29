import { ActionIcon, Button, CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../app/icons.tsx';
import { useKeys } from '../app/keys.ts';
import { useFormat } from '../i18n/use-format.ts';
import styles from './search-bar.module.css';
import type { Feed } from './use-feed.ts';

const TYPING_PAUSE_MS = 250;

interface SearchBarProps {
  readonly feed: Feed;
  readonly total: number | null;
  readonly panelOpen: boolean;
  readonly onPanel: () => void;
}

export function SearchBar({ feed, total, panelOpen, onPanel }: SearchBarProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const input = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState(feed.filter.q);
  const search = useDebouncedCallback(
    (q: string) => feed.setFilter({ ...feed.filter, q }, { replace: true }),
    TYPING_PAUSE_MS,
  );
  // Back, forward and a removed chip change the words from outside; while somebody types, the typing stands.
  useEffect(() => {
    if (document.activeElement !== input.current) setWords(feed.filter.q);
  }, [feed.filter.q]);
  useKeys({ '/': () => input.current?.focus() });

  function change(q: string) {
    setWords(q);
    search(q);
  }
  function clear() {
    search.cancel();
    setWords('');
    feed.setFilter({ ...feed.filter, q: '' });
    input.current?.focus();
  }
  const placeholder =
    total === null || total === 0
      ? t('search.placeholder')
      : t('search.placeholderCount', { count: total, n: format.number(total) });
  return (
    <search className={styles['bar']}>
      <TextInput
        ref={input}
        className={styles['input']}
        value={words}
        maxLength={500}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        autoComplete="off"
        aria-label={t('search.label')}
        placeholder={placeholder}
        leftSection={<Icon name="search" />}
        rightSection={words !== '' && <CloseButton size="sm" aria-label={t('search.clear')} onClick={clear} />}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
      <Button
        className={styles['wide']}
        variant={panelOpen ? 'filled' : 'default'}
        leftSection={<Icon name="filter" />}
        aria-expanded={panelOpen}
        onClick={onPanel}
      >
        {t('filter.button')}
      </Button>
      <ActionIcon
        className={styles['narrow']}
        variant={panelOpen ? 'filled' : 'default'}
        size={36}
        aria-label={t('filter.button')}
        aria-expanded={panelOpen}
        onClick={onPanel}
      >
        <Icon name="filter" />
      </ActionIcon>
    </search>
  );
}
