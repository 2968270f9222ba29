import styles from './whisker.module.css';

interface WhiskerProps {
  readonly interval: { readonly low: number; readonly value: number; readonly high: number };
  readonly scale: { readonly min: number; readonly max: number };
}

const WIDTH = 56;
const HEIGHT = 10;

/** An interval as a thin line on its scale, the figure as a mark on it. The words beside it say the same. */
export function Whisker({ interval: { low, value, high }, scale: { min, max } }: WhiskerProps) {
  const at = (one: number) => ((Math.min(max, Math.max(min, one)) - min) / (max - min)) * (WIDTH - 2) + 1;
  return (
    <svg
      className={styles['whisker']}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden="true"
    >
      <path className={styles['scale']} d={`M1 ${HEIGHT / 2}H${WIDTH - 1}`} />
      <path d={`M${at(low)} ${HEIGHT / 2}H${at(high)}`} />
      <path d={`M${at(value)} 1V${HEIGHT - 1}`} />
    </svg>
  );
}
