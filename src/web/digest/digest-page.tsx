import { Button, Skeleton } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../api/client.ts';
import { refreshSubscriptions, type Subscription, type SubscriptionAdd, useSubscriptions } from '../api/rooms.ts';
import { useCurrent } from '../app/current.ts';
import { Failure } from '../app/failure.tsx';
import { Icon } from '../app/icons.tsx';
import page from '../app/list-page.module.css';
import { say } from '../app/toasts.tsx';
import { LANGUAGES } from '../i18n/index.ts';
import styles from './digest-page.module.css';
import type { Draft } from './draft.ts';
import { Preview } from './preview.tsx';
import { SubscriptionCard } from './subscription-card.tsx';
import { SubscriptionForm } from './subscription-form.tsx';

const USUAL_HOUR = 8;

/** Who gets the morning mail, what became of the last ones, and what the next would say. */
export function DigestPage() {
  const { t } = useTranslation();
  const { brand, mayWrite } = useCurrent();
  const [adding, setAdding] = useState(false);
  const subscriptions = useSubscriptions(brand.id);
  return (
    <div className={styles['page']}>
      <header className={`${page['head']} ${styles['head']}`}>
        <h1>{t('nav.digest')}</h1>
        {mayWrite && !adding && (
          <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setAdding(true)}>
            {t('digest.add')}
          </Button>
        )}
      </header>
      <p className={`dim ${page['what']}`}>{t('digest.what')}</p>
      {adding && <Add taken={subscriptions.data ?? []} onClose={() => setAdding(false)} />}
      {subscriptions.error && <Failure error={subscriptions.error} onRetry={() => void subscriptions.refetch()} />}
      {subscriptions.isPending && <Skeleton height={110} />}
      {subscriptions.data?.length === 0 && !adding && (
        <section className={`${page['empty']} ${styles['empty']}`}>
          <h2>{t('digest.none')}</h2>
          <p>{t('digest.noneText')}</p>
        </section>
      )}
      <ul className={`${page['list']} ${styles['list']}`}>
        {(subscriptions.data ?? []).map((subscription) => (
          <li key={subscription.id}>
            <SubscriptionCard subscription={subscription} />
          </li>
        ))}
      </ul>
      <Preview />
    </div>
  );
}

function Add({ taken, onClose }: { readonly taken: readonly Subscription[]; readonly onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const { brand } = useCurrent();
  const start: Draft = {
    recipient: '',
    hour: USUAL_HOUR,
    timeZone: brand.timeZone,
    language: LANGUAGES.find((one) => one === i18n.language) ?? 'en',
    days: 'all',
    quiet: 'send',
  };
  async function add(draft: Draft) {
    const body: SubscriptionAdd = { ...draft, brand: brand.id };
    await request('/subscriptions', { method: 'POST', body });
    say(t('digest.added', { name: draft.recipient }));
    refreshSubscriptions(client);
    onClose();
  }
  return (
    <section className={styles['panel']} aria-label={t('digest.add')}>
      <SubscriptionForm
        start={start}
        taken={taken.flatMap(({ recipient }) => recipient ?? [])}
        submitLabel={t('digest.addButton')}
        onSubmit={add}
        onClose={onClose}
      />
    </section>
  );
}
