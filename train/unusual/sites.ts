import type { ReadLanguage } from '../../src/domain/item.ts';

/** What a kind of site shows of an author. */
export interface Site {
  readonly name: string;
  readonly ids: boolean;
  readonly counts: boolean;
  readonly buyers: 'all' | 'some' | 'none';
}

export const SITES: Readonly<Record<ReadLanguage, readonly Site[]>> = {
  ru: [
    { name: 'market-a', ids: false, counts: false, buyers: 'all' },
    { name: 'market-b', ids: false, counts: false, buyers: 'all' },
    { name: 'maps-a', ids: true, counts: true, buyers: 'none' },
    { name: 'maps-b', ids: true, counts: true, buyers: 'none' },
    { name: 'opinions', ids: true, counts: true, buyers: 'none' },
    { name: 'apps', ids: false, counts: false, buyers: 'none' },
  ],
  en: [
    { name: 'maps', ids: true, counts: true, buyers: 'none' },
    { name: 'shop', ids: true, counts: false, buyers: 'some' },
    { name: 'trust', ids: true, counts: true, buyers: 'some' },
    { name: 'travel', ids: true, counts: true, buyers: 'none' },
    { name: 'apps', ids: false, counts: false, buyers: 'none' },
  ],
  nl: [
    { name: 'maps', ids: true, counts: true, buyers: 'none' },
    { name: 'trust', ids: true, counts: true, buyers: 'some' },
    { name: 'shop', ids: false, counts: false, buyers: 'some' },
  ],
};
