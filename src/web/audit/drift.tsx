import { useTranslation } from 'react-i18next';
import type { ReportCard } from '../api/audits.ts';
import { useFormat } from '../i18n/use-format.ts';
import { Rate } from './rate.tsx';
import styles from './report-card.module.css';

/** Agreement month by month, the latest first, and whether it changes. */
export function Drift({ drift }: { readonly drift: ReportCard['drift'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const months = drift.months.toReversed();
  return (
    <>
      <h3 id="card-months">{t('reportCard.byMonth')}</h3>
      <p data-drift={drift.direction}>{t(`reportCard.drift.${drift.direction}`)}</p>
      {months.length > 0 && (
        <table className={`${styles['table']} ${styles['months']}`} aria-labelledby="card-months">
          <thead>
            <tr>
              <th scope="col">{t('reportCard.month')}</th>
              <th scope="col">{t('reportCard.agreementHead')}</th>
            </tr>
          </thead>
          <tbody>
            {months.map(({ month, agreement }) => (
              <tr key={month}>
                <th scope="row">{month === '' ? t('reportCard.undated') : format.day(month)}</th>
                <td>
                  <Rate figure={agreement} name={t('reportCard.agreementHead')} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
