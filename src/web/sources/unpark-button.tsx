import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../api/client.ts';
import { refreshSources } from '../api/queries.ts';
import { useCurrent } from '../app/current.ts';
import { useFailureText } from '../app/failure.tsx';
import { Icon } from '../app/icons.tsx';
import { say } from '../app/toasts.tsx';

/** For the admin: what was set aside is tried again now. `id` of a target or of a job, `title` as a person knows it. */
export function UnparkButton({ id, title }: { readonly id: string; readonly title: string }) {
  const { t } = useTranslation();
  const { me } = useCurrent();
  const client = useQueryClient();
  const failureText = useFailureText();
  const [busy, setBusy] = useState(false);
  if (me.role !== 'admin') return null;
  async function unpark() {
    setBusy(true);
    try {
      await request('/queue/unpark', { method: 'POST', body: { id } });
      say(t('queue.unparked', { title }));
    } catch (error) {
      say(failureText(error), { bad: true });
    }
    setBusy(false);
    refreshSources(client);
    void client.invalidateQueries({ queryKey: ['queue'] });
  }
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<Icon name="play" size={14} />}
      loading={busy}
      aria-label={t('queue.unparkOne', { title })}
      onClick={() => void unpark()}
    >
      {t('queue.unpark')}
    </Button>
  );
}
