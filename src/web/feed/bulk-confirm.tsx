import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sendBulk } from '../api/loop.ts';
import type { BulkChange } from '../api/types.ts';
import { Failure } from '../app/failure.tsx';
import { useFormat } from '../i18n/use-format.ts';
import styles from './bulk-confirm.module.css';
import { bulkFilter } from './bulk-filter.ts';
import { manyText } from './decide-many.ts';
import type { Feed } from './use-feed.ts';
import { useFilterWords } from './use-filter-parts.ts';

interface ConfirmProps {
  readonly feed: Feed;
  readonly change: BulkChange;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Says how many texts would change, from a dry run of the very change, before it is made. */
export function BulkConfirm({ feed, change, onConfirm, onCancel }: ConfirmProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const parts = useFilterWords(feed.filter);
  const run = useQuery({
    queryKey: ['dry-run', feed.query, change],
    queryFn: () => sendBulk({ filter: bulkFilter(feed.query), change, dryRun: true }),
    gcTime: 0,
    staleTime: 0,
  });
  const n = run.data ? Math.max(run.data.changed, run.data.matched) : 0;
  const count = { count: n, n: format.number(n) };
  return (
    <Modal
      opened
      onClose={onCancel}
      title={t('bulk.title')}
      size="md"
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {run.error && <Failure error={run.error} onRetry={() => void run.refetch()} />}
      {run.isPending && <p className="dim">{t('bulk.counting')}</p>}
      {run.data && (
        <>
          <p className={styles['would']}>
            {n === 0 ? t('bulk.nothing') : t('bulk.would', { what: manyText(change, t), ...count })}
          </p>
          <p className="dim">{parts.length === 0 ? t('bulk.noFilter') : `${t('bulk.filterIs')} ${parts.join(', ')}`}</p>
        </>
      )}
      <div className={styles['foot']}>
        <Button disabled={n === 0} onClick={onConfirm} data-autofocus>
          {t('bulk.do', count)}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </Modal>
  );
}
