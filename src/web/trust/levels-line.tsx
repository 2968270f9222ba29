import { useTranslation } from 'react-i18next';
import type { TrustView } from '../api/trust.ts';
import { Link } from '../app/link.tsx';
import { textsAddress } from '../compare/texts-address.ts';
import chip from '../feed/chips.module.css';
import { LEVELS } from '../feed/unusual.ts';
import { useFormat } from '../i18n/use-format.ts';
import styles from './trust-page.module.css';

/** How many were looked at and how many of each level; where nothing was found, what was looked at. */
export function LevelsLine({ view: { levels, timelines, bursts, families } }: { readonly view: TrustView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const all = levels.reduce((sum, { n }) => sum + n, 0);
  const found = levels.filter(({ level, n }) => level !== 'none' && n > 0);
  const total = found.reduce((sum, { n }) => sum + n, 0);
  if (total === 0 && bursts.length === 0) {
    const sources = new Set(timelines.map(({ source }) => source)).size;
    return (
      <section className={styles['empty']}>
        <h2>{t(all === 0 ? 'trust.noneInWindow' : 'trust.nothing')}</h2>
        <p>
          {t('trust.lookedAt', { count: all, n: format.number(all) })}{' '}
          {t('trust.lookedSources', { count: sources, n: format.number(sources) })}{' '}
          {t('trust.lookedFamilies', { count: families.length, n: format.number(families.length) })}
        </p>
      </section>
    );
  }
  return (
    <p className={`num ${styles['levels']}`}>
      <strong>
        {t('trust.found', { count: all, n: format.number(total), of: format.number(all) })}
        {all >= 5 && ` (${format.share(total / all)})`}
      </strong>
      {LEVELS.map((level) => {
        const one = found.find((each) => each.level === level);
        return (
          one && (
            <Link key={level} className={chip['chip']} data-unusual={level} href={textsAddress(one.texts)}>
              {t(`unusual.level.${level}`)} {format.number(one.n)}
            </Link>
          )
        );
      })}
    </p>
  );
}
