import { useCallback } from 'react';
import { useCurrent } from '../app/current.ts';
import { useWords } from '../i18n/words.tsx';

/** Names a theme: one of the brand's own by its title, a built-in one in the reader's language, one that is gone by its id. */
export function useThemeName(): (theme: string) => string {
  const { t } = useWords();
  const { brand } = useCurrent();
  return useCallback(
    (theme) =>
      brand.themes.find(({ id }) => id === theme)?.title ?? t(`theme.${theme as 'price'}`, { defaultValue: theme }),
    [t, brand],
  );
}
