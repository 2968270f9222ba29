import { useTranslation } from 'react-i18next';
import type { Comparison } from '../api/rooms.ts';
import { Link } from '../app/link.tsx';
import { addressOf } from '../app/router.ts';
import { useFormat } from '../i18n/use-format.ts';
import styles from './compare-page.module.css';
import { whatIfOf } from './without.ts';

/** The public side without what looks paid for, in one line; another verdict only where it does not hang on how many are assumed. Nothing where nothing is flagged. */
export function WithoutLine({ comparison }: { readonly comparison: Comparison }) {
  const { t } = useTranslation();
  const format = useFormat();
  const found = whatIfOf(comparison);
  if (found === null) return null;
  const { brand, from, to, withoutUnusual } = comparison;
  const { verdict } = withoutUnusual;
  return (
    <p className={`dim num ${styles['without']}`}>
      {t('compare.without.line', {
        count: found.items,
        n: format.number(found.items),
        weight: format.number(found.weight, 1),
        all: format.share(found.all),
        without: format.share(found.without),
      })}{' '}
      {found.genuineShare !== null && t('trust.without.genuine', { share: format.share(found.genuineShare) })}{' '}
      {verdict !== null && <strong>{t(`compare.without.verdict.${verdict}`)}</strong>}{' '}
      <Link href={addressOf('/trust', new URLSearchParams({ brand, from, to }))}>{t('compare.without.more')}</Link>
    </p>
  );
}
