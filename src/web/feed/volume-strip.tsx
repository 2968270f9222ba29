import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStats } from '../api/queries.ts';
import { useCurrent } from '../app/current.ts';
import { useFormat } from '../i18n/use-format.ts';
import { PARTS } from './figures.ts';
import { addDays, apiFilter, periodOf, withDays } from './filters.ts';
import type { Feed } from './use-feed.ts';
import { barsOf, type DayBar, stripWindow } from './volume.ts';
import styles from './volume-strip.module.css';
import { VolumeTable } from './volume-table.tsx';

const BY_DAY = ['day', 'sentiment'];
const HEIGHT = 40;
/** Width of a bar and of the gap after it, in the units of the drawing. */
const BAR = 8;
const STEP = 10;

interface VolumeStripProps {
  readonly feed: Feed;
  readonly newestDay: string | null;
}

/** How many texts on each day, stacked by sentiment. A click on a bar shows that day, a second click all days again. */
export function VolumeStrip({ feed, newestDay }: VolumeStripProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { brand } = useCurrent();
  const { filter, today } = feed;
  const period = periodOf(filter, today);
  // Old archives have nothing in the last month: the strip then ends at their newest day.
  const quietMonth = newestDay !== null && newestDay.length === 10 && newestDay < addDays(today, -29);
  const lastDay = quietMonth && period.to === null ? newestDay : today;
  const days = stripWindow(period, lastDay);
  const query = apiFilter(withDays(filter, days.from, days.to), { brand: brand.id, today });
  const stats = useStats(query, BY_DAY);
  const { from, to } = days;
  const bars = useMemo(() => barsOf(stats.data?.data ?? [], { from, to }), [stats.data, from, to]);
  const highest = Math.max(1, ...bars.map((bar) => bar.n));
  const chosen = filter.from !== null && filter.from === filter.to ? filter.from : null;
  if (stats.error && !stats.data) return null;

  const choose = (day: string) =>
    feed.setFilter(chosen === day ? withDays(filter, null, null) : withDays(filter, day, day));
  return (
    <figure className={styles['strip']} data-waiting={stats.isPending || undefined}>
      <svg
        className={styles['bars']}
        viewBox={`0 0 ${bars.length * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {bars.map((bar, index) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: for the mouse; the table beside it does the same by keyboard.
          <g
            key={bar.day}
            className={styles['day']}
            data-chosen={bar.day === chosen || undefined}
            data-faded={(chosen !== null && bar.day !== chosen) || undefined}
            onClick={() => choose(bar.day)}
          >
            <title>{`${format.day(bar.day)}: ${t('figures.texts', { count: bar.n, n: format.number(bar.n) })}`}</title>
            <rect className={styles['hit']} x={index * STEP} y={0} width={STEP} height={HEIGHT} />
            <Bar bar={bar} x={index * STEP + 1} highest={highest} />
          </g>
        ))}
      </svg>
      <figcaption className={styles['caption']}>
        <span>{format.shortDay(days.from, today)}</span>
        <VolumeTable bars={bars} onChoose={choose} chosen={chosen} />
        <span>{format.shortDay(days.to, today)}</span>
      </figcaption>
    </figure>
  );
}

function Bar({ bar, x, highest }: { readonly bar: DayBar; readonly x: number; readonly highest: number }) {
  let y = HEIGHT - 1;
  return (
    <>
      <rect className={styles['base']} x={x} y={HEIGHT - 1} width={BAR} height={1} />
      {PARTS.map((part) => {
        const n = bar.parts[part] ?? 0;
        if (n === 0) return null;
        // A single text among many still is a line that can be seen.
        const height = Math.max(1, (n / highest) * (HEIGHT - 2));
        y -= height;
        return <rect key={part} data-part={part} x={x} y={Math.max(0, y)} width={BAR} height={height} />;
      })}
    </>
  );
}
