import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type ReportCard as Card, useReportCard } from '../api/audits.ts';
import { Failure } from '../app/failure.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { CorrectedShares } from './corrected-shares.tsx';
import { Drift } from './drift.tsx';
import { LabelTable, ThemeTable } from './quality-tables.tsx';
import { rateText } from './rate-text.ts';
import styles from './report-card.module.css';

/** What the models are worth on the brand's own texts, by what people said of random ones. */
export function ReportCard({ brand }: { readonly brand: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useReportCard(brand);
  return (
    <section className={styles['card']} aria-labelledby="report-card" aria-busy={!data && !error}>
      <h2 id="report-card">{t('reportCard.title')}</h2>
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={220} />}
      {data && (data.card.n === 0 ? <p>{t('reportCard.none')}</p> : <Found card={data.card} />)}
      {data && <CorrectedShares brand={brand} missing={data.missing} />}
    </section>
  );
}

function Found({ card }: { readonly card: Card }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <p>
        <strong className="num">{t('reportCard.agreement', { share: rateText(card.agreement, format, t) })}</strong>
        <br />
        <span className="dim">{t('reportCard.agreementWhy')}</span>
      </p>
      <LabelTable title={t('reportCard.byLabel')} classes={card.classes} />
      {card.channels.length > 1 && (
        <>
          <h3>{t('reportCard.byChannel')}</h3>
          {card.channels.map(({ channel, agreement, classes }) => (
            <details key={channel} className={styles['channel']}>
              <summary className="num">
                {t(`channel.${channel}`)}: {rateText(agreement, format, t)}
              </summary>
              <LabelTable title={t(`channel.${channel}`)} classes={classes} hidden />
            </details>
          ))}
        </>
      )}
      <h3 id="card-themes">{t('reportCard.byTheme')}</h3>
      <p className="dim num">
        {card.themed === 0
          ? t('reportCard.noThemes')
          : t('reportCard.themedNote', { count: card.themed, n: format.number(card.themed) })}
      </p>
      {card.themes.length > 0 && <ThemeTable themes={card.themes} />}
      <Drift drift={card.drift} />
    </>
  );
}
