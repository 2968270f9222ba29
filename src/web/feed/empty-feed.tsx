import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useHealth, useTargets } from '../api/queries.ts';
import { useCurrent } from '../app/current.ts';
import { Failure } from '../app/failure.tsx';
import { Link } from '../app/link.tsx';
import { addressOf, useAddress } from '../app/router.ts';
import { Cleared, useDecided } from './cleared.tsx';
import styles from './empty-feed.module.css';
import { FilterChips } from './filter-chips.tsx';
import { isNarrowed, withFlag } from './filters.ts';
import type { Feed } from './use-feed.ts';
import { useFilterWords } from './use-filter-parts.ts';

/** Four kinds of nothing, each with its own words and a way on: no match, no source yet, sources being read, sources that failed. */
export function EmptyFeed({ feed }: { readonly feed: Feed }) {
  const { t } = useTranslation();
  const { brand } = useCurrent();
  const { query } = useAddress();
  const targets = useTargets();
  const health = useHealth();
  const brandParam = query.get('brand');
  const ofBrand = new URLSearchParams(brandParam ? { brand: brandParam } : {});
  const sources = addressOf('/sources', ofBrand);

  const isOpenList = feed.filter.flags.open === true;
  const decided = useDecided(feed, { enabled: isOpenList });
  const words = useFilterWords(withFlag(feed.filter, 'open', undefined));

  if (isOpenList && decided === null) return null;
  if (isOpenList && decided !== 0) return <Cleared feed={feed} />;
  if (isNarrowed(feed.filter)) {
    return (
      <section className={styles['empty']}>
        <h2>{t('empty.filteredList', { names: words.join(', ') })}</h2>
        <p className="dim">{t('empty.filteredText')}</p>
        <FilterChips feed={feed} />
      </section>
    );
  }
  if (targets.error) return <Failure error={targets.error} onRetry={() => void targets.refetch()} />;
  const own = targets.data?.filter((target) => target.brand === brand.id) ?? [];
  if (targets.isPending) return null;
  if (own.length === 0) {
    return (
      <section className={styles['empty']}>
        <h2>{t('empty.first', { name: brand.name })}</h2>
        <p>{t('empty.firstText')}</p>
        <p className={styles['ways']}>
          <Button component={Link} href={sources}>
            {t('empty.addSource')}
          </Button>
          <Button component={Link} href={addressOf('/import', ofBrand)} variant="default">
            {t('empty.importFile')}
          </Button>
        </p>
        <p className="dim">
          {t('empty.import')} <code>molva import</code>
        </p>
      </section>
    );
  }
  const bad = own.filter((target) => ['blocked', 'broken', 'failing', 'parked'].includes(target.health));
  const isBad = bad.length === own.length;
  return (
    <section className={styles['empty']} data-bad={isBad || undefined}>
      <h2>{isBad ? t('empty.failed') : t('empty.reading')}</h2>
      <p>{isBad ? t('empty.failedText', { count: bad.length }) : t('empty.readingText', { count: own.length })}</p>
      {(health.data?.pending ?? 0) > 0 && <p>{t('empty.pending', { count: health.data?.pending ?? 0 })}</p>}
      <p className={styles['ways']}>
        <Button component={Link} href={sources} variant="default">
          {t('empty.toSources')}
        </Button>
      </p>
    </section>
  );
}
