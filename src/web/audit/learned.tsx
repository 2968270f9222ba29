import { useTranslation } from 'react-i18next';
import { type Corrections, useCorrections } from '../api/corrections.ts';
import { Failure } from '../app/failure.tsx';
import { useFormat } from '../i18n/use-format.ts';
import styles from './report-card.module.css';

const COMMAND = 'molva train';

/** How many corrections people made, and what the installation learned from them. */
export function Learned({ brand }: { readonly brand: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useCorrections(brand);
  return (
    <section className={styles['card']} aria-labelledby="learned" aria-busy={!data && !error}>
      <h2 id="learned">{t('learned.title')}</h2>
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {data && <Counts corrections={data.corrections} />}
      {data && <Layer report={data} />}
    </section>
  );
}

function Counts({ corrections }: Pick<Corrections, 'corrections'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const { items, sentiment, agreed, flows } = corrections;
  if (items === 0) return <p>{t('learned.none')}</p>;
  const n = format.number;
  return (
    <>
      <p className="num">
        {t('learned.corrected', { count: items, n: n(items) })}{' '}
        {sentiment > 0 && t('learned.agreed', { n: n(agreed), of: n(sentiment) })}
      </p>
      {flows.length > 0 && (
        <ul className="num" aria-label={t('learned.flows')}>
          {flows.map(({ from, to, n: count }) => (
            <li key={`${from} ${to}`}>
              {t('learned.flow', {
                from: from === null ? t('learned.unread') : t(`sentiment.${from}`),
                to: t(`sentiment.${to}`),
                n: n(count),
              })}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Layer({ report: { current, state } }: { readonly report: Corrections }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (current === null) return <p className="dim">{t('learned.state.none', { command: COMMAND })}</p>;
  const { corrected } = current.heldBack;
  const { before, after } = corrected;
  const { changed, read } = current.changed;
  return (
    <>
      <p className="num">
        {t('learned.on', { day: format.day(current.at.slice(0, 10)) })}{' '}
        {before.accuracy !== null &&
          after.accuracy !== null &&
          t('learned.heldBack', {
            n: format.number(corrected.n),
            before: format.share(before.accuracy),
            after: format.share(after.accuracy),
          })}{' '}
        {t('learned.changed', { n: format.number(changed), of: format.number(read) })}
      </p>
      <p className="dim">{t(`learned.state.${state}`, { command: COMMAND })}</p>
    </>
  );
}
