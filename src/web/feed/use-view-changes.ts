import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addView, removeView } from '../api/loop.ts';
import { useCurrent } from '../app/current.ts';
import { useFailureText } from '../app/failure.tsx';
import { say } from '../app/toasts.tsx';
import type { ViewLink } from './use-view-links.ts';

export interface ViewChanges {
  /** True when it is saved. */
  readonly save: (name: string, query: string) => Promise<boolean>;
  readonly remove: (link: ViewLink) => Promise<void>;
}

/** Saving and removing views, with a way back from each. */
export function useViewChanges(): ViewChanges {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { brand } = useCurrent();
  const failureText = useFailureText();
  const refresh = () => client.invalidateQueries({ queryKey: ['views'] });

  async function attempt(run: () => Promise<unknown>): Promise<boolean> {
    try {
      await run();
      return true;
    } catch (error) {
      say(failureText(error), { bad: true });
      return false;
    } finally {
      await refresh();
    }
  }
  return {
    async save(name, query) {
      let id = '';
      const done = await attempt(async () => {
        id = (await addView({ brand: brand.id, name, query })).id;
      });
      if (done) say(t('views.saved', { name }), { undo: () => void attempt(() => removeView(id)) });
      return done;
    },
    async remove({ id, saved }) {
      if (saved === null || !(await attempt(() => removeView(id)))) return;
      const undo = () => void attempt(() => addView({ brand: brand.id, ...saved }));
      say(t('views.removed', { name: saved.name }), { undo });
    },
  };
}
