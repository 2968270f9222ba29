import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Comparison, Side } from '../api/rooms.ts';
import { useFormat } from '../i18n/use-format.ts';
import styles from './negative-shares.module.css';
import { ShareFigure } from './share-figure.tsx';
import { scaleEnd } from './share-text.ts';
import { pointsOf } from './verdict.ts';
import { Whisker } from './whisker.tsx';

/** The share of negative texts on each side on one scale, and the difference on its own. */
export function NegativeShares({ comparison }: { readonly comparison: Comparison }) {
  const { t } = useTranslation();
  const format = useFormat();
  const end = scaleEnd([comparison.public.negative, comparison.direct.negative]);
  return (
    <section className={styles['shares']}>
      <h2>{t('compare.shares')}</h2>
      <div className={styles['rows']}>
        {(['public', 'direct'] as const).map((side) => {
          const { negative, texts } = comparison[side];
          const hidden = negative.display === 'hide';
          return (
            <Fragment key={side}>
              <div className={styles['row']}>
                <span>{t(`compare.side.${side}`)}</span>
                <Whisker
                  min={0}
                  max={end}
                  value={hidden ? null : negative.value}
                  low={hidden ? null : negative.low}
                  high={hidden ? null : negative.high}
                  tone="negative"
                />
                <ShareFigure figure={negative} texts={texts} />
              </div>
              <Notes comparison={comparison} side={side} />
            </Fragment>
          );
        })}
        <div className={styles['ends']} aria-hidden="true">
          <span>{format.share(0)}</span>
          <span>{format.share(end / 2)}</span>
          <span>{format.share(end)}</span>
        </div>
        <Difference comparison={comparison} />
      </div>
    </section>
  );
}

/** What else is known of a share: its bounds, what corrections move, what it is of all answers. */
function Notes({ comparison, side }: { readonly comparison: Comparison; readonly side: Side }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { negative, bounds, all, counts } = comparison[side];
  if (negative.display === 'hide') return null;
  const { corrected } = negative;
  const notes = [
    bounds &&
      counts.unsure > 0 &&
      t('compare.bounds', { low: format.share(bounds.low), high: format.share(bounds.high) }),
    corrected?.valueWithout != null &&
      t('compare.corrected', {
        count: corrected.n,
        n: format.number(corrected.n),
        share: format.share(corrected.valueWithout),
      }),
    side === 'direct' &&
      all > negative.n &&
      t('compare.ofAll', { share: format.share(negative.k / all), count: all, n: format.number(all) }),
  ].filter(Boolean);
  return notes.length === 0 ? null : <p className={`dim num ${styles['notes']}`}>{notes.join(' · ')}</p>;
}

function Difference({ comparison }: { readonly comparison: Comparison }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { value, low, high } = comparison.difference;
  const ends = pointsOf(comparison.difference);
  const hidden = comparison.public.negative.display === 'hide' || comparison.direct.negative.display === 'hide';
  if (value === null || low === null || high === null || ends === null || hidden) return null;
  const reach = Math.min(1, Math.max(0.2, Math.ceil(Math.max(Math.abs(low), Math.abs(high)) * 10) / 10));
  return (
    <>
      <div className={styles['row']}>
        <span>{t('compare.difference')}</span>
        <Whisker min={-reach} max={reach} value={value} low={low} high={high} mark={0} />
        <span className="num">
          {t('compare.differenceOf', {
            value: format.signed(Math.round(value * 100)),
            low: format.signed(ends.low),
            high: format.signed(ends.high),
          })}
        </span>
      </div>
      <div className={styles['ends']} aria-hidden="true">
        <span>{t('compare.moreDirect')}</span>
        <span>0</span>
        <span>{t('compare.morePublic')}</span>
      </div>
    </>
  );
}
