import type { UnusualLevel } from '../api/trust.ts';

/** Keys travel in the address of the pack, which servers on the way cut at some eight thousand characters. */
export const MOST_CHOSEN = 90;

export interface Pack {
  readonly brand: string;
  readonly from: string;
  readonly to: string;
  readonly language: string;
  /** These reviews; none: all of `levels` in the window. */
  readonly keys: readonly string[];
  readonly levels: readonly UnusualLevel[];
}

/** Where the pack of evidence is fetched: one file for a person, or for a program. */
export function packAddress({ brand, from, to, language, keys, levels }: Pack, format: 'html' | 'json'): string {
  const params = new URLSearchParams({ brand, from, to, language, format });
  if (keys.length > 0) for (const key of keys.slice(0, MOST_CHOSEN)) params.append('key', key);
  else for (const level of levels) params.append('unusual', level);
  return `/api/v1/trust/evidence?${params}`;
}
