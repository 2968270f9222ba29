import type { StatsGroup } from '../api/types.ts';

/** Parts of a bar, from the bottom up: negative stands on the base line so that it can be compared. */
export const PARTS = ['negative', 'mixed', 'neutral', 'positive', 'unsure', 'waiting', 'wordless'] as const;
export type Part = (typeof PARTS)[number];

const PART_OF: Readonly<Record<string, Part>> = {
  negative: 'negative',
  mixed: 'mixed',
  neutral: 'neutral',
  positive: 'positive',
  unsure: 'unsure',
  pending: 'waiting',
  unread: 'wordless',
};

/** The lane of one stats group; a word that is not known counts as not read rather than getting lost. */
export function partOf(group: StatsGroup): Part {
  return PART_OF[group.key['sentiment'] ?? ''] ?? 'wordless';
}
