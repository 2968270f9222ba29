import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../api/client.ts';
import { refreshSources } from '../api/queries.ts';
import type { TargetAdded } from '../api/types.ts';
import { useCurrent } from '../app/current.ts';
import { Detail } from '../app/detail.tsx';
import { Failure } from '../app/failure.tsx';
import styles from './add-target.module.css';
import { PageDrop } from './page-drop.tsx';

/** Paste an address; one page is read at once, and the answer says what that gave. */
export function AddTarget({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { brand } = useCurrent();
  const [url, setUrl] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [added, setAdded] = useState<TargetAdded | null>(null);

  async function add(event: FormEvent) {
    event.preventDefault();
    const address = withScheme(url.trim());
    if (address === '' || busy) return;
    setBusy(true);
    setError(null);
    setAdded(null);
    try {
      setAdded(await request<TargetAdded>('/targets', { method: 'POST', body: { url: address, brand: brand.id } }));
      setUrl('');
      refreshSources(client);
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  }
  return (
    <section className={styles['panel']} aria-label={t('sources.add')}>
      {brand.madeUp && (
        <div className={styles['hint']}>
          <p>{t('sources.madeUp')}</p>
          <pre
            className={styles['commands']}
          >{`npx molva init "${t('sources.ownBrand')}" https://otzovik.com/reviews/…\nnpm start`}</pre>
        </div>
      )}
      <form className={styles['form']} onSubmit={add}>
        <TextInput
          className={styles['address']}
          label={t('sources.address')}
          description={t('sources.addressHint')}
          placeholder="https://otzovik.com/reviews/…"
          value={url}
          maxLength={2000}
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <div className={styles['buttons']}>
          <Button type="submit" loading={busy} disabled={url.trim() === ''}>
            {t('sources.addButton')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common.close')}
          </Button>
        </div>
      </form>
      <div role="status">
        {busy && <p className="dim">{t('sources.probing')}</p>}
        {added && <ProbeAnswer added={added} />}
      </div>
      {error !== null && <Failure error={error} />}
    </section>
  );
}

/** People paste what the browser shows, which often has no https. */
function withScheme(address: string): string {
  return address === '' || /^[a-z][a-z0-9+.-]{0,20}:/i.test(address) ? address : `https://${address}`;
}

function ProbeAnswer({ added: { target, probe } }: { readonly added: TargetAdded }) {
  const { t } = useTranslation();
  const readable = probe.state === 'readable';
  return (
    <div className={styles['answer']} data-good={readable || undefined}>
      <strong>
        <bdi>{target.title}</bdi>
      </strong>
      <p>{readable ? t('probe.readable', { count: probe.found }) : t(`probe.${probe.state}`)}</p>
      {!readable && <Detail text={probe.message} />}
      {(probe.state === 'blocked' || probe.state === 'unreachable') && <PageDrop target={target} />}
    </div>
  );
}
