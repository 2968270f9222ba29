import type { ItemFilter, StatsBy } from '../../domain/filter.ts';

/** The column of each dimension; the two of themes stand for parts of the names in `theme_signs`. */
export const STATS_COLUMNS = {
  day: 'day',
  source: 'scraper',
  sentiment: 'effective_sentiment',
  language: 'effective_language',
  stars: 'star_group',
  channel: 'channel',
  touchpoint: 'touchpoint',
  kind: 'effective_kind',
  theme: 'theme',
  theme_sentiment: 'theme_sentiment',
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
  'opinion',
  'stars',
  'has_stars',
  'published_from',
  'published_to',
  'undated',
  'own',
  'copies',
]);

const NOT_ROLLED = ['touchpoint', 'kind', 'theme', 'theme_sentiment'] as const satisfies readonly StatsBy[];
export type RolledBy = Exclude<StatsBy, (typeof NOT_ROLLED)[number]>;

/** Whether the roll-ups of days have these dimensions. */
export function isRolledBy(by: readonly StatsBy[]): by is readonly RolledBy[] {
  return !NOT_ROLLED.some((name) => by.includes(name));
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Whether the roll-ups of days can answer a filter, where copies are asked for together with the items that are copies; `more` are
 * filters of columns that only the store at hand rolls up.
 */
export function isRolled(filter: ItemFilter, more: ReadonlySet<string> = NONE): boolean {
  const asked = Object.entries(filter).filter(([, value]) => value !== undefined);
  if (!asked.every(([name]) => ROLLED_FILTERS.has(name) || more.has(name))) return false;
  const byDay = [filter.published_from, filter.published_to].every(
    (bound) => bound === undefined || !bound.includes('T'),
  );
  const guesses = filter.unsure === true && (filter.sentiment?.length ?? 0) > 0;
  return byDay && !guesses && filter.own !== true;
}
