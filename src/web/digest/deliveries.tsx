import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Delivery, type Subscription, useDeliveries } from '../api/rooms.ts';
import { Detail } from '../app/detail.tsx';
import { Failure } from '../app/failure.tsx';
import { useFormat } from '../i18n/use-format.ts';
import styles from './deliveries.module.css';

const SHOWN = 14;

/** What became of the last mails, newest first. */
export function Deliveries({ subscription }: { readonly subscription: Subscription }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useDeliveries(subscription.id, true);
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={60} mt={8} />;
  if (data.length === 0) return <p className="dim">{t('digest.noDeliveries')}</p>;
  const newest = data.toSorted((a, b) => b.localDate.localeCompare(a.localDate)).slice(0, SHOWN);
  return (
    <ul className={styles['list']}>
      {newest.map((delivery) => (
        <Line key={delivery.localDate} delivery={delivery} timeZone={subscription.timeZone} />
      ))}
    </ul>
  );
}

function Line({ delivery, timeZone }: { readonly delivery: Delivery; readonly timeZone: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { state, localDate, sentAt, nextTryAt, attempts, error } = delivery;
  return (
    <li className={styles['line']}>
      <span className="num">{format.day(localDate)}</span>
      <span>
        <strong className={styles['state']} data-state={state}>
          {t(`digest.state.${state}`)}
        </strong>{' '}
        <span className="dim num">
          {[
            sentAt && format.instant(sentAt, timeZone),
            attempts > 1 && t('digest.attempts', { count: attempts }),
            nextTryAt &&
              (state === 'pending' || state === 'sending') &&
              t('digest.nextTry', { time: format.instant(nextTryAt, timeZone) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <Detail text={error} />
      </span>
    </li>
  );
}
