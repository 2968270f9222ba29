import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useItems } from '../api/queries.ts';
import type { UnusualLevel } from '../api/trust.ts';
import { Failure } from '../app/failure.tsx';
import type { Changes } from '../feed/use-change.ts';
import { useFormat } from '../i18n/use-format.ts';
import { MOST_CHOSEN, type Pack, packAddress } from './evidence.ts';
import { ReviewRow } from './review-row.tsx';
import styles from './trust-page.module.css';

/** Each row asks for its sentences: so many at a time. */
const ROWS = 10;

interface ReviewListProps {
  /** Parameters of the API. */
  readonly query: string;
  readonly changes: Changes;
  readonly window: { readonly brand: string; readonly from: string; readonly to: string };
  /** What a pack holds where nothing is chosen; null: those that are flagged. */
  readonly levels: readonly UnusualLevel[] | null;
}

/** Reviews with their reasons, to be judged and chosen for a pack of evidence. */
export function ReviewList({ query, changes, window, levels }: ReviewListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error, refetch, hasNextPage, fetchNextPage } = useItems(query);
  const [rows, setRows] = useState(ROWS);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={160} />;
  const items = data.pages.flatMap((page) => page.data);
  const shown = items.slice(0, rows);
  if (items.length === 0) return <p>{t('trust.noReviews')}</p>;
  function toggle(key: string) {
    const next = new Set(chosen);
    if (!next.delete(key)) next.add(key);
    setChosen(next);
  }
  function more() {
    setRows(rows + ROWS);
    if (items.length < rows + ROWS && hasNextPage) void fetchNextPage();
  }
  const flagged = levels === null ? items.filter(({ unusual }) => unusual !== null && unusual.level !== 'none') : [];
  const keys = chosen.size > 0 ? [...chosen] : flagged.map(({ key }) => key);
  return (
    <>
      {(keys.length > 0 || levels !== null) && (
        <PackBar pack={{ ...window, language: format.language, keys, levels: levels ?? [] }} />
      )}
      <ul className={styles['list']}>
        {shown.map((item) => (
          <li key={item.key}>
            <ReviewRow
              item={item}
              changes={changes}
              chosen={chosen.has(item.key)}
              full={chosen.size >= MOST_CHOSEN}
              onChoose={() => toggle(item.key)}
            />
          </li>
        ))}
      </ul>
      {(items.length > rows || hasNextPage) && (
        <Button size="xs" variant="default" mt={8} onClick={more}>
          {t('trust.moreReviews')}
        </Button>
      )}
    </>
  );
}

/** The pack as one file for a person or for a program. */
function PackBar({ pack }: { readonly pack: Pack }) {
  const { t } = useTranslation();
  const format = useFormat();
  const n = Math.min(MOST_CHOSEN, pack.keys.length);
  return (
    <p className={styles['actions']}>
      <span className="num">
        {n > 0 ? t('trust.pack.chosen', { count: n, n: format.number(n) }) : t('trust.pack.all')}
      </span>
      {(['html', 'json'] as const).map((kind) => (
        <Button key={kind} component="a" size="xs" variant="default" href={packAddress(pack, kind)} download>
          {t(`trust.pack.${kind}`)}
        </Button>
      ))}
    </p>
  );
}
