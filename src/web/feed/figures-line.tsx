import { useTranslation } from 'react-i18next';
import { Failure } from '../app/failure.tsx';
import { useFormat } from '../i18n/use-format.ts';
import type { Figures } from './figures.ts';
import styles from './figures-line.module.css';
import { withFlag, withList } from './filters.ts';
import type { Feed } from './use-feed.ts';

interface FiguresLineProps {
  readonly feed: Feed;
  readonly figures: Figures | null;
  readonly error: unknown;
}

/** "120 texts · 34 % negative of 118 · ★ 3.9": every share with its n; what is not known yet is said beside it. */
export function FiguresLine({ feed, figures, error }: FiguresLineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (figures === null) {
    return error ? <Failure error={error} /> : <p className={styles['line']}>&nbsp;</p>;
  }
  const { n, parts, understood, negativeShare, starsN, starsMean } = figures;
  const { filter, setFilter } = feed;
  // Of texts that were chosen by their sentiment a share of one sentiment says nothing.
  const bySentiment = filter.lists.sentiment !== undefined || filter.flags.unsure !== undefined || filter.flags.pending;
  const count = (value: number) => ({ count: value, n: format.number(value) });
  return (
    <p className={`num ${styles['line']}`} aria-live="polite">
      <strong>{t('figures.texts', count(n))}</strong>
      {understood > 0 && !bySentiment && (
        <button
          type="button"
          className={`plain ${styles['negative']}`}
          data-thin={understood < 30 || undefined}
          onClick={() => setFilter(withList(filter, 'sentiment', ['negative']))}
        >
          {negativeShare === null
            ? t('figures.negativeCount', { ...count(parts.negative), of: format.number(understood) })
            : t('figures.negativeShare', { share: format.share(negativeShare), of: format.number(understood) })}
        </button>
      )}
      {starsMean !== null ? (
        <span>{t('figures.stars', { mean: format.number(starsMean, 1), ...count(starsN) })}</span>
      ) : (
        starsN > 0 && <span>{t('figures.starsFew', count(starsN))}</span>
      )}
      {parts.unsure > 0 && (
        <button type="button" className="plain dim" onClick={() => setFilter(withFlag(filter, 'unsure', true))}>
          {t('figures.unsure', count(parts.unsure))}
        </button>
      )}
      {parts.waiting > 0 && (
        <button type="button" className="plain dim" onClick={() => setFilter(withFlag(filter, 'pending', true))}>
          {t('figures.waiting', count(parts.waiting))}
        </button>
      )}
      {parts.wordless > 0 && <span className="dim">{t('figures.wordless', count(parts.wordless))}</span>}
    </p>
  );
}
