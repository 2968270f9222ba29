import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../api/connection.ts';
import { useEvents } from '../api/events.ts';
import { useHealth } from '../api/queries.ts';
import { SavedViews } from '../feed/saved-views.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { AccountMenu } from './account-menu.tsx';
import { BrandName } from './brand-name.tsx';
import { useCurrent } from './current.ts';
import styles from './frame.module.css';
import { Icon, type IconName } from './icons.tsx';
import { KeyHelp } from './key-help.tsx';
import { Link } from './link.tsx';
import { addressOf, useAddress } from './router.ts';
import { Toasts } from './toasts.tsx';

/** Side bar at the left (icons only on narrow screens, a bar at the foot on phones), the page beside it. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  useEvents();
  return (
    <div className={styles['frame']}>
      <a className={styles['skip']} href="#main">
        {t('frame.skip')}
      </a>
      <header className={styles['side']}>
        <BrandName />
        <nav className={styles['nav']} aria-label={t('frame.navigation')}>
          <NavItem to="/" icon="feed" label={t('nav.feed')} />
          <SavedViews />
          <NavItem to="/compare" icon="compare" label={t('nav.compare')} />
          <NavItem to="/sources" icon="sources" label={t('nav.sources')} mark={<WorstHealth />} />
          <NavItem to="/digest" icon="digest" label={t('nav.digest')} />
          <NavItem to="/trust" icon="trust" label={t('nav.trust')} wideOnly />
          <NavItem to="/themes" icon="themes" label={t('nav.themes')} wideOnly />
          <NavItem to="/audit" icon="audit" label={t('nav.audit')} wideOnly />
          <NavItem to="/import" icon="import" label={t('nav.import')} wideOnly />
        </nav>
        <AccountMenu />
      </header>
      <div className={styles['body']}>
        <ServerBar />
        <MadeUpNotice />
        <main id="main" tabIndex={-1} className={styles['main']}>
          {children}
        </main>
      </div>
      <Toasts />
      <KeyHelp />
    </div>
  );
}

interface NavItemProps {
  readonly to: string;
  readonly icon: IconName;
  readonly label: string;
  readonly mark?: ReactNode;
  /** Left out on phones, where another page leads to it. */
  readonly wideOnly?: boolean;
}

/** Every address that no other entry has is the feed's. */
const OTHERS = ['/compare', '/sources', '/digest', '/trust', '/themes', '/audit', '/import'];

function NavItem({ to, icon, label, mark, wideOnly }: NavItemProps) {
  const { path, query } = useAddress();
  const brand = query.get('brand');
  const active = to === '/' ? !OTHERS.some((other) => path.startsWith(other)) : path.startsWith(to);
  const href = addressOf(to, new URLSearchParams(brand ? { brand } : {}));
  return (
    <Link
      href={href}
      className={styles['item']}
      data-wide-only={wideOnly || undefined}
      aria-current={active ? 'page' : undefined}
      title={label}
    >
      <Icon name={icon} size={20} />
      <span className={styles['label']}>{label}</span>
      {mark}
    </Link>
  );
}

/** The dot at "Sources" is the worst state of all of them; its words are for those who do not see colours. */
function WorstHealth() {
  const { t } = useTranslation();
  const { data } = useHealth();
  const worst = data?.worst;
  if (!worst || worst === 'ok' || worst === 'new') return null;
  const bad = worst === 'broken' || worst === 'blocked' || worst === 'failing';
  return (
    <span className={styles['dot']} data-bad={bad || undefined} title={t(`health.short.${worst}`)}>
      <span className="hidden">{t(`health.short.${worst}`)}</span>
    </span>
  );
}

function ServerBar() {
  const { t } = useTranslation();
  const format = useFormat();
  const { goneSince } = useConnection();
  if (goneSince === null) return null;
  return (
    <div className={styles['gone']} role="alert">
      {t('frame.gone', { time: format.clock(goneSince) })}
    </div>
  );
}

function MadeUpNotice() {
  const { t } = useTranslation();
  const { me, brand } = useCurrent();
  if (!me.demo && !brand.madeUp) return null;
  return (
    <p className={styles['madeUp']}>
      <strong>{t('frame.madeUp')}</strong> {t('frame.madeUpText')}
    </p>
  );
}
