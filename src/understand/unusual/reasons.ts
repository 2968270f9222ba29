import type { UnusualReason } from '../../domain/unusual.ts';
import type { ReasonCode } from './codes.ts';
import { dayName } from './days.ts';
import type { Found, InWave } from './evidence.ts';
import type { Partner } from './kin.ts';
import type { Row } from './rows.ts';

/** The review leans on at most so many others. */
const MOST_LINKED = 20;
/** Phrases shared so strongly are told of. */
const STRONG = 14;

type Evidence = Pick<UnusualReason, 'values' | 'linked'>;

function keysOf(rows: readonly Row[], self: Row): string[] {
  // One more than are kept, as the review itself may be among them: waves may be of thousands.
  const some = rows.slice(0, MOST_LINKED + 1).filter(({ at }) => at !== self.at);
  return some.slice(0, MOST_LINKED).map(({ input }) => input.key);
}

function wave({ wave: { window, source, members }, shape }: InWave, self: Row): Evidence {
  return {
    values: {
      n: window.n,
      days: window.last - window.first + 1,
      usual: Number(window.expected.toFixed(1)),
      from: dayName(window.first),
      to: dayName(window.last),
      source,
      known: shape.known,
      young: shape.young,
      usualYoung: Number(shape.usualYoung.toFixed(1)),
    },
    linked: keysOf(members, self),
  };
}

function kin(partners: readonly Partner[]): Evidence {
  const strong = partners.filter(({ strength }) => strength >= STRONG);
  const shown = strong.length > 0 ? strong : partners.slice(0, 1);
  return {
    values: { n: shown.length },
    linked: shown.map(({ key }) => key),
  };
}

/** Figures, words and reviews that a reason stands on. */
export function evidenceOf(code: ReasonCode, found: Found): Evidence {
  const { row, ties } = found;
  const { reward, style } = row.signs;
  const none: Evidence = { values: {}, linked: [] };
  switch (code) {
    case 'reward':
    case 'hidden-letters':
      return { values: { quote: reward?.quote ?? '' }, linked: [] };
    case 'praise-burst':
    case 'blame-burst':
      if (found.wave !== null) return wave(found.wave, row);
      return none;
    case 'honest-wave':
      return found.wave === null ? none : wave(found.wave, row);
    case 'own-campaign':
      return { values: { campaign: found.wave?.campaign ?? '' }, linked: [] };
    case 'after-complaints': {
      const before = found.wave?.afterComplaints;
      if (before == null) return none;
      return {
        values: { n: before.window.n, from: dayName(before.window.first), to: dayName(before.window.last) },
        linked: keysOf(before.members, row),
      };
    }
    case 'shared-phrases':
      return kin(found.kin.own);
    case 'copied-text': {
      const foreign = found.family.filter(({ input }) => input.brand !== row.input.brand);
      if (foreign.length > 0) return { values: { n: foreign.length }, linked: keysOf(foreign, row) };
      return kin(found.kin.foreign);
    }
    case 'shared-authors':
      return {
        values: {
          brands: Math.max(ties?.brands ?? 0, found.otherBrands),
          others: Math.max(ties?.close ?? 0, ties?.others ?? 0),
        },
        linked: [...(ties?.linked ?? [])],
      };
    case 'young-account':
    case 'busy-account':
      return { values: { reviews: row.input.authorReviews ?? 0 }, linked: [] };
    case 'stars-against-text':
      return { values: { stars: row.input.stars ?? 0 }, linked: [] };
    case 'names-brand':
      return { values: { times: style.named }, linked: [] };
    case 'mixed-stars':
      return { values: { reviews: ties?.reviews ?? 0 }, linked: [] };
    default:
      return none;
  }
}
