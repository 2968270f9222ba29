import type { TFunction } from 'i18next';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';

interface Words {
  readonly t: TFunction;
  readonly language: string;
}

const WordsContext = createContext<Words | null>(null);

/** Asks once for the words of the page. `useTranslation` copies the whole library object at each mount: in a list that scrolls that is half of a card. */
export function WordsProvider({ children }: { readonly children: ReactNode }) {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const words = useMemo(() => ({ t, language }), [t, language]);
  return <WordsContext value={words}>{children}</WordsContext>;
}

/** The words, for whatever there is many of. */
export function useWords(): Words {
  const words = useContext(WordsContext);
  if (words === null) throw new Error('useWords outside of WordsProvider');
  return words;
}
