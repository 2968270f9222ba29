import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addCampaign, type Campaign, refreshTrust, removeCampaign, type TrustView } from '../api/trust.ts';
import { useCurrent } from '../app/current.ts';
import { useFailureText } from '../app/failure.tsx';
import { say } from '../app/toasts.tsx';
import { useSourceNames } from '../feed/use-source-names.ts';
import { useFormat } from '../i18n/use-format.ts';
import { CampaignForm } from './campaign-form.tsx';
import styles from './trust-page.module.css';

/** What the brand did itself to get reviews: it explains bursts on those days. */
export function Campaigns({ view }: { readonly view: TrustView }) {
  const { t } = useTranslation();
  const { mayWrite } = useCurrent();
  const [adding, setAdding] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const close = () => {
    setAdding(false);
    heading.current?.focus();
  };
  return (
    <section aria-labelledby="trust-campaigns">
      <h2 id="trust-campaigns" ref={heading} tabIndex={-1}>
        {t('trust.campaigns.title')}
      </h2>
      <p className="dim">{t('trust.campaigns.what')}</p>
      {view.campaigns.length === 0 && <p>{t('trust.campaigns.none')}</p>}
      <ul className={styles['lines']}>
        {view.campaigns.map((campaign) => (
          <li key={campaign.id}>
            <CampaignLine campaign={campaign} onGone={() => heading.current?.focus()} />
          </li>
        ))}
      </ul>
      {adding && <CampaignForm view={view} onClose={close} />}
      {mayWrite && !adding && (
        <Button size="xs" variant="default" onClick={() => setAdding(true)}>
          {t('trust.campaigns.add')}
        </Button>
      )}
    </section>
  );
}

interface CampaignLineProps {
  readonly campaign: Campaign;
  /** It is about to leave the list, and the focus with it. */
  readonly onGone: () => void;
}

function CampaignLine({ campaign, onGone }: CampaignLineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const failureText = useFailureText();
  const { mayWrite } = useCurrent();
  const { nameOf } = useSourceNames();
  const { id, name, brand, from, to, scraper, by } = campaign;
  async function tell(call: () => Promise<unknown>, text: string, undo?: () => void) {
    try {
      await call();
      say(text, undo && { undo });
    } catch (failure) {
      say(failureText(failure), { bad: true });
    }
    refreshTrust(client);
  }
  const again = () =>
    void tell(() => addCampaign({ brand, name, from, to, scraper }), t('trust.campaigns.added', { name }));
  function remove() {
    onGone();
    void tell(() => removeCampaign(id), t('trust.campaigns.removed', { name }), again);
  }
  return (
    <span className={styles['actions']}>
      <strong>
        <bdi>{name}</bdi>
      </strong>
      <span className="num">
        {format.day(from)} – {format.day(to)}
      </span>
      <span>{scraper === null ? t('trust.allSources') : nameOf(scraper)}</span>
      <bdi className="dim">{by}</bdi>
      {mayWrite && (
        <Button size="xs" variant="subtle" aria-label={t('trust.campaigns.removeOf', { name })} onClick={remove}>
          {t('trust.campaigns.remove')}
        </Button>
      )}
    </span>
  );
}
