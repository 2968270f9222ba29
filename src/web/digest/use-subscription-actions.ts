import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { request } from '../api/client.ts';
import { refreshSubscriptions, type Subscription, type SubscriptionChange, type Subscriptions } from '../api/rooms.ts';
import { useFailureText } from '../app/failure.tsx';
import { say } from '../app/toasts.tsx';
import type { Draft } from './draft.ts';

/** What people do with one subscription. `change` rejects, so that a form can keep what was typed. */
export function useSubscriptionActions(subscription: Subscription) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const failureText = useFailureText();
  const address = `/subscriptions/${encodeURIComponent(subscription.id)}`;
  const name = subscription.recipient ?? t('digest.hidden');

  function put(change: Partial<Subscription>) {
    client.setQueryData<Subscriptions>(
      ['subscriptions', subscription.brand],
      (old) => old && { data: old.data.map((one) => (one.id === subscription.id ? { ...one, ...change } : one)) },
    );
  }
  async function patch(body: SubscriptionChange): Promise<void> {
    await request(address, { method: 'PATCH', body });
    refreshSubscriptions(client);
  }
  async function setPaused(paused: boolean, offerUndo: boolean) {
    put({ paused });
    try {
      await patch({ paused });
      const text = paused ? t('digest.paused', { name }) : t('digest.resumed', { name });
      say(text, offerUndo ? { undo: () => void setPaused(!paused, false) } : {});
    } catch (error) {
      put({ paused: !paused });
      say(failureText(error), { bad: true });
    }
  }
  async function remove() {
    try {
      await request(address, { method: 'DELETE' });
      say(t('digest.removed', { name }));
    } catch (error) {
      say(failureText(error), { bad: true });
    }
    refreshSubscriptions(client);
  }
  async function change(draft: Draft): Promise<void> {
    const { recipient: _fixed, ...rest } = draft;
    await patch(rest);
    say(t('digest.changed', { name }));
  }
  return { setPaused: (paused: boolean) => void setPaused(paused, true), remove: () => void remove(), change };
}
