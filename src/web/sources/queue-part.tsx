import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { request } from '../api/client.ts';
import { useTargets } from '../api/queries.ts';
import type { QueueState } from '../api/types.ts';
import { useCurrent } from '../app/current.ts';
import { Failure } from '../app/failure.tsx';
import { useFormat } from '../i18n/use-format.ts';
import styles from './queue-part.module.css';
import { UnparkButton } from './unpark-button.tsx';

/** Often enough to watch it being worked off. */
const EVERY_MS = 5000;

/** For the admin: how much work waits, and what is not tried any more because it ended the processes that tried. */
export function QueuePart() {
  const { me } = useCurrent();
  return me.role === 'admin' ? <State /> : null;
}

function State() {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error, refetch } = useQuery({
    queryKey: ['queue'],
    queryFn: ({ signal }) => request<QueueState>('/queue', { signal }),
    refetchInterval: EVERY_MS,
  });
  return (
    <section className={styles['part']} aria-labelledby="queue-part">
      <h2 id="queue-part">{t('queue.title')}</h2>
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {data && !data.up && <p className={styles['away']}>{t('queue.away')}</p>}
      {data?.up && (
        <p className="num dim">
          {t('queue.counts', { waiting: format.number(data.waiting ?? 0), active: format.number(data.active ?? 0) })}
        </p>
      )}
      {data && data.parked.length > 0 && (
        <>
          <p>{t('queue.parked')}</p>
          <ul>
            {data.parked.map((job) => (
              <Parked key={job.id} job={job} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** A visit is called by its page's title: an id says nothing to a person. */
function Parked({ job }: { readonly job: QueueState['parked'][number] }) {
  const { data: targets } = useTargets();
  const target = job.name === 'scrape-target' ? targets?.find(({ id }) => id === job.subject) : undefined;
  const title = target?.title ?? [job.name, job.subject].filter(Boolean).join(' ');
  return (
    <li>
      <bdi>{title}</bdi> <span className="dim">{job.reason}</span> <UnparkButton id={job.id} title={title} />
    </li>
  );
}
