import { EMPTY_FILTER, type FeedFilter, OPEN_FILTER, withList } from './filters.ts';

/** Views that everybody has. */
export const BUILT_IN = [
  { id: 'open', filter: OPEN_FILTER },
  { id: 'negative', filter: withList(OPEN_FILTER, 'sentiment', ['negative']) },
  { id: 'unsure', filter: { ...OPEN_FILTER, flags: { open: true, unsure: true } } },
  { id: 'today', filter: { ...EMPTY_FILTER, period: '1d' } },
] as const satisfies readonly { readonly id: string; readonly filter: FeedFilter }[];
