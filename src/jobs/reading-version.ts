import { createHash } from 'node:crypto';
import type { Brand } from '../domain/brand.ts';

/**
 * The version that texts are read with: that of the models, and a mark of all themes that users made themselves, as those decide what
 * is found in a text too. Other words make another version: all is read anew beside the figures that are shown, in every process.
 */
export function readingVersion(models: string, brands: readonly Brand[]): string {
  const own = brands
    .filter(({ themes }) => themes.length > 0)
    .map(({ id, themes }) => [
      id,
      themes.map(({ id: theme, words, phrases, exclusions }) => [theme, words, phrases, exclusions]),
    ])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  if (own.length === 0) return models;
  return `${models}-${createHash('sha256').update(JSON.stringify(own)).digest('hex').slice(0, 6)}`;
}
