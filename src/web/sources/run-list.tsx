import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRuns } from '../api/queries.ts';
import type { Run, Target } from '../api/types.ts';
import { useNow } from '../app/clock.ts';
import { useCurrent } from '../app/current.ts';
import { Detail } from '../app/detail.tsx';
import { Failure } from '../app/failure.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { isGood } from './health.ts';
import styles from './run-list.module.css';

const SHOWN = 8;

/** The last visits, newest first. */
export function RunList({ target }: { readonly target: Target }) {
  const { t } = useTranslation();
  const runs = useRuns(target.id, true);
  if (runs.error) return <Failure error={runs.error} onRetry={() => void runs.refetch()} />;
  if (!runs.data) return <Skeleton height={60} mt={8} />;
  if (runs.data.length === 0) return <p className="dim">{t('sources.noRuns')}</p>;
  return (
    <ul className={styles['runs']}>
      {runs.data.slice(0, SHOWN).map((run) => (
        <RunLine key={run.id} run={run} />
      ))}
    </ul>
  );
}

function RunLine({ run }: { readonly run: Run }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { brand } = useCurrent();
  const skipped = Object.values(run.skipped).reduce((sum, n) => sum + n, 0);
  const counts = [
    t('run.pages', { count: run.pages }),
    t('run.new', { count: run.new }),
    run.changed > 0 && t('run.changed', { count: run.changed }),
    run.vanished > 0 && t('run.vanished', { count: run.vanished }),
    skipped > 0 && t('run.skipped', { count: skipped }),
    run.siteTotal !== null && t('run.siteTotal', { n: format.number(run.siteTotal) }),
    run.by === 'hand' && t('run.byHand'),
  ].filter(Boolean);
  const bad = run.outcome !== null && !isGood(run);
  return (
    <li className={styles['run']}>
      <span className="dim num" title={format.instant(run.startedAt, brand.timeZone)}>
        {format.ago(run.startedAt, now, brand.timeZone)}
      </span>
      <span>
        <strong data-bad={bad || undefined} className={styles['outcome']}>
          {run.outcome === null ? t('run.running') : t(`outcome.${run.outcome}`)}
        </strong>{' '}
        <span className="num">{counts.join(' · ')}</span>
        <Detail text={run.error?.message ?? null} />
      </span>
    </li>
  );
}
