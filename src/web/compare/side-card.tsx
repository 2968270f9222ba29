import { useTranslation } from 'react-i18next';
import type { Comparison, Side } from '../api/rooms.ts';
import { Link } from '../app/link.tsx';
import { SIGNS } from '../feed/sentiment.ts';
import { useFormat } from '../i18n/use-format.ts';
import { filterOf, partsOf } from './parts.ts';
import { PartsBar } from './parts-bar.tsx';
import styles from './side-card.module.css';
import { ALL_TEXTS, textsAddress, UNDATED, WITHOUT_TEXT } from './texts-address.ts';

/** Who speaks on one side: how many texts, what they are worth, and what is not known about them. */
export function SideCard({ comparison, side }: { readonly comparison: Comparison; readonly side: Side }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { counts, negative, texts } = comparison[side];
  const count = (n: number) => ({ count: n, n: format.number(n) });
  const worth = Math.round(negative.nEff);
  return (
    <section className={styles['card']} aria-label={t(`compare.side.${side}`)}>
      <h3 className={styles['title']}>{t(`compare.side.${side}`)}</h3>
      <p className={styles['count']}>
        {counts.texts > 0 ? (
          <Link href={textsAddress(texts, ALL_TEXTS)}>{t('figures.texts', count(counts.texts))}</Link>
        ) : (
          <span>{t('figures.texts', count(0))}</span>
        )}
        {negative.n > 0 && worth < negative.n && (
          <span className="dim" title={t('compare.worthWhy')}>
            {t('compare.worth', count(worth))}
          </span>
        )}
      </p>
      <PartsBar counts={counts} />
      <ul className={styles['parts']}>
        {partsOf(counts).map(({ part, n }) => (
          <li key={part}>
            <Link href={textsAddress(texts, filterOf(part))}>
              <span className={styles['sign']} data-part={part} aria-hidden="true">
                {SIGNS[part]}
              </span>
              {t(`sentiment.${part}`)} {format.number(n)}
            </Link>
          </li>
        ))}
      </ul>
      <p className={styles['aside']}>
        {counts.starsOnly > 0 && (
          <Link href={textsAddress(texts, WITHOUT_TEXT)}>
            {t(`compare.starsOnly.${side}`, count(counts.starsOnly))}
          </Link>
        )}
        {counts.undated > 0 && (
          <Link href={textsAddress(texts, UNDATED)}>{t('compare.undated', count(counts.undated))}</Link>
        )}
      </p>
    </section>
  );
}
