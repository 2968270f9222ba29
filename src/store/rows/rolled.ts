import type { ItemFilter, StatsBy } from '../../domain/filter.ts';

/** The column of each dimension. */
export const STATS_COLUMNS = {
  day: 'day',
  source: 'scraper',
  sentiment: 'effective_sentiment',
  language: 'effective_language',
  stars: 'star_group',
  channel: 'channel',
  touchpoint: 'touchpoint',
} as const satisfies Readonly<Record<StatsBy, string>>;

/** Filters that the roll-ups can answer: each asks of a rolled column alone. */
const ROLLED_FILTERS: ReadonlySet<string> = new Set([
  'brand',
  'source',
  'channel',
  'language',
  'sentiment',
  'unsure',
  'judged',
  'stars',
  'has_stars',
  'published_from',
  'published_to',
  'undated',
  'own',
  'copies',
]);

const NONE: ReadonlySet<string> = new Set();

/** Whether the roll-ups of days can answer a filter; `more` are filters of columns that only the store at hand rolls up. */
export function isRolled(filter: ItemFilter, more: ReadonlySet<string> = NONE): boolean {
  const asked = Object.entries(filter).filter(([, value]) => value !== undefined);
  if (!asked.every(([name]) => ROLLED_FILTERS.has(name) || more.has(name))) return false;
  const byDay = [filter.published_from, filter.published_to].every(
    (bound) => bound === undefined || !bound.includes('T'),
  );
  const guesses = filter.unsure === true && (filter.sentiment?.length ?? 0) > 0;
  return byDay && !guesses && filter.own !== true && filter.copies !== 'all';
}
