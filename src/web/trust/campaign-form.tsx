import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addCampaign, refreshTrust, type TrustView } from '../api/trust.ts';
import { Failure } from '../app/failure.tsx';
import { say } from '../app/toasts.tsx';
import { useSourceNames } from '../feed/use-source-names.ts';
import styles from './trust-page.module.css';

interface CampaignFormProps {
  readonly view: TrustView;
  readonly onClose: () => void;
}

/** Name, days and source of a campaign; what was typed stays where the server refuses. */
export function CampaignForm({ view, onClose }: CampaignFormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { nameOf } = useSourceNames();
  const [draft, setDraft] = useState({ name: '', from: view.to, to: view.to, scraper: '' });
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const put = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  const name = draft.name.trim();
  const days = draft.from !== '' && draft.to !== '' && draft.from <= draft.to;
  const sources = [...new Set(view.timelines.map(({ source }) => source))];

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (busy || name === '' || !days) return;
    setBusy(true);
    setError(null);
    const { from, to, scraper } = draft;
    try {
      await addCampaign({ brand: view.brand, name, from, to, scraper: scraper === '' ? null : scraper });
    } catch (failure) {
      setError(failure);
      setBusy(false);
      return;
    }
    say(t('trust.campaigns.added', { name }));
    refreshTrust(client);
    onClose();
  }
  return (
    <form className={styles['form']} aria-label={t('trust.campaigns.add')} onSubmit={(event) => void submit(event)}>
      <TextInput
        ref={first}
        label={t('trust.campaigns.name')}
        maxLength={200}
        value={draft.name}
        error={tried && name === '' && t('trust.campaigns.nameMissing')}
        onChange={(event) => put({ name: event.currentTarget.value })}
      />
      {(['from', 'to'] as const).map((end) => (
        <TextInput
          key={end}
          type="date"
          label={t(`filter.${end}`)}
          value={draft[end]}
          error={tried && end === 'to' && !days && t('trust.campaigns.daysWrong')}
          onChange={(event) => put({ [end]: event.currentTarget.value })}
        />
      ))}
      <NativeSelect
        label={t('filter.source')}
        value={draft.scraper}
        data={[
          { value: '', label: t('trust.allSources') },
          ...sources.map((value) => ({ value, label: nameOf(value) })),
        ]}
        onChange={(event) => put({ scraper: event.currentTarget.value })}
      />
      <p className={styles['actions']}>
        <Button type="submit" loading={busy}>
          {t('trust.campaigns.save')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </p>
      {error !== null && <Failure error={error} />}
    </form>
  );
}
