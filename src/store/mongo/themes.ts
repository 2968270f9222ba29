import type { ItemFilter } from '../../domain/filter.ts';
import { signName } from '../rows/theme-columns.ts';
import type { Match } from './match.ts';

const SIGNS = ['negative', 'neutral', 'positive'] as const;

/** The names of the index that a filter asks for, each of which is a walk; none where it names no theme. */
export function themesAsked({ theme = [], theme_sentiment: signs = [] }: ItemFilter): readonly string[] {
  const names = theme.flatMap((one) => (signs.length === 0 ? SIGNS : signs).map((sign) => signName(one, sign)));
  return [...new Set(names)];
}

export function themeMatch(filter: ItemFilter): readonly Match[] {
  const names = themesAsked(filter);
  if (names.length > 0) return [{ themed: { $in: names } }];
  const signs = [...new Set(filter.theme_sentiment)];
  return signs.length === 0 ? [] : [{ themed: new RegExp(`:(?:${signs.join('|')})$`) }];
}

const NAME = { $split: ['$$name', ':'] };
const PARTS = {
  theme: { $arrayElemAt: [NAME, 0] },
  theme_sentiment: { $arrayElemAt: [NAME, 1] },
} as const;

/**
 * Stages that make one document of each theme, sign, or pair of both, of an item, with `theme` and `theme_sentiment` as they are
 * grouped by; each value once for an item. Items without themes are in none.
 */
export function unfolded(by: readonly string[]) {
  const parts = (['theme', 'theme_sentiment'] as const).filter((name) => by.includes(name));
  if (parts.length === 0) return [];
  const made = Object.fromEntries(parts.map((name) => [name, PARTS[name]]));
  const each = { $setUnion: [{ $map: { input: '$themed', as: 'name', in: made } }] };
  return [
    { $match: { themed: { $exists: true } } },
    { $set: { told: each } },
    { $unwind: '$told' },
    { $set: Object.fromEntries(parts.map((name) => [name, `$told.${name}`])) },
  ];
}
