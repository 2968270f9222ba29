import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFigures } from '../api/loop.ts';
import { type ComparisonRow, useComparison } from '../api/rooms.ts';
import type { TrustView } from '../api/trust.ts';
import type { FeedFigures } from '../api/types.ts';
import { Failure } from '../app/failure.tsx';
import table from '../app/figure-table.module.css';
import { useSourceNames } from '../feed/use-source-names.ts';
import { useFormat } from '../i18n/use-format.ts';
import styles from './rating-without.module.css';
import { shareCells, starCells } from './without-cells.ts';

/** Stars and negative share of all reviews, without the unusual ones, and as they are likely to be where they are few. */
export function RatingWithout({ view: { brand, from, to } }: { readonly view: TrustView }) {
  const { t } = useTranslation();
  const query = new URLSearchParams({ brand, channel: 'public', published_from: from, published_to: to }).toString();
  const { data, error, refetch } = useFigures(query);
  const compared = useComparison(brand, { from, to });
  return (
    <section aria-labelledby="trust-without" aria-busy={!data && !error}>
      <h2 id="trust-without">{t('trust.without.title')}</h2>
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={140} />}
      {data && <Table figures={data} sources={compared.data?.bySource ?? []} />}
    </section>
  );
}

interface TableProps {
  readonly figures: FeedFigures;
  /** Told of one by one where reviews of theirs are flagged. */
  readonly sources: readonly ComparisonRow[];
}

function Table({ figures, sources }: TableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useSourceNames();
  const { stars, negative, withoutUnusual: without } = figures;
  const flagged = Math.max(without.stars.items, without.negative.items);
  const { genuineShare } = without.stars.items >= without.negative.items ? without.stars : without.negative;
  const count = (n: number) => ({ count: n, n: format.number(n) });
  const rows = [
    { name: t('trust.without.stars', count(stars.n)), cells: starCells(stars, without.stars, format) },
    { name: t('trust.without.negative', count(negative.n)), cells: shareCells(negative, without.negative, format) },
    ...sources.flatMap(({ name, score, withoutUnusual }) =>
      score && withoutUnusual && withoutUnusual.stars.items > 0
        ? [
            {
              name: t('trust.without.ofSource', { name: nameOf(name), ...count(score.n) }),
              cells: starCells(score, withoutUnusual.stars, format),
            },
          ]
        : [],
    ),
  ];
  const head = (['all', 'without', 'likely', 'likelyWithout'] as const).map((one) => t(`trust.without.${one}`));
  return (
    <>
      <table className={`num ${table['table']} ${styles['table']}`} aria-labelledby="trust-without">
        <thead>
          <tr>
            <th scope="col">{t('trust.without.figure')}</th>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, cells }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {cells.map((cell, at) => (
                <td key={head[at]} data-none={cell === '' || undefined}>
                  <span className={`${table['name']} ${styles['name']}`}>{head[at]}: </span>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="dim num">
        {t('trust.without.removed', {
          count: flagged,
          n: format.number(flagged),
          weight: format.number(Math.max(without.stars.weight, without.negative.weight), 1),
        })}{' '}
        {genuineShare !== null && t('trust.without.genuine', { share: format.share(genuineShare) })}{' '}
        {t('trust.without.why')}
      </p>
    </>
  );
}
