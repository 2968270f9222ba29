import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { useTranslation } from 'react-i18next';
import type { Score } from '../api/rooms.ts';
import { useFormat } from '../i18n/use-format.ts';
import { CHART } from './chart-settings.ts';
import { ChartTable } from './chart-table.tsx';
import styles from './score-chart.module.css';
import { wholeDistribution } from './score-text.ts';

/** How often each value was given: a mean hides two humps. */
export function ScoreChart({ score }: { readonly score: Score }) {
  const { t } = useTranslation();
  const format = useFormat();
  const bars = wholeDistribution(score);
  const sign = score.kind === 'public-stars' || score.kind === 'stars' ? ' ★' : '';
  const nameOf = (value: number) => `${format.number(value, Number.isInteger(value) ? 0 : 1)}${sign}`;
  const data = bars.map(({ value, n }) => ({ value: nameOf(value), n }));
  return (
    <figure className={styles['chart']}>
      <div aria-hidden="true">
        <BarChart
          {...CHART}
          h={130}
          data={data}
          dataKey="value"
          series={[{ name: 'n', label: t('compare.answers'), color: 'var(--m-star)' }]}
          withYAxis={false}
          gridAxis="none"
          withBarValueLabel={bars.length <= 7}
          valueFormatter={(n) => format.number(n)}
          maxBarWidth={40}
          xAxisProps={{ interval: 0, tickMargin: 4 }}
        />
      </div>
      <ChartTable
        title={t('compare.distribution')}
        head={[t('compare.value'), t('compare.answers')]}
        rows={data.map(({ value, n }) => ({ name: value, cells: [format.number(n)] }))}
      />
    </figure>
  );
}
