import { useTranslation } from 'react-i18next';
import type { Item } from '../api/types.ts';
import chip from './chips.module.css';
import styles from './drawer-parts.module.css';
import { KindChip, ThemeChips } from './theme-chips.tsx';
import { shownThemes, tellingKind } from './themes.ts';
import type { Feed } from './use-feed.ts';

/** Everything the text speaks of, and what kind of text it is. */
export function ThemesPart({ item, feed }: { readonly item: Item; readonly feed: Feed }) {
  const { t } = useTranslation();
  if (shownThemes(item).length === 0 && tellingKind(item) === null) return null;
  const onFilter: Parameters<typeof ThemeChips>[0]['onFilter'] = (change) => feed.setFilter(change(feed.filter));
  return (
    <section className={styles['part']}>
      <h3>{t('drawer.themes')}</h3>
      <div className={chip['row']}>
        <KindChip item={item} onFilter={onFilter} />
        <ThemeChips item={item} onFilter={onFilter} />
      </div>
    </section>
  );
}
