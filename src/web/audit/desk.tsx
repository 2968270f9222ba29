import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { drawAudits } from '../api/audits.ts';
import { Failure, useFailureText } from '../app/failure.tsx';
import { say } from '../app/toasts.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { AnswerBar } from './answer-bar.tsx';
import { AuditCard } from './audit-card.tsx';
import styles from './desk.module.css';
import { type AuditDesk, useAuditDesk } from './use-audit.ts';

/** As many as shares need to come corrected, for both sides. */
const DRAWN_AT_ONCE = 100;

/** One text at a time: how far today's reading is, the text, the answers. */
export function Desk({ brand }: { readonly brand: string }) {
  const desk = useAuditDesk(brand);
  const { text, state } = desk;
  return (
    <section className={styles['desk']} aria-busy={state === 'waiting'}>
      {state === 'waiting' && <Skeleton height={300} />}
      {state === 'failed' && <Failure error={desk.error} onRetry={desk.reload} />}
      {state === 'ready' && (
        <>
          <Progress desk={desk} />
          {text && <AuditCard text={text} />}
          {!text && <NothingLeft desk={desk} brand={brand} />}
          <AnswerBar desk={desk} />
          {text && <Draw brand={brand} onDrawn={desk.reload} />}
        </>
      )}
    </section>
  );
}

function Progress({ desk: { queue } }: { readonly desk: AuditDesk }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { today, open } = queue;
  if (today + open === 0) return null;
  const words =
    open === 0
      ? t('audit.progressDone', { count: today, n: format.number(today) })
      : t('audit.progress', { done: format.number(today), of: format.number(today + open) });
  return (
    <div className={styles['progress']}>
      <span className="num">{words}</span>
      <progress max={today + open} value={today} aria-label={words} />
    </div>
  );
}

function NothingLeft({ desk, brand }: { readonly desk: AuditDesk; readonly brand: string }) {
  const { t } = useTranslation();
  return (
    <div className={styles['empty']}>
      <h2>{t('audit.none')}</h2>
      <p>{t('audit.noneText')}</p>
      <Draw brand={brand} onDrawn={desk.reload} primary />
    </div>
  );
}

interface DrawProps {
  readonly brand: string;
  readonly onDrawn: () => void;
  readonly primary?: boolean;
}

function Draw({ brand, onDrawn, primary }: DrawProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const failureText = useFailureText();
  const [busy, setBusy] = useState(false);
  async function draw() {
    if (busy) return;
    setBusy(true);
    try {
      const { drawn } = await drawAudits(brand, DRAWN_AT_ONCE);
      say(drawn === 0 ? t('audit.drawnNone') : t('audit.drawn', { count: drawn, n: format.number(drawn) }));
      onDrawn();
    } catch (failure) {
      say(failureText(failure), { bad: true });
    }
    setBusy(false);
  }
  return (
    <Button
      className={styles['draw']}
      variant={primary ? 'filled' : 'default'}
      size={primary ? 'sm' : 'xs'}
      loading={busy}
      onClick={() => void draw()}
    >
      {t('audit.draw')}
    </Button>
  );
}
