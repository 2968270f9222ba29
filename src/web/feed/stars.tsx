import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/words.tsx';
import styles from './stars.module.css';

/** Stars as signs that can be counted without seeing colour; half stars cut the sign. */
export function Stars({ value }: { readonly value: number }) {
  const { t } = useWords();
  const format = useFormat();
  const digits = Number.isInteger(value) ? 0 : 1;
  const name = t('card.stars', { value: format.number(value, digits) });
  return (
    <span className={styles['stars']} role="img" aria-label={name} title={name}>
      <span className={styles['empty']} aria-hidden="true">
        ☆☆☆☆☆
      </span>
      <span
        className={styles['full']}
        aria-hidden="true"
        style={{ width: `${(Math.min(5, Math.max(0, value)) / 5) * 100}%` }}
      >
        ★★★★★
      </span>
    </span>
  );
}
