import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHealth, useTargets } from '../api/queries.ts';
import type { Target } from '../api/types.ts';
import { useCurrent } from '../app/current.ts';
import { Failure } from '../app/failure.tsx';
import { Icon } from '../app/icons.tsx';
import { Link } from '../app/link.tsx';
import { addressOf, useAddress } from '../app/router.ts';
import { useFormat } from '../i18n/use-format.ts';
import { AddTarget } from './add-target.tsx';
import { badFirst, stateOf } from './health.ts';
import { QueuePart } from './queue-part.tsx';
import styles from './sources-page.module.css';
import { TargetCard } from './target-card.tsx';

/** Where Molva reads, and how each place is doing: what needs a person comes first. */
export function SourcesPage() {
  const { t } = useTranslation();
  const { brand, mayWrite } = useCurrent();
  const targets = useTargets();
  const brandParam = useAddress().query.get('brand');
  const [adding, setAdding] = useState(false);
  const own = (targets.data ?? []).filter((target) => target.brand === brand.id).toSorted(badFirst);
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <h1 className={styles['title']}>{t('nav.sources')}</h1>
        {mayWrite && !adding && (
          <div className={styles['ways']}>
            <Button
              component={Link}
              href={addressOf('/import', new URLSearchParams(brandParam ? { brand: brandParam } : {}))}
              variant="default"
              leftSection={<Icon name="import" size={16} />}
            >
              {t('sources.importFile')}
            </Button>
            <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setAdding(true)}>
              {t('sources.add')}
            </Button>
          </div>
        )}
      </header>
      {adding && <AddTarget onClose={() => setAdding(false)} />}
      <Summary targets={own} />
      {targets.error && <Failure error={targets.error} onRetry={() => void targets.refetch()} />}
      {targets.isPending && <Skeleton height={110} />}
      {targets.isSuccess && own.length === 0 && !adding && (
        <section className={styles['empty']}>
          <h2>{t('sources.none')}</h2>
          <p>{t('sources.noneText')}</p>
        </section>
      )}
      <ul className={styles['list']}>
        {own.map((target) => (
          <li key={target.id}>
            <TargetCard target={target} />
          </li>
        ))}
      </ul>
      <QueuePart />
    </div>
  );
}

/** Counts the brand's own sources: those of other brands stand on their own pages. */
function Summary({ targets }: { readonly targets: readonly Target[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data } = useHealth();
  const all = targets.length;
  if (all === 0) return null;
  const fine = targets.filter((target) => stateOf(target) === 'ok').length;
  return (
    <p className={`num dim ${styles['summary']}`}>
      {t('sources.summary', { count: all, fine: format.number(fine), n: format.number(all) })}
      {data !== undefined && data.pending > 0 && ` · ${t('empty.pending', { count: data.pending })}`}
    </p>
  );
}
