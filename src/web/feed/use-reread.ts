import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Pages } from '../api/item-cache.ts';
import { fetchItems } from '../api/queries.ts';
import { useFailureText } from '../app/failure.tsx';
import { say } from '../app/toasts.tsx';
import type { Feed } from './use-feed.ts';

/** Reads the list anew from its top: what does not belong to it any more goes, and the focus stays in the list. */
export function useReread({ itemsQuery }: Feed): () => Promise<void> {
  const client = useQueryClient();
  const failureText = useFailureText();
  const { t } = useTranslation();
  return async () => {
    try {
      const first = await fetchItems(itemsQuery, null);
      client.setQueryData<Pages>(['items', itemsQuery], { pages: [first], pageParams: [null] });
      client.setQueryData(['head', itemsQuery], first);
    } catch (error) {
      say(failureText(error), { bad: true });
      return;
    }
    window.scrollTo({ top: 0 });
    requestAnimationFrame(() => {
      const card = document.querySelector<HTMLElement>('main [data-key]');
      (card ?? document.getElementById('main'))?.focus({ preventScroll: true });
    });
    say(t('status.hidden'));
  };
}
