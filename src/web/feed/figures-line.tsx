import { useTranslation } from 'react-i18next';
import type { FeedFigures } from '../api/types.ts';
import { Failure } from '../app/failure.tsx';
import { useFormat } from '../i18n/use-format.ts';
import styles from './figures-line.module.css';
import { withFlag, withList } from './filters.ts';
import type { Feed } from './use-feed.ts';
import { Whisker } from './whisker.tsx';
import { WithoutFigure } from './without-figure.tsx';

interface FiguresLineProps {
  readonly feed: Feed;
  readonly figures: FeedFigures | null;
  readonly error: unknown;
}

/** "120 texts · 34 % negative of 118 · ★ 3.9": every figure with its n and its interval; what is not known yet is said beside it. */
export function FiguresLine({ feed, figures, error }: FiguresLineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (figures === null) {
    return error ? <Failure error={error} /> : <p className={styles['line']}>&nbsp;</p>;
  }
  const { counts, withoutUnusual } = figures;
  const { filter, setFilter } = feed;
  // Of texts that were chosen by their sentiment a share of one sentiment says nothing.
  const bySentiment = filter.lists.sentiment !== undefined || filter.flags.unsure !== undefined || filter.flags.pending;
  // What was chosen by its level is all unusual, or all but that.
  const byLevel = (filter.lists.unusual?.length ?? 0) > 0;
  const count = (value: number) => ({ count: value, n: format.number(value) });
  return (
    <p className={`num ${styles['line']}`} aria-live="polite">
      <strong>{t('figures.texts', count(counts.texts))}</strong>
      {!bySentiment && <Negative feed={feed} figures={figures} />}
      {!bySentiment && !byLevel && figures.negative.display !== 'hide' && (
        <WithoutFigure figure={withoutUnusual.negative} value={withoutUnusual.negative.without} say={format.share} />
      )}
      <Stars figures={figures} />
      {!byLevel && figures.stars.value !== null && (
        <WithoutFigure
          figure={withoutUnusual.stars}
          value={withoutUnusual.stars.posterior?.mean ?? null}
          say={(value) => format.number(value, 1)}
        />
      )}
      {counts.unsure > 0 && (
        <button type="button" className="plain dim" onClick={() => setFilter(withFlag(filter, 'unsure', true))}>
          {t('figures.unsure', count(counts.unsure))}
        </button>
      )}
      {counts.pending > 0 && (
        <button type="button" className="plain dim" onClick={() => setFilter(withFlag(filter, 'pending', true))}>
          {t('figures.waiting', count(counts.pending))}
        </button>
      )}
      {counts.unread > 0 && <span className="dim">{t('figures.wordless', count(counts.unread))}</span>}
      {counts.starsOnly > 0 && filter.flags.has_text === undefined && (
        <button type="button" className="plain dim" onClick={() => setFilter(withFlag(filter, 'has_text', false))}>
          {t('figures.starsOnly', count(counts.starsOnly))}
        </button>
      )}
    </p>
  );
}

function Negative({ feed: { filter, setFilter }, figures }: { readonly feed: Feed; readonly figures: FeedFigures }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { k, n, nEff, value, low, high, display } = figures.negative;
  if (n === 0) return null;
  const of = format.number(n);
  const known = display !== 'hide' && value !== null && low !== null && high !== null;
  const worth = Math.round(nEff);
  const title = known
    ? [
        t('figures.interval', { low: format.share(low), high: format.share(high) }),
        // Copies, one author's many texts, one bad day: they weigh less than so many independent ones.
        worth < n ? t('figures.worth', { count: n, of, n: format.number(worth) }) : null,
      ]
    : [];
  return (
    <button
      type="button"
      className={`plain ${styles['negative']}`}
      data-thin={display !== 'show' || undefined}
      title={title.filter((part) => part !== null).join('; ') || undefined}
      onClick={() => setFilter(withList(filter, 'sentiment', ['negative']))}
    >
      {known
        ? t('figures.negativeShare', { share: format.share(value), of })
        : t('figures.negativeCount', { count: k, n: format.number(k), of })}
      {known && <Whisker interval={{ low, high, value }} scale={{ min: 0, max: 1 }} />}
    </button>
  );
}

function Stars({ figures: { stars } }: { readonly figures: FeedFigures }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { n, value, low, high, min, max } = stars;
  const count = { count: n, n: format.number(n) };
  if (n === 0) return null;
  if (value === null || low === null || high === null) return <span>{t('figures.starsFew', count)}</span>;
  const title = t('figures.starsInterval', { low: format.number(low, 1), high: format.number(high, 1) });
  return (
    <span title={title} data-thin={stars.display !== 'show' || undefined}>
      {t('figures.stars', { mean: format.number(value, 1), ...count })}
      <Whisker interval={{ low, high, value }} scale={{ min, max }} />
    </span>
  );
}
