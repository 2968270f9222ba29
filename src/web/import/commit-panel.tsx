import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportDone, ImportPreview } from '../api/rooms.ts';
import { Link } from '../app/link.tsx';
import { addressOf, useAddress } from '../app/router.ts';
import { useFormat } from '../i18n/use-format.ts';
import styles from './commit-panel.module.css';
import { FileFailure } from './file-failure.tsx';
import { ProblemList } from './problem-list.tsx';
import type { Channel, Commit } from './use-import.ts';

interface CommitPanelProps {
  readonly preview: ImportPreview;
  readonly commit: Commit;
  /** The mapping cannot be sent as it is. */
  readonly blocked: boolean;
  readonly onCommit: () => void;
}

/** What would happen, the button that does it, and how it goes. */
export function CommitPanel({ preview, commit, blocked, onCommit }: CommitPanelProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const badLines = new Set(preview.problems.map(({ line }) => line)).size;
  const bad = preview.problemCount > preview.problems.length ? preview.problemCount : badLines;
  const good = Math.max(0, preview.total - bad);
  const busy = commit.kind === 'busy';
  return (
    <section className={styles['panel']} aria-label={t('nav.import')}>
      <p className="num">
        {t('importing.would', { n: format.number(good), of: format.number(preview.total), count: preview.total })}
      </p>
      <Button loading={busy} disabled={blocked || good === 0} onClick={onCommit}>
        {t('importing.commit', { n: format.number(good), count: good })}
      </Button>
      <div role="status">
        {busy && (
          <>
            <progress className={styles['progress']} aria-label={t('importing.busy')} />
            <p className="dim">{t('importing.busy')}</p>
          </>
        )}
      </div>
      {commit.kind === 'failed' && <FileFailure error={commit.error} onRetry={onCommit} />}
    </section>
  );
}

interface ResultProps {
  readonly result: ImportDone;
  readonly channel: Channel;
  readonly onAnother: () => void;
}

/** What was done, in figures, and where it can be seen. */
export function Result({ result, channel, onAnother }: ResultProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { query } = useAddress();
  const brand = query.get('brand');
  const params = (extra: Readonly<Record<string, string>>) =>
    new URLSearchParams({ ...(brand ? { brand } : {}), ...extra });
  const figures = (['added', 'changed', 'same'] as const).map((one) => [one, result[one]] as const);
  return (
    <section className={styles['panel']} role="status">
      <h2 className={styles['done']}>{t('importing.done', { n: format.number(result.rows), count: result.rows })}</h2>
      <dl className={`num ${styles['figures']}`}>
        {figures.map(([name, n]) => (
          <div key={name}>
            <dt>{t(`importing.result.${name}`)}</dt>
            <dd>{format.number(n)}</dd>
          </div>
        ))}
        <div>
          <dt>{t('importing.result.rejected')}</dt>
          <dd>{format.number(result.problemCount)}</dd>
        </div>
      </dl>
      <ProblemList problems={result.problems} count={result.problemCount} />
      <p className={styles['ways']}>
        <Button component={Link} href={addressOf('/', params({ channel }))}>
          {t('importing.toFeed')}
        </Button>
        <Button component={Link} href={addressOf('/compare', params({}))} variant="default">
          {t('importing.toCompare')}
        </Button>
        <Button variant="default" onClick={onAnother}>
          {t('importing.another')}
        </Button>
      </p>
    </section>
  );
}
