import { Autocomplete, Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTags } from '../api/queries.ts';
import type { Item } from '../api/types.ts';
import { Icon } from '../app/icons.tsx';
import chip from './chips.module.css';
import styles from './drawer-parts.module.css';
import { cleanTag, MOST_LETTERS } from './tag.ts';
import type { Changes } from './use-change.ts';

export function TagsEditor({ item, changes }: { readonly item: Item; readonly changes: Changes }) {
  const { t } = useTranslation();
  const known = useTags();
  const [tag, setTag] = useState('');
  function add(event: FormEvent) {
    event.preventDefault();
    const clean = cleanTag(tag);
    if (clean === '') return;
    changes.setTags(item, { add: [clean] });
    setTag('');
  }
  return (
    <section className={styles['part']}>
      <h3>{t('filter.tags')}</h3>
      <div className={chip['row']}>
        {item.tags.length === 0 && <span className="dim">{t('drawer.noTags')}</span>}
        {item.tags.map((one) => (
          <button
            key={one}
            type="button"
            className={chip['chip']}
            disabled={!changes.mayWrite}
            aria-label={t('drawer.removeTag', { name: one })}
            onClick={() => changes.setTags(item, { remove: [one] })}
          >
            <bdi>#{one}</bdi> {changes.mayWrite && <Icon name="close" size={12} />}
          </button>
        ))}
      </div>
      {changes.mayWrite && (
        <form className={styles['form']} onSubmit={add}>
          <Autocomplete
            size="xs"
            data-tag-field
            value={tag}
            onChange={setTag}
            data={(known.data ?? []).map((one) => one.tag).filter((one) => !item.tags.includes(one))}
            maxLength={MOST_LETTERS}
            aria-label={t('drawer.newTag')}
            placeholder={t('drawer.newTag')}
          />
          <Button size="xs" type="submit" variant="default">
            {t('drawer.addTag')}
          </Button>
        </form>
      )}
    </section>
  );
}
