import { useTranslation } from 'react-i18next';
import type { Comparison } from '../api/rooms.ts';
import { Link } from '../app/link.tsx';
import { addressOf, useAddress } from '../app/router.ts';
import { dayIn } from '../i18n/format.ts';
import { useFormat } from '../i18n/use-format.ts';
import styles from './left-out.module.css';

/** Sources that did not cover the period are named: a source that died must not make the news better. */
export function LeftOut({ comparison }: { readonly comparison: Comparison }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { query } = useAddress();
  if (comparison.leftOut.length === 0) return null;
  const brand = query.get('brand');
  const names = comparison.leftOut.map(({ title, reason, since }) => {
    const why = t(`compare.leftOutReason.${reason}`);
    const day = since === null ? null : format.day(dayIn(comparison.timeZone, new Date(since)));
    return day === null ? `${title} – ${why}` : t('compare.leftOutSince', { title, why, day });
  });
  return (
    <p className={styles['note']}>
      {t('compare.leftOut', { names: names.join('; ') })}{' '}
      <Link href={addressOf('/sources', new URLSearchParams(brand ? { brand } : {}))}>{t('empty.toSources')}</Link>
    </p>
  );
}
