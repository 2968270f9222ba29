import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { addressOf, navigate } from '../app/router.ts';
import chip from '../feed/chips.module.css';
import { type ComparePeriod, WINDOWS, windowParams } from './compare-period.ts';
import styles from './period-choice.module.css';

interface PeriodChoiceProps {
  /** The page whose address keeps it. */
  readonly path: '/compare' | '/trust';
  readonly period: ComparePeriod;
  readonly today: string;
  /** The brand parameter of the address, where it has one. */
  readonly brand: string | null;
  /** What else of the address stays. */
  readonly keep?: Readonly<Record<string, string>>;
}

/** The same window for both sides, kept in the address. */
export function PeriodChoice({ path, period, today, brand, keep = {} }: PeriodChoiceProps) {
  const { t } = useTranslation();
  function go(params: Readonly<Record<string, string>>) {
    navigate(addressOf(path, new URLSearchParams({ ...(brand ? { brand } : {}), ...keep, ...params })));
  }
  function days(from: string, to: string) {
    if (from === '' || to === '') return;
    go(from <= to ? { from, to } : { from: to, to: from });
  }
  return (
    <fieldset className={styles['choice']}>
      <legend className="hidden">{t('compare.period')}</legend>
      {WINDOWS.map((window) => (
        <button
          key={window}
          type="button"
          className={chip['chip']}
          aria-pressed={period.window === window}
          onClick={() => go(windowParams(window))}
        >
          {t(`period.${window}`)}
        </button>
      ))}
      <span className={styles['days']}>
        <TextInput
          type="date"
          size="xs"
          aria-label={t('filter.from')}
          title={t('filter.from')}
          value={period.from}
          max={today}
          onChange={(event) => days(event.currentTarget.value, period.to)}
        />
        <span aria-hidden="true">–</span>
        <TextInput
          type="date"
          size="xs"
          aria-label={t('filter.to')}
          title={t('filter.to')}
          value={period.to}
          max={today}
          onChange={(event) => days(period.from, event.currentTarget.value)}
        />
      </span>
    </fieldset>
  );
}
