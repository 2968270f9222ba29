import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { Skeleton } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ReferenceArea } from 'recharts';
import { useStats } from '../api/queries.ts';
import type { Comparison, Side } from '../api/rooms.ts';
import { Failure } from '../app/failure.tsx';
import { navigate } from '../app/router.ts';
import { PARTS } from '../feed/figures.ts';
import { barsOf } from '../feed/volume.ts';
import { useFormat } from '../i18n/use-format.ts';
import { CHART } from './chart-settings.ts';
import { ChartTable } from './chart-table.tsx';
import { ALL_TEXTS, type Extra, textsAddress, textsQuery } from './texts-address.ts';
import { axisTop, barDays, joinDays, type VolumeBars } from './volume-bars.ts';
import styles from './volume-charts.module.css';

const BY_DAY = ['day', 'sentiment'];

/** Texts by day and sentiment, one drawing for each side with the same height for the same number. */
export function VolumeCharts({ comparison }: { readonly comparison: Comparison }) {
  const { t } = useTranslation();
  const format = useFormat();
  const open = useSide(comparison, 'public');
  const direct = useSide(comparison, 'direct');
  const error = open.error ?? direct.error;
  const highest = axisTop(Math.max(...[...open.bars.bars, ...direct.bars.bars].map((bar) => bar.n)));
  const weekly = open.bars.daysPerBar > 1;
  const fresh = comparison.fresh[0];
  return (
    <section className={styles['section']}>
      <h2>{weekly ? t('compare.volumeWeeks') : t('compare.volume')}</h2>
      {error && <Failure error={error} onRetry={() => void Promise.all([open.refetch(), direct.refetch()])} />}
      {fresh && (
        <p className={`dim ${styles['note']}`}>
          {t('compare.fresh', { day: format.day(fresh.day), share: format.share(fresh.share) })}
        </p>
      )}
      <div className={styles['charts']}>
        <SideChart comparison={comparison} side="public" volume={open} highest={highest} />
        <SideChart comparison={comparison} side="direct" volume={direct} highest={highest} />
      </div>
    </section>
  );
}

function useSide(comparison: Comparison, side: Side) {
  const { from, to } = comparison;
  const stats = useStats(textsQuery(comparison[side].texts, ALL_TEXTS), BY_DAY);
  const bars = useMemo(() => joinDays(barsOf(stats.data?.data ?? [], { from, to })), [stats.data, from, to]);
  return { bars, isPending: stats.isPending, error: stats.data ? null : stats.error, refetch: stats.refetch };
}

interface SideChartProps {
  readonly comparison: Comparison;
  readonly side: Side;
  readonly volume: { readonly bars: VolumeBars; readonly isPending: boolean };
  readonly highest: number;
}

function SideChart({ comparison, side, volume, highest }: SideChartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { bars, daysPerBar } = volume.bars;
  const parts = PARTS.filter((part) => bars.some((bar) => (bar.parts[part] ?? 0) > 0));
  const title = `${t(`compare.side.${side}`)}: ${t('compare.volume')}`;
  const nameOf = (day: string) => {
    const days = barDays(day, daysPerBar, comparison.to);
    return days.from === days.to ? format.day(day) : `${format.day(days.from)} – ${format.day(days.to)}`;
  };
  const fresh = comparison.fresh[0]?.day;
  const freshFrom = fresh && bars.findLast((bar) => bar.day <= fresh)?.day;
  // The library also asks while nothing is pointed at.
  const isBar = (day: unknown): day is string => bars.some((bar) => bar.day === day);
  const choose = (day: unknown) => {
    if (!isBar(day)) return;
    const days = barDays(day, daysPerBar, comparison.to);
    navigate(textsAddress(comparison[side].texts, within(days)));
  };
  return (
    <figure className={styles['chart']}>
      <figcaption>{t(`compare.side.${side}`)}</figcaption>
      {volume.isPending ? (
        <Skeleton height={170} />
      ) : parts.length === 0 ? (
        <p className="dim">{t('compare.noTexts')}</p>
      ) : (
        <>
          <div aria-hidden="true">
            <BarChart
              {...CHART}
              h={170}
              type="stacked"
              data={bars.map((bar) => ({ day: bar.day, ...bar.parts }))}
              dataKey="day"
              series={parts.map((part) => ({
                name: part,
                label: t(`sentiment.${part}`),
                color: `var(--m-fill-${part})`,
              }))}
              yAxisProps={{ domain: [0, highest], ticks: [0, highest / 2, highest], width: 36 }}
              xAxisProps={{ tickFormatter: (day: string) => format.shortDay(day, comparison.to), minTickGap: 24 }}
              tooltipProps={{ labelFormatter: (day: unknown) => (isBar(day) ? nameOf(day) : '') }}
              valueFormatter={(n) => format.number(n)}
              barChartProps={{ ...CHART.barChartProps, onClick: (state) => choose(state.activeLabel) }}
              className={styles['bars']}
            >
              {freshFrom && <ReferenceArea x1={freshFrom} x2={bars.at(-1)?.day} className={styles['fresh']} />}
            </BarChart>
          </div>
          <ChartTable
            title={title}
            head={[t('volume.day'), ...parts.map((part) => t(`sentiment.${part}`))]}
            rows={bars
              .filter((bar) => bar.n > 0)
              .map((bar) => ({
                name: nameOf(bar.day),
                href: textsAddress(comparison[side].texts, within(barDays(bar.day, daysPerBar, comparison.to))),
                cells: parts.map((part) => format.number(bar.parts[part] ?? 0)),
              }))}
          />
        </>
      )}
    </figure>
  );
}

function within(days: { readonly from: string; readonly to: string }): Extra {
  return { ...ALL_TEXTS, published_from: days.from, published_to: days.to };
}
