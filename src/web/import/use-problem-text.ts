import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { wordsOf } from './problem-words.ts';

/** A problem of a row or a file in the reader's language; null where only the server's own words say it. */
export function useProblemText(): (problem: string) => string | null {
  const { t } = useTranslation();
  return (problem) => {
    const words = wordsOf(problem);
    if (words === null) return null;
    const { key, column, a, b, c } = words;
    const text = t(`importing.problem.${key}`, { a, b, c });
    return column === '' ? text : `${column}: ${text}`;
  };
}

/** What a refused file is told about: the reason of the first wrong field. */
export function reasonOf(error: unknown): string | null {
  return (error instanceof ApiError && error.problem?.errors?.[0]?.reason) || null;
}

/** Which part of what was sent is refused: `file`, or a part of the mapping. */
export function fieldOf(error: unknown): string | null {
  return (error instanceof ApiError && error.problem?.errors?.[0]?.name) || null;
}
