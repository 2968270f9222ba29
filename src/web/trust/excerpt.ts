import type { Item } from '../api/types.ts';

const CHARS = 600;

/** The beginning of what its author wrote. */
export function excerptOf({ title, text, pros, cons }: Pick<Item, 'title' | 'text' | 'pros' | 'cons'>): string {
  return [title, text, pros, cons]
    .filter((part) => part)
    .join('\n')
    .slice(0, CHARS);
}

/** The feed with this review open beside all others. */
export function openAddress(brand: string, key: string): string {
  return `/?${new URLSearchParams({ brand, open: 'any', item: key })}`;
}
