import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Subscription } from '../api/rooms.ts';
import { useNow } from '../app/clock.ts';
import { useCurrent } from '../app/current.ts';
import { LANGUAGE_NAMES } from '../app/language-select.tsx';
import { formatRelativeDay } from '../i18n/format.ts';
import { useFormat } from '../i18n/use-format.ts';
import { Deliveries } from './deliveries.tsx';
import { hourText, nextSending } from './next-sending.ts';
import styles from './subscription-card.module.css';
import { SubscriptionForm } from './subscription-form.tsx';
import { useSubscriptionActions } from './use-subscription-actions.ts';

/** Who gets the mail, when, in which language, and when the next one goes. */
export function SubscriptionCard({ subscription }: { readonly subscription: Subscription }) {
  const { t } = useTranslation();
  const { mayWrite } = useCurrent();
  const actions = useSubscriptionActions(subscription);
  const [open, setOpen] = useState<'change' | 'remove' | 'deliveries' | null>(null);
  const toggle = (what: 'change' | 'remove' | 'deliveries') => setOpen(open === what ? null : what);
  const { hour, timeZone, language, days, quiet, paused } = subscription;
  const recipient = subscription.recipient ?? t('digest.hidden');
  return (
    <section className={styles['card']} aria-label={recipient} data-paused={paused || undefined}>
      <h2 className={styles['title']}>
        <bdi>{recipient}</bdi>
      </h2>
      <p className={styles['line']}>
        {t(`digest.when.${days}`, { hour: hourText(hour), zone: timeZone })} ·{' '}
        <span lang={language}>{LANGUAGE_NAMES[language]}</span> · {t(`digest.quietShort.${quiet}`)}
      </p>
      <NextLine subscription={subscription} />
      <div className={styles['actions']}>
        {mayWrite && (
          <>
            <Button size="xs" variant="default" aria-expanded={open === 'change'} onClick={() => toggle('change')}>
              {t('digest.change')}
            </Button>
            <Button size="xs" variant="default" onClick={() => actions.setPaused(!paused)}>
              {paused ? t('sources.resume') : t('sources.pause')}
            </Button>
            <Button size="xs" variant="default" aria-expanded={open === 'remove'} onClick={() => toggle('remove')}>
              {t('digest.remove')}
            </Button>
          </>
        )}
        <Button size="xs" variant="subtle" aria-expanded={open === 'deliveries'} onClick={() => toggle('deliveries')}>
          {t('digest.deliveries')}
        </Button>
      </div>
      {open === 'change' && (
        <div className={styles['panel']}>
          <SubscriptionForm
            start={{ recipient, hour, timeZone, language, days, quiet }}
            fixedRecipient
            taken={[]}
            submitLabel={t('digest.save')}
            onClose={() => setOpen(null)}
            onSubmit={async (draft) => {
              await actions.change(draft);
              setOpen(null);
            }}
          />
        </div>
      )}
      {open === 'remove' && (
        <div className={styles['panel']} role="alert">
          <p>{t('digest.removeSure', { name: recipient })}</p>
          <div className={styles['actions']}>
            <Button size="xs" color="red" onClick={actions.remove}>
              {t('digest.removeYes')}
            </Button>
            <Button size="xs" variant="default" onClick={() => setOpen(null)}>
              {t('common.close')}
            </Button>
          </div>
        </div>
      )}
      {open === 'deliveries' && <Deliveries subscription={subscription} />}
    </section>
  );
}

function NextLine({ subscription }: { readonly subscription: Subscription }) {
  const { t } = useTranslation();
  const format = useFormat();
  const next = nextSending(subscription, useNow());
  if (subscription.paused) return <p className={styles['next']}>{t('digest.isPaused')}</p>;
  if (next === null) return <p className={styles['next']}>{t('digest.wrong.zone')}</p>;
  const soon = next.day === next.today || daysApart(next.today, next.day) === 1;
  const day = soon ? formatRelativeDay(format.language, next.day, next.today) : format.shortDay(next.day, next.today);
  return (
    <p className={styles['next']}>
      {t('digest.next', { day: day ?? next.day, hour: hourText(next.hour), zone: subscription.timeZone })}
    </p>
  );
}

function daysApart(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
