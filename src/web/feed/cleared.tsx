import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCount } from '../api/loop.ts';
import { useCurrent } from '../app/current.ts';
import { Link } from '../app/link.tsx';
import { addressOf } from '../app/router.ts';
import { useFormat } from '../i18n/use-format.ts';
import styles from './empty-feed.module.css';
import { apiFilter, withFlag, writeFilter } from './filters.ts';
import type { Feed } from './use-feed.ts';

interface ClearedProps {
  readonly feed: Feed;
  /** Given while the decided texts still stand above. */
  readonly onHide?: () => void;
}

/** How many of what the filter means are decided; null while it is not known. `from`: since the begin of this day. */
export function useDecided(feed: Feed, { enabled, from }: { enabled: boolean; from?: string }): number | null {
  const { brand } = useCurrent();
  const decided = withFlag(feed.filter, 'open', false);
  const since = from === undefined ? decided : { ...decided, values: { ...decided.values, decided_from: from } };
  return useCount(apiFilter(since, { brand: brand.id, today: feed.today }), enabled).data ?? null;
}

/** "All 43 decided": said plainly, with the ways on. */
export function Cleared({ feed, onHide }: ClearedProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const all = useDecided(feed, { enabled: true });
  const today = useDecided(feed, { enabled: true, from: feed.today });
  const { filter } = feed;
  if (all === null || today === null) return null;
  const n = today > 0 ? today : all;
  const count = { count: n, n: format.number(n) };
  const href = (open: boolean | undefined) => addressOf('/', writeFilter(withFlag(filter, 'open', open)));
  return (
    <section className={styles['empty']} role="status">
      <h2>{today > 0 ? t('empty.clearedToday', count) : t('empty.cleared', count)}</h2>
      <p className="dim">{t('empty.clearedText')}</p>
      <p className={styles['ways']}>
        {onHide ? (
          <Button variant="default" onClick={onHide}>
            {t('empty.clearAway')}
          </Button>
        ) : (
          <Button component={Link} href={href(false)} variant="default">
            {t('empty.showDecided')}
          </Button>
        )}
        <Button component={Link} href={href(undefined)} variant="default">
          {t('empty.showAll')}
        </Button>
      </p>
    </section>
  );
}
