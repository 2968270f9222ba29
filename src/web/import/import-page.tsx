import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCurrent } from '../app/current.ts';
import { isZone } from '../digest/draft.ts';
import chip from '../feed/chips.module.css';
import { useFormat } from '../i18n/use-format.ts';
import { CommitPanel, Result } from './commit-panel.tsx';
import { FileDrop } from './file-drop.tsx';
import { FileFailure } from './file-failure.tsx';
import styles from './import-page.module.css';
import { wrongIn } from './mapping.ts';
import { MappingForm } from './mapping-form.tsx';
import { ProblemList } from './problem-list.tsx';
import { RowsTable } from './rows-table.tsx';
import { type Import, useImport } from './use-import.ts';

const CHANNELS = ['survey', 'public'] as const;

/** A table of answers or reviews that somebody already has: look first, then commit. */
export function ImportPage() {
  const { t } = useTranslation();
  const { mayWrite } = useCurrent();
  const all = useImport();
  const { file, channel, commit, preview } = all;
  const busy = commit.kind === 'busy';
  return (
    <div className={styles['page']}>
      <h1 className={styles['title']}>{t('nav.import')}</h1>
      {!mayWrite && <p>{t('failure.forbidden')}</p>}
      {mayWrite && commit.kind === 'done' && (
        <Result result={commit.result} channel={channel} onAnother={() => all.choose(null)} />
      )}
      {mayWrite && commit.kind !== 'done' && (
        <>
          <fieldset className={styles['channel']} disabled={busy}>
            <legend>{t('importing.what')}</legend>
            {CHANNELS.map((one) => (
              <button
                key={one}
                type="button"
                className={chip['chip']}
                aria-pressed={channel === one}
                onClick={() => all.read(one)}
              >
                {t(`importing.channel.${one}`)}
              </button>
            ))}
          </fieldset>
          <FileDrop file={file} disabled={busy} onChoose={all.choose} />
          {file === null && <p className={`dim ${styles['hint']}`}>{t('importing.hint')}</p>}
          {preview.error && <FileFailure error={preview.error} onRetry={() => void preview.refetch()} />}
          {file !== null && preview.isLoading && all.shown === null && <Skeleton height={320} />}
          <Look all={all} />
        </>
      )}
    </div>
  );
}

/** What was understood of the file, what can be put right, and the commit. It stays while the server is away. */
function Look({ all }: { readonly all: Import }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { mapping, channel, commit, stale, shown: data } = all;
  if (all.file === null || data === null || mapping === null) return null;
  const busy = commit.kind === 'busy';
  const wrong = Object.keys(wrongIn(mapping, isZone)).length > 0;
  const facts = [
    t('importing.rowsCount', { n: format.number(data.total), count: data.total }),
    t('importing.encoding', { name: data.encoding }),
    data.delimiter !== null &&
      t('importing.delimiter', { name: data.delimiter === '\t' ? t('importing.tab') : data.delimiter }),
  ].filter(Boolean);
  return (
    <>
      <p className={`num ${styles['facts']}`}>{facts.join(' · ')}</p>
      <MappingForm
        key={all.file.id}
        preview={data}
        mapping={mapping}
        channel={channel}
        disabled={busy}
        onChange={all.setMapping}
      />
      <section className={styles['rows']} data-stale={stale || undefined}>
        <h2>{t('importing.rows')}</h2>
        <RowsTable preview={data} mapping={mapping} />
      </section>
      <ProblemList problems={data.problems} count={data.problemCount} />
      <CommitPanel preview={data} commit={commit} blocked={wrong || stale} onCommit={all.send} />
    </>
  );
}
