import { useTranslation } from 'react-i18next';
import { Icon } from '../app/icons.tsx';
import chip from './chips.module.css';
import styles from './filter-chips.module.css';
import { cleared } from './filters.ts';
import type { Feed } from './use-feed.ts';
import { useFilterParts } from './use-filter-parts.ts';

/** What the list is narrowed to, each part removable. */
export function FilterChips({ feed }: { readonly feed: Feed }) {
  const { t } = useTranslation();
  const parts = useFilterParts(feed.filter);
  if (parts.length === 0) return null;
  return (
    <ul className={`${chip['row']} ${styles['chips']}`} aria-label={t('filter.active')}>
      {parts.map((part) => (
        <li key={part.id}>
          <button
            type="button"
            className={chip['chip']}
            aria-label={t('filter.remove', { name: part.label })}
            onClick={() => feed.setFilter(part.without)}
          >
            <Icon name="close" size={12} /> <bdi>{part.label}</bdi>
          </button>
        </li>
      ))}
      {parts.length > 1 && (
        <li>
          <button type="button" className={styles['clear']} onClick={() => feed.setFilter(cleared(feed.filter))}>
            {t('filter.clear')}
          </button>
        </li>
      )}
    </ul>
  );
}
