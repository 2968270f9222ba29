import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BrandReportCard } from '../api/audits.ts';
import { useComparison } from '../api/rooms.ts';
import { Failure } from '../app/failure.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { Rate } from './rate.tsx';
import styles from './report-card.module.css';

interface CorrectedSharesProps {
  readonly brand: string;
  readonly missing: BrandReportCard['missing'];
}

/** The negative share of each side before and after model error; what is left to read until there is an after. */
export function CorrectedShares({ brand, missing }: CorrectedSharesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { from, to } = missing;
  const { data, error, refetch } = useComparison(brand, { from, to });
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={120} />;
  const { corrected } = data;
  return (
    <>
      <h3 id="card-shares">{t('reportCard.shares')}</h3>
      <p>
        {t(corrected === null ? 'reportCard.beforeModelError' : 'reportCard.afterModelError')}{' '}
        <span className="dim num">{`${format.day(from)} – ${format.day(to)}`}</span>
      </p>
      <table className={styles['table']} aria-labelledby="card-shares">
        <thead>
          <tr>
            <th scope="col">{t('reportCard.side')}</th>
            <th scope="col">{t('reportCard.before')}</th>
            <th scope="col">{t('reportCard.after')}</th>
          </tr>
        </thead>
        <tbody>
          {(['public', 'direct'] as const).map((side) => (
            <tr key={side}>
              <th scope="row">{t(`compare.side.${side}`)}</th>
              <td>
                <Rate figure={data[side].negative} name={t('reportCard.before')} />
              </td>
              <td className="num">
                <span className={styles['name']}>{t('reportCard.after')}: </span>
                {corrected === null ? (
                  <span className="dim">
                    {missing[side] === 0
                      ? t('reportCard.enough')
                      : t('reportCard.missing', { count: missing[side], n: format.number(missing[side]) })}
                  </span>
                ) : (
                  <span>
                    {format.share(corrected[side].value)} ({format.number(Math.round(corrected[side].low * 100))}–
                    {format.share(corrected[side].high)})
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
