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

export interface Figures {
  readonly n: number;
  readonly parts: Readonly<Record<Part, number>>;
  /** Understood texts with a sentiment, unsure ones included: the denominator of every sentiment share. */
  readonly understood: number;
  /** Share of negative texts, 0..1; null below 5, where a percentage would say more than is known. */
  readonly negativeShare: number | null;
  readonly starsN: number;
  /** Mean of the stars; null below 10 ratings. */
  readonly starsMean: number | null;
}

/** Below this n no percentage is shown, only the count. */
export const MIN_SHARE_N = 5;
/** Below this n no mean of stars is shown. */
export const MIN_STARS_N = 10;

/** Adds up an answer of `/stats?by=sentiment`. */
export function figuresOf(groups: readonly StatsGroup[]): Figures {
  const parts: Record<Part, number> = {
    negative: 0,
    mixed: 0,
    neutral: 0,
    positive: 0,
    unsure: 0,
    waiting: 0,
    wordless: 0,
  };
  let n = 0;
  let starsN = 0;
  let starsSum = 0;
  for (const group of groups) {
    parts[partOf(group)] += group.n;
    n += group.n;
    starsN += group.starsN;
    starsSum += (group.starsMean ?? 0) * group.starsN;
  }
  const understood = n - parts.waiting - parts.wordless;
  return {
    n,
    parts,
    understood,
    negativeShare: understood < MIN_SHARE_N ? null : parts.negative / understood,
    starsN,
    starsMean: starsN < MIN_STARS_N ? null : starsSum / starsN,
  };
}
