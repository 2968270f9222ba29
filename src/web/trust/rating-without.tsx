import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFigures } from '../api/loop.ts';
import type { TrustView } from '../api/trust.ts';
import type { FeedFigures } from '../api/types.ts';
import { Failure } from '../app/failure.tsx';
import { useFormat } from '../i18n/use-format.ts';
import styles from './rating-without.module.css';

/** Under so many a percentage or a mean says more than is known. */
const LEAST_SHARE = 5;
const LEAST_STARS = 10;

/** Stars and negative share of all reviews, without the unusual ones, and as they are likely to be where they are few. */
export function RatingWithout({ view: { brand, from, to } }: { readonly view: TrustView }) {
  const { t } = useTranslation();
  const query = new URLSearchParams({ brand, channel: 'public', published_from: from, published_to: to }).toString();
  const { data, error, refetch } = useFigures(query);
  return (
    <section aria-labelledby="trust-without" aria-busy={!data && !error}>
      <h2 id="trust-without">{t('trust.without.title')}</h2>
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={140} />}
      {data && <Table figures={data} />}
    </section>
  );
}

function Table({ figures }: { readonly figures: FeedFigures }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { stars, negative, withoutUnusual: without } = figures;
  const mean = (value: number | null) => (value === null || stars.n < LEAST_STARS ? '–' : format.number(value, 2));
  const share = (value: number | null) => (value === null || negative.n < LEAST_SHARE ? '–' : format.share(value));
  const between = (low: number | null, high: number | null, say: (value: number) => string) =>
    low === null || high === null ? '' : ` (${say(low)}–${say(high)})`;
  const two = (value: number) => format.number(value, 2);
  const { posterior } = without.stars;
  const flagged = Math.max(without.stars.items, without.negative.items);
  const { genuineShare } = without.stars.items >= without.negative.items ? without.stars : without.negative;
  const rows = [
    {
      name: t('trust.without.stars', { count: stars.n, n: format.number(stars.n) }),
      cells: [
        mean(without.stars.all),
        mean(without.stars.without),
        stars.value === null ? '–' : two(stars.value) + between(stars.low, stars.high, two),
        posterior === null ? '–' : two(posterior.mean) + between(posterior.low, posterior.high, two),
      ],
    },
    {
      name: t('trust.without.negative', { count: negative.n, n: format.number(negative.n) }),
      cells: [
        share(without.negative.all) +
          (negative.n < LEAST_SHARE ? '' : between(negative.low, negative.high, format.share)),
        share(without.negative.without),
        '',
        '',
      ],
    },
  ];
  const head = (['all', 'without', 'likely', 'likelyWithout'] as const).map((one) => t(`trust.without.${one}`));
  return (
    <>
      <table className={`num ${styles['table']}`} aria-labelledby="trust-without">
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
                  <span className={styles['name']}>{head[at]}: </span>
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
