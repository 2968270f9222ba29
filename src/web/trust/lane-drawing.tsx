import { useFormat } from '../i18n/use-format.ts';
import { burstOn, type Lane } from './timeline.ts';
import styles from './timelines.module.css';

const HEIGHT = 48;
/** Width of a day and of its bar, in the units of the drawing. */
const STEP = 10;
const BAR = 8;

/** Bars of the days, those of bursts marked; the usual as a line; campaigns as bands behind. The table beside it says the same. */
export function LaneDrawing({ lane }: { readonly lane: Lane }) {
  const format = useFormat();
  const { days, top, bands } = lane;
  const y = (n: number) => HEIGHT - 1 - (n / top) * (HEIGHT - 4);
  const line = days.map(({ usual }, at) => `${at === 0 ? 'M' : 'L'}${at * STEP + STEP / 2} ${y(usual).toFixed(1)}`);
  return (
    <svg
      className={styles['drawing']}
      viewBox={`0 0 ${days.length * STEP} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {bands.map(({ campaign, first, last }) => (
        <rect
          key={campaign.id}
          className={styles['band']}
          x={first * STEP}
          width={(last - first + 1) * STEP}
          y={0}
          height={HEIGHT}
        >
          <title>{campaign.name}</title>
        </rect>
      ))}
      <path className={styles['ground']} d={`M0 ${HEIGHT - 0.5}H${days.length * STEP}`} />
      {days.map(({ day, n, usual }, at) =>
        n === 0 ? null : (
          <rect
            key={day}
            className={styles['bar']}
            data-burst={burstOn(lane, day) !== undefined || undefined}
            x={at * STEP + (STEP - BAR) / 2}
            width={BAR}
            y={y(n)}
            height={HEIGHT - 1 - y(n)}
          >
            <title>{`${format.day(day)}: ${format.number(n)} / ${format.number(usual, 1)}`}</title>
          </rect>
        ),
      )}
      <path className={styles['usual']} d={line.join('')} />
    </svg>
  );
}
