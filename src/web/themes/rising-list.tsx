import { Button, Skeleton } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { dismissPhrase, type RisingPhrase, type RisingPhrases, useRising } from '../api/own-themes.ts';
import { useCurrent } from '../app/current.ts';
import { Failure, useFailureText } from '../app/failure.tsx';
import page from '../app/list-page.module.css';
import { say } from '../app/toasts.tsx';
import { useFormat } from '../i18n/use-format.ts';
import styles from './themes-page.module.css';

type Make = (phrase: RisingPhrase) => void;

/** Phrases that more texts say now than before and that no theme covers: to be made one, or to be left alone. */
export function RisingList({ onMake }: { readonly onMake: Make }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { brand } = useCurrent();
  const heading = useRef<HTMLHeadingElement>(null);
  const { data, error, refetch } = useRising(brand.id);
  return (
    <section className={styles['rising']} aria-labelledby="rising" aria-busy={!data && !error}>
      <h2 id="rising" ref={heading} tabIndex={-1}>
        {t('ownThemes.rising')}
      </h2>
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={120} />}
      {data && (
        <p className="dim">
          {data.data.length === 0
            ? t('ownThemes.risingNone', { days: data.days })
            : t('ownThemes.risingWhat', { days: data.days, past: data.pastDays })}{' '}
          {!data.isAll && t('ownThemes.risingSome', { n: format.number(data.read) })}
        </p>
      )}
      <ul className={`${page['list']} ${styles['list']}`}>
        {data?.data.map((phrase) => (
          <li key={phrase.id}>
            <Phrase phrase={phrase} onMake={onMake} onGone={() => heading.current?.focus()} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface PhraseProps {
  readonly phrase: RisingPhrase;
  readonly onMake: Make;
  /** It is about to leave the list, and the focus with it. */
  readonly onGone: () => void;
}

function Phrase({ phrase: one, onMake, onGone }: PhraseProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { mayWrite } = useCurrent();
  const dismiss = useDismiss();
  const { phrase: name, now, ofNow, before, ofBefore, quotes, language } = one;
  return (
    <article className={styles['card']} aria-label={name}>
      <div className={styles['cardHead']}>
        <strong>
          <bdi lang={language}>{name}</bdi>
        </strong>
        <span className="num dim">
          {t('ownThemes.risingNow', { k: format.number(now), n: format.number(ofNow) })}
          {', '}
          {t('ownThemes.risingBefore', { k: format.number(before), n: format.number(ofBefore) })}
        </span>
        {mayWrite && (
          <span className={styles['buttons']}>
            <Button
              size="xs"
              variant="default"
              aria-label={t('ownThemes.makeOf', { name })}
              onClick={() => onMake(one)}
            >
              {t('ownThemes.make')}
            </Button>
            <Button
              size="xs"
              variant="subtle"
              aria-label={t('ownThemes.dismissOf', { name })}
              onClick={() => {
                onGone();
                void dismiss(one);
              }}
            >
              {t('ownThemes.dismiss')}
            </Button>
          </span>
        )}
      </div>
      <ul className={styles['quotes']}>
        {quotes.map((quote) => (
          <li key={quote}>
            <q lang={language} dir="auto">
              {quote}
            </q>
          </li>
        ))}
      </ul>
    </article>
  );
}

/** Away at once, with a way back; put back where the server refuses. */
function useDismiss(): (phrase: RisingPhrase) => Promise<void> {
  const { t } = useTranslation();
  const client = useQueryClient();
  const failureText = useFailureText();
  const { brand } = useCurrent();
  const key = ['rising', brand.id];
  const fresh = () => void client.invalidateQueries({ queryKey: key });
  async function send(phrase: RisingPhrase, dismissed: boolean): Promise<boolean> {
    try {
      await dismissPhrase(brand.id, phrase.id, dismissed);
      return true;
    } catch (failure) {
      say(failureText(failure), { bad: true });
      return false;
    } finally {
      fresh();
    }
  }
  return async (phrase) => {
    client.setQueryData<RisingPhrases>(
      key,
      (before) => before && { ...before, data: before.data.filter(({ id }) => id !== phrase.id) },
    );
    if (!(await send(phrase, true))) return;
    say(t('ownThemes.dismissed', { name: phrase.phrase }), { undo: () => void send(phrase, false) });
  };
}
