import { useTranslation } from 'react-i18next';
import type { Item } from '../api/types.ts';
import styles from './drawer-parts.module.css';
import type { FeedFilter } from './filters.ts';
import { KindChip, ThemeChip } from './theme-chips.tsx';
import { shownThemes, tellingKind } from './themes.ts';
import type { Feed } from './use-feed.ts';

/** Everything the text speaks of with the words that show it, and what kind of text it is. */
export function ThemesPart({ item, feed }: { readonly item: Item; readonly feed: Feed }) {
  const { t } = useTranslation();
  const themes = shownThemes(item);
  if (themes.length === 0 && tellingKind(item) === null) return null;
  const onFilter = (change: (filter: FeedFilter) => FeedFilter) => feed.setFilter(change(feed.filter));
  return (
    <section className={styles['part']}>
      <h3>{t('drawer.themes')}</h3>
      <KindChip item={item} onFilter={onFilter} />
      {themes.length > 0 && (
        <ul className={styles['themes']}>
          {themes.map((one) => (
            <li key={`${one.theme} ${one.sentiment}`}>
              <ThemeChip mention={one} onFilter={onFilter} />
              {one.quote && <q className="dim">{one.quote}</q>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
