import { useTranslation } from 'react-i18next';
import type { TrustView } from '../api/trust.ts';
import { useCurrent } from '../app/current.ts';
import table from '../app/figure-table.module.css';
import { dayIn } from '../i18n/format.ts';
import { useFormat } from '../i18n/use-format.ts';
import styles from './rating-without.module.css';
import { useReasonName } from './reason-names.ts';

/** What people's verdicts changed in how evidence is weighed, in all brands of the installation. */
export function WeightsReport({ learned }: { readonly learned: TrustView['learned'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useReasonName();
  const { brand } = useCurrent();
  const { judged, unusual, genuine, moved, since, changedSince } = learned;
  const count = { count: judged, n: format.number(judged) };
  return (
    <section aria-labelledby="trust-weights">
      <h2 id="trust-weights">{t('trust.weights.title')}</h2>
      <p className="num">
        {judged === 0
          ? t('trust.weights.none')
          : t('trust.weights.judged', {
              ...count,
              unusual: format.number(unusual),
              genuine: format.number(genuine),
            })}{' '}
        {since !== null &&
          t('trust.weights.since', {
            count: changedSince,
            n: format.number(changedSince),
            day: format.day(dayIn(brand.timeZone, new Date(since))),
          })}
      </p>
      {moved.length > 0 && (
        <table className={`num ${table['table']} ${styles['table']}`} aria-labelledby="trust-weights">
          <thead>
            <tr>
              <th scope="col">{t('trust.weights.evidence')}</th>
              <th scope="col">{t('unusual.verdict.unusual')}</th>
              <th scope="col">{t('unusual.verdict.genuine')}</th>
              <th scope="col">{t('trust.weights.factor')}</th>
            </tr>
          </thead>
          <tbody>
            {moved.map((row) => (
              <tr key={row.code}>
                <th scope="row">{nameOf(row.code)}</th>
                <td>
                  <span className={`${table['name']} ${styles['name']}`}>{t('unusual.verdict.unusual')}: </span>
                  {format.number(row.unusual)}
                </td>
                <td>
                  <span className={`${table['name']} ${styles['name']}`}>{t('unusual.verdict.genuine')}: </span>
                  {format.number(row.genuine)}
                </td>
                <td>
                  <span className={`${table['name']} ${styles['name']}`}>{t('trust.weights.factor')}: </span>×
                  {format.number(row.factor, 2)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
