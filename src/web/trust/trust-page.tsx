import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type TrustView, useTrust } from '../api/trust.ts';
import { useNow } from '../app/clock.ts';
import { useCurrent } from '../app/current.ts';
import { Failure } from '../app/failure.tsx';
import { useAddress } from '../app/router.ts';
import { readPeriod } from '../compare/compare-period.ts';
import { PeriodChoice } from '../compare/period-choice.tsx';
import { useChanges } from '../feed/use-change.ts';
import { dayIn } from '../i18n/format.ts';
import { useFormat } from '../i18n/use-format.ts';
import { BurstList } from './burst-list.tsx';
import { Campaigns } from './campaigns.tsx';
import { ChangeList } from './change-list.tsx';
import { FamilyList } from './family-list.tsx';
import { LevelsLine } from './levels-line.tsx';
import { RatingWithout } from './rating-without.tsx';
import { Reviews } from './reviews.tsx';
import { Timelines } from './timelines.tsx';
import styles from './trust-page.module.css';
import { useReviewKeys } from './use-review-keys.ts';
import { WeightsReport } from './weights-report.tsx';

/** What looks paid for in a window of days: found with reasons, judged by people. Nothing is ever taken away. */
export function TrustPage() {
  const { t } = useTranslation();
  const { brand } = useCurrent();
  const { query } = useAddress();
  const today = dayIn(brand.timeZone, useNow());
  const period = readPeriod(query, today);
  const { data, error, isPlaceholderData, refetch } = useTrust(brand.id, period);
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <h1 className={styles['title']}>{t('nav.trust')}</h1>
        <PeriodChoice path="/trust" period={period} today={today} brand={query.get('brand')} />
      </header>
      <p className={`dim ${styles['what']}`}>{t('trust.what')}</p>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && (
        <div aria-busy="true">
          <Skeleton height={320} />
        </div>
      )}
      {data && (
        <div className={styles['parts']} data-stale={isPlaceholderData || undefined} aria-busy={isPlaceholderData}>
          <Found view={data} />
        </div>
      )}
    </div>
  );
}

function Found({ view }: { readonly view: TrustView }) {
  const changes = useChanges();
  useReviewKeys(changes);
  const hasReviews = view.levels.some(({ n }) => n > 0);
  return (
    <>
      <Stand view={view} />
      <LevelsLine view={view} />
      {hasReviews && (
        <>
          <RatingWithout view={view} />
          <Timelines view={view} />
          <BurstList view={view} changes={changes} />
          <Reviews view={view} changes={changes} />
        </>
      )}
      <FamilyList families={view.families} />
      <ChangeList view={view} />
      <Campaigns view={view} />
      <WeightsReport learned={view.learned} />
    </>
  );
}

/** Which days, in whose zone, when it was looked at. */
function Stand({ view: { from, to, timeZone, weighedAt, due } }: { readonly view: TrustView }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <p className={`dim num ${styles['stand']}`} role="status">
      {t('trust.stand', { from: format.day(from), to: format.day(to), zone: timeZone })}{' '}
      {weighedAt ? t('trust.weighedAt', { time: format.instant(weighedAt, timeZone) }) : t('trust.notWeighed')}{' '}
      {due && t('trust.due')}
    </p>
  );
}
