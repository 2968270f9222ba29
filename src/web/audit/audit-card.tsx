import { useTranslation } from 'react-i18next';
import type { AuditText } from '../api/audits.ts';
import chip from '../feed/chips.module.css';
import { Marked, useNamePattern } from '../feed/item-text.tsx';
import { ProsCons } from '../feed/pros-cons.tsx';
import { useSourceNames } from '../feed/use-source-names.ts';
import { useFormat } from '../i18n/use-format.ts';
import styles from './audit-card.module.css';

/** Nobody reads more to tell a mood; some reviews are megabytes of one line. */
const CHARS = 20_000;

/** The text alone, without a way to its site: what the model says, stars and corrections would lead the reader, and are not even sent. */
export function AuditCard({ text: one }: { readonly text: AuditText }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useSourceNames();
  const pattern = useNamePattern();
  const { title, text, pros, cons, publishedOn, touchpoint, channel } = one;
  return (
    <article className={styles['card']} aria-label={t('audit.text')} aria-live="polite" aria-atomic="true">
      <header className={styles['head']}>
        <bdi className={styles['source']}>{nameOf(one.scraper)}</bdi>
        {channel !== 'public' && <span className={chip['chip']}>{t(`channel.${channel}`)}</span>}
        {touchpoint && <bdi className="dim">{touchpoint}</bdi>}
        <span className="dim num">{publishedOn ? format.day(publishedOn) : t('audit.noDate')}</span>
      </header>
      {/* A long text scrolls by itself, with keys too: the answers stay where they are. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard. */}
      <section className={styles['body']} tabIndex={0} aria-label={t('audit.text')} key={one.id}>
        {title && (
          <h2 className={styles['title']}>
            <Marked text={title} pattern={pattern} />
          </h2>
        )}
        <ProsCons pros={pros?.slice(0, CHARS) ?? null} cons={cons?.slice(0, CHARS) ?? null} pattern={pattern} />
        {text && (
          <p className={styles['text']}>
            <Marked text={text.slice(0, CHARS)} pattern={pattern} />
          </p>
        )}
      </section>
    </article>
  );
}
