/** The conditions that the feed knows. Their names are those of the API's parameters. */

export const LIST_FIELDS = [
  'sentiment',
  'theme',
  'theme_sentiment',
  'kind',
  'source',
  'stars',
  'language',
  'tag',
  'target',
  'channel',
  'touchpoint',
  'metric',
  'scale',
  'answer',
  'work',
  'decided_by',
  'product',
  'author',
  'unusual',
] as const;
export const FLAG_FIELDS = [
  'unsure',
  'pending',
  'judged',
  'has_text',
  'has_stars',
  'has_reply',
  'verified',
  'edited',
  'vanished',
  'late',
  'undated',
  'done',
  'open',
] as const;
/** One value each; figures name them when they open their texts. */
export const VALUE_FIELDS = ['stars_lte', 'stars_gte', 'collected_from', 'collected_to', 'decided_from'] as const;
/** Days back from today, the day itself included. */
export const PERIODS = { '1d': 1, '7d': 7, '30d': 30, '90d': 90, '365d': 365 } as const;

export type ListField = (typeof LIST_FIELDS)[number];
export type FlagField = (typeof FLAG_FIELDS)[number];
export type ValueField = (typeof VALUE_FIELDS)[number];
export type Period = keyof typeof PERIODS;

/** Values that the API would refuse: an edited or broken link opens the feed without them. */
export const ALLOWED: Partial<Record<ListField, RegExp>> = {
  sentiment: /^(negative|neutral|positive|mixed)$/,
  theme: /^[a-z0-9][a-z0-9-]{0,59}$/,
  theme_sentiment: /^(negative|neutral|positive)$/,
  kind: /^(complaint|praise|question|suggestion|advertisement|reply|other)$/,
  stars: /^[1-5]$/,
  channel: /^(public|survey|interview|mystery-shopping|internal)$/,
  metric: /^(nps|csat|ces|stars)$/,
  answer: /^(undecided|no|yes)$/,
  work: /^(undecided|no|yes)$/,
  unusual: /^(none|worth-a-look|likely-paid|rewarded)$/,
  // '' is a value of these two: none given.
  touchpoint: /^/,
  target: /^/,
};
export const VALUES: Readonly<Record<ValueField, RegExp>> = {
  stars_lte: /^[1-5](\.\d)?$/,
  stars_gte: /^[1-5](\.\d)?$/,
  collected_from: /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/,
  decided_from: /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/,
  collected_to: /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/,
};
