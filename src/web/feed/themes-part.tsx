import { useTranslation } from 'react-i18next';
import type { Item } from '../api/types.ts';
import { Icon } from '../app/icons.tsx';
import styles from './drawer-parts.module.css';
import type { FeedFilter } from './filters.ts';
import { KindChip, ThemeChip } from './theme-chips.tsx';
import { type ShownTheme, saidThemes, shownThemes, tellingKind } from './themes.ts';
import { ThemesEditor } from './themes-editor.tsx';
import type { Changes } from './use-change.ts';
import type { Feed } from './use-feed.ts';
import { useThemeName } from './use-theme-name.ts';

interface PartProps {
  readonly item: Item;
  readonly feed: Feed;
  readonly changes: Changes;
}

/** Everything the text speaks of with the words that show it, and what kind of text it is; a person may say otherwise. */
export function ThemesPart({ item, feed, changes }: PartProps) {
  const { t } = useTranslation();
  const themes = shownThemes(item);
  if (!changes.mayWrite && themes.length === 0 && tellingKind(item) === null) return null;
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
              {changes.mayWrite && <Remove item={item} mention={one} changes={changes} />}
              {one.quote && <q className="dim">{one.quote}</q>}
            </li>
          ))}
        </ul>
      )}
      {changes.mayWrite && <ThemesEditor item={item} changes={changes} />}
    </section>
  );
}

type RemoveProps = Omit<PartProps, 'feed'> & { readonly mention: ShownTheme };

function Remove({ item, mention, changes }: RemoveProps) {
  const { t } = useTranslation();
  const name = useThemeName()(mention.theme);
  const title = t('drawer.removeTheme', { name, label: t(`sentiment.${mention.sentiment}`) });
  const others = saidThemes(item).filter(
    ({ theme, sentiment }) => theme !== mention.theme || sentiment !== mention.sentiment,
  );
  return (
    <button
      type="button"
      className={styles['remove']}
      aria-label={title}
      title={title}
      onClick={() => changes.setThemes(item, others)}
    >
      <Icon name="close" size={12} />
    </button>
  );
}
