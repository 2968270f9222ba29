import { useTranslation } from 'react-i18next';
import { useLatestRuns } from '../api/queries.ts';
import type { Run, Target } from '../api/types.ts';
import { useNow } from '../app/clock.ts';
import { useCurrent } from '../app/current.ts';
import { useFormat } from '../i18n/use-format.ts';
import { isGood } from './health.ts';
import styles from './run-ticks.module.css';

const SHOWN = 12;

/** The last visits as a row of marks, oldest first: one look tells a bad day from a dead source. The list beside it says each in words. */
export function RunTicks({ target }: { readonly target: Target }) {
  const { t } = useTranslation();
  const { data } = useLatestRuns();
  const runs = (data ?? [])
    .filter((run) => run.targetId === target.id)
    .slice(0, SHOWN)
    .toReversed();
  if (runs.length === 0) return null;
  return (
    <ul className={styles['ticks']} aria-label={t('sources.ticks')}>
      {runs.map((run) => (
        <Tick key={run.id} run={run} />
      ))}
    </ul>
  );
}

function Tick({ run }: { readonly run: Run }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { brand } = useCurrent();
  const outcome = run.outcome === null ? t('run.running') : t(`outcome.${run.outcome}`);
  const words = `${format.ago(run.startedAt, now, brand.timeZone)}: ${outcome}`;
  return (
    <li className={styles['tick']} data-bad={(run.outcome !== null && !isGood(run)) || undefined} title={words}>
      <span className="hidden">{words}</span>
    </li>
  );
}
