import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { WithoutStars } from '../../domain/without-figure.ts';
import type { Score } from '../api/rooms.ts';
import { Link } from '../app/link.tsx';
import { WithoutFigure } from '../feed/without-figure.tsx';
import { useFormat } from '../i18n/use-format.ts';
import styles from './score-card.module.css';
import { scaleValue, scoreValue, topOf } from './score-text.ts';
import { textsAddress } from './texts-address.ts';
import { Whisker } from './whisker.tsx';

const ScoreChart = lazy(async () => ({ default: (await import('./score-chart.tsx')).ScoreChart }));

interface ScoreCardProps {
  readonly score: Score;
  /** The same without what looks paid for; null for survey scores. */
  readonly without: WithoutStars | null;
}

/** One score on its own scale with its own interval, and how the answers spread. */
export function ScoreCard({ score, without }: ScoreCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = t(`compare.score.${score.kind}`);
  const n = { count: score.n, n: format.number(score.n) };
  const { value, low, high } = score;
  const shown = score.display === 'hide' ? { value: null, low: null, high: null } : { value, low, high };
  const top = topOf(score.formula);
  return (
    <section className={styles['card']} aria-label={`${t(`compare.side.${score.side}`)}: ${name}`}>
      <p className={styles['side']}>{t(`compare.side.${score.side}`)}</p>
      <h3 className={styles['title']}>
        {name}
        {score.label !== '' && score.label !== name && <bdi className={styles['label']}>{score.label}</bdi>}
      </h3>
      <p className={`num ${styles['value']}`}>
        {value === null || score.display === 'hide' ? (
          <span className="dim">{t('compare.fewForScore')}</span>
        ) : (
          <>
            <strong data-display={score.display}>{scoreValue(score, value, format)}</strong>
            {low !== null && high !== null && (
              <span className="dim">
                {t('compare.between', { low: scoreValue(score, low, format), high: scoreValue(score, high, format) })}
              </span>
            )}
          </>
        )}
        {score.n > 0 && <Link href={textsAddress(score.texts)}>{t('compare.ratings', n)}</Link>}
        {without && value !== null && (
          <WithoutFigure
            figure={without}
            value={without.posterior?.mean ?? null}
            say={(mean) => scoreValue(score, mean, format)}
          />
        )}
      </p>
      <Whisker min={score.min} max={score.max} {...shown} tone="score" />
      <p className={styles['ends']} aria-hidden="true">
        <span>{scaleValue(score, score.min, format)}</span>
        <span>{scaleValue(score, score.max, format)}</span>
      </p>
      {score.distribution.length > 0 && (
        <Suspense fallback={<div className={styles['waiting']} />}>
          <ScoreChart score={score} />
        </Suspense>
      )}
      <p className={styles['formula']}>
        {top ? t('compare.formula.csatTop', { count: top.top, max: top.max }) : t(`compare.formula.${score.kind}`)}
        {score.formula.includes('-down') && ` ${t('compare.formula.down')}`}
      </p>
    </section>
  );
}
