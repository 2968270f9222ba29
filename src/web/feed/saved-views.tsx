import { useTranslation } from 'react-i18next';
import { useCount } from '../api/loop.ts';
import { useCurrent } from '../app/current.ts';
import { Icon } from '../app/icons.tsx';
import { Link } from '../app/link.tsx';
import { useFormat } from '../i18n/use-format.ts';
import styles from './saved-views.module.css';
import { useViewChanges } from './use-view-changes.ts';
import { useViewLinks, type ViewLink } from './use-view-links.ts';

/** The views of the side bar, each with the number of texts that it shows now. */
export function SavedViews() {
  const { t } = useTranslation();
  const links = useViewLinks();
  return (
    <ul className={styles['views']} aria-label={t('views.name')}>
      {links.map((link) => (
        <li key={link.id}>
          <ViewItem link={link} />
        </li>
      ))}
    </ul>
  );
}

function ViewItem({ link }: { readonly link: ViewLink }) {
  const { t } = useTranslation();
  const { mayWrite } = useCurrent();
  const { remove } = useViewChanges();
  return (
    <>
      <Link href={link.href} className={styles['view']} aria-current={link.current ? 'true' : undefined}>
        <bdi className={styles['name']}>{link.name}</bdi>
        <ViewCount query={link.query} />
      </Link>
      {link.saved && mayWrite && (
        <button
          type="button"
          className={styles['remove']}
          aria-label={t('views.remove', { name: link.name })}
          title={t('views.remove', { name: link.name })}
          onClick={() => void remove(link)}
        >
          <Icon name="close" size={12} />
        </button>
      )}
    </>
  );
}

function ViewCount({ query }: { readonly query: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data } = useCount(query);
  if (data === undefined) return null;
  const n = format.number(data);
  return (
    <span className={`num ${styles['count']}`}>
      <span aria-hidden="true">{n}</span>
      <span className="hidden">{t('views.texts', { count: data, n })}</span>
    </span>
  );
}
