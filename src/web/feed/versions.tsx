import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useVersions } from '../api/queries.ts';
import type { Item, ItemVersion } from '../api/types.ts';
import { useCurrent } from '../app/current.ts';
import { Failure } from '../app/failure.tsx';
import { useFormat } from '../i18n/use-format.ts';
import styles from './drawer-parts.module.css';
import { Marked } from './item-text.tsx';
import { ProsCons } from './pros-cons.tsx';
import { Stars } from './stars.tsx';

/** What the author wrote before. */
export function Versions({ item }: { readonly item: Item }) {
  const { t } = useTranslation();
  const versions = useVersions(item.key, true);
  return (
    <section className={styles['part']}>
      <h3>{t('drawer.versions', { count: item.versions })}</h3>
      {versions.error && <Failure error={versions.error} onRetry={() => void versions.refetch()} />}
      {versions.isPending && <Skeleton height={60} />}
      {versions.data
        ?.toSorted((a, b) => b.revision - a.revision)
        .map((one) => (
          <Version key={one.revision} version={one} />
        ))}
    </section>
  );
}

function Version({ version }: { readonly version: ItemVersion }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { brand } = useCurrent();
  return (
    <article className={styles['version']}>
      <span className="dim">{t('drawer.until', { time: format.instant(version.replacedAt, brand.timeZone) })}</span>{' '}
      {version.stars !== null && <Stars value={version.stars} />}
      {version.title && <p>{version.title}</p>}
      <ProsCons pros={version.pros} cons={version.cons} pattern={null} />
      {version.text && (
        <p>
          <Marked text={version.text} pattern={null} />
        </p>
      )}
    </article>
  );
}
