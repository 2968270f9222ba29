import { useTranslation } from 'react-i18next';
import figures from '../app/figure-table.module.css';
import { useFormat } from '../i18n/use-format.ts';
import { type ThemeRow, toldDifference } from './theme-rows.ts';
import styles from './theme-table.module.css';
import { pointsOf } from './verdict.ts';
import { Whisker } from './whisker.tsx';

/** Public minus surveys in points, with the interval of the level of the whole table. */
export function ThemeDifference({ row, reach }: { readonly row: ThemeRow; readonly reach: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const told = toldDifference(row);
  const points = told && pointsOf(told);
  const name = <span className={`${figures['name']} ${styles['name']}`}>{t('compare.difference')} </span>;
  if (told === null || points === null) {
    return (
      <>
        {name}
        <span className="dim">–</span>
      </>
    );
  }
  return (
    <>
      {name}
      <span>
        {t('compare.differenceOf', {
          value: format.signed(Math.round(told.value * 100)),
          low: format.signed(points.low),
          high: format.signed(points.high),
        })}
      </span>
      <Whisker min={-reach} max={reach} value={told.value} low={told.low} high={told.high} mark={0} />
    </>
  );
}
