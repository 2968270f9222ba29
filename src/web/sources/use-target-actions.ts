import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../api/client.ts';
import { refreshSources } from '../api/queries.ts';
import type { Target, Targets } from '../api/types.ts';
import { useFailureText } from '../app/failure.tsx';
import { say } from '../app/toasts.tsx';

/** What people do with a place: read it now, pause it. */
export function useTargetActions(target: Target) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const failureText = useFailureText();
  const [busy, setBusy] = useState<'run' | null>(null);

  function put(change: Partial<Target>) {
    client.setQueryData<Targets>(
      ['targets'],
      (old) => old && { data: old.data.map((one) => (one.id === target.id ? { ...one, ...change } : one)) },
    );
  }
  async function runNow() {
    setBusy('run');
    try {
      const { queued } = await request<{ queued: boolean }>(`/targets/${target.id}/run`, { method: 'POST' });
      say(queued ? t('sources.queued', { title: target.title }) : t('sources.alreadyQueued'));
    } catch (error) {
      say(failureText(error), { bad: true });
    }
    setBusy(null);
    refreshSources(client);
  }
  async function pause(paused: boolean, offerUndo: boolean) {
    put({ paused });
    try {
      await request(`/targets/${target.id}`, { method: 'PATCH', body: { paused } });
      const text = paused
        ? t('sources.paused', { title: target.title })
        : t('sources.resumed', { title: target.title });
      say(text, offerUndo ? { undo: () => void pause(!paused, false) } : {});
    } catch (error) {
      put({ paused: !paused });
      say(failureText(error), { bad: true });
    }
    refreshSources(client);
  }
  return { busy, runNow: () => void runNow(), setPaused: (paused: boolean) => void pause(paused, true) };
}
