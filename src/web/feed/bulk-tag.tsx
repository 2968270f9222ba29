import { Autocomplete, Button, Popover } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTags } from '../api/queries.ts';
import styles from './bulk-bar.module.css';
import { cleanTag, MOST_LETTERS } from './tag.ts';

/** One tag for all that is chosen. */
export function BulkTag({ onChoose }: { readonly onChoose: (tag: string) => void }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="top"
      trapFocus
      returnFocus
      withinPortal={false}
      // What is typed at once must not reach the keys of the list.
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <button type="button" className={styles['do']} onClick={() => setOpened(!opened)}>
          {t('bulk.tag')} <span aria-hidden="true">▾</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <TagForm
          onChoose={(tag) => {
            setOpened(false);
            onChoose(tag);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function TagForm({ onChoose }: { readonly onChoose: (tag: string) => void }) {
  const { t } = useTranslation();
  const known = useTags();
  const [tag, setTag] = useState('');
  function add(event: FormEvent) {
    event.preventDefault();
    const clean = cleanTag(tag);
    if (clean !== '') onChoose(clean);
  }
  return (
    <form className={styles['tag']} onSubmit={add}>
      <Autocomplete
        size="xs"
        value={tag}
        onChange={setTag}
        data={(known.data ?? []).map((one) => one.tag)}
        maxLength={MOST_LETTERS}
        comboboxProps={{ withinPortal: false }}
        aria-label={t('drawer.newTag')}
        placeholder={t('drawer.newTag')}
        data-autofocus
      />
      <Button size="xs" type="submit">
        {t('drawer.addTag')}
      </Button>
    </form>
  );
}
