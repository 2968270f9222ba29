import styles from './whisker.module.css';

interface WhiskerProps {
  /** Ends of the scale. */
  readonly min: number;
  readonly max: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** A line across the scale, such as the zero of a difference. */
  readonly mark?: number;
  readonly tone?: 'negative' | 'score' | 'plain';
}

const MIDDLE = 10;
const HEIGHT = 20;

/** A value with its interval on a scale. Decoration: the figures stand in words beside it. */
export function Whisker({ min, max, value, low, high, mark, tone = 'plain' }: WhiskerProps) {
  const at = (one: number) => `${Math.min(100, Math.max(0, ((one - min) / (max - min)) * 100))}%`;
  return (
    <svg className={styles['whisker']} data-tone={tone} width="100%" height={HEIGHT} aria-hidden="true">
      <line className={styles['scale']} x1="0" x2="100%" y1={MIDDLE} y2={MIDDLE} />
      {mark !== undefined && <line className={styles['mark']} x1={at(mark)} x2={at(mark)} y1="1" y2={HEIGHT - 1} />}
      {low !== null && high !== null && (
        <>
          <line className={styles['range']} x1={at(low)} x2={at(high)} y1={MIDDLE} y2={MIDDLE} />
          <line className={styles['end']} x1={at(low)} x2={at(low)} y1={MIDDLE - 5} y2={MIDDLE + 5} />
          <line className={styles['end']} x1={at(high)} x2={at(high)} y1={MIDDLE - 5} y2={MIDDLE + 5} />
        </>
      )}
      {value !== null && <circle className={styles['value']} cx={at(value)} cy={MIDDLE} r="5" />}
    </svg>
  );
}
