import { useTranslation } from 'react-i18next';
import { useFamily } from '../api/queries.ts';
import type { Item } from '../api/types.ts';
import { useCurrent } from '../app/current.ts';
import { useFormat } from '../i18n/use-format.ts';
import styles from './drawer-parts.module.css';
import type { Feed } from './use-feed.ts';
import { useSourceNames } from './use-source-names.ts';

/** The same text elsewhere: copies, which are one opinion, and texts that are nearly the same. Nothing where there is none. */
export function Family({ item, feed }: { readonly item: Item; readonly feed: Feed }) {
  const { t } = useTranslation();
  const family = useFamily(item.key, item.channel === 'public');
  if (!family.data || family.data.length === 0) return null;
  return (
    <section className={styles['part']}>
      <h3>{t('drawer.family', { count: family.data.length })}</h3>
      <ul className={styles['family']}>
        {family.data.map((other) => (
          <Relative key={other.key} item={item} other={other} feed={feed} />
        ))}
      </ul>
    </section>
  );
}

interface RelativeProps {
  readonly item: Item;
  readonly other: Item;
  readonly feed: Feed;
}

function Relative({ item, other, feed }: RelativeProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { brand } = useCurrent();
  const { placeOf, pageOf } = useSourceNames();
  const same = other.duplicate.cluster === item.duplicate.cluster;
  const day = format.published(other, feed.now, brand.timeZone)?.title;
  const address = pageOf(other);
  return (
    <li>
      <button type="button" className={styles['link']} onClick={() => feed.open(other.key)}>
        {placeOf(other)}
      </button>{' '}
      {day && <span>{day}</span>} <span className="dim">{t(same ? 'drawer.sameOpinion' : 'drawer.nearText')}</span>{' '}
      {address && (
        <a className={styles['link']} href={address} target="_blank" rel="noopener noreferrer">
          {t('drawer.openSource')}
        </a>
      )}
    </li>
  );
}
