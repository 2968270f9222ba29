import type { Counts } from '../api/rooms.ts';
import { PARTS, type Part } from '../feed/figures.ts';
import type { Extra } from './texts-address.ts';

export interface CountedPart {
  readonly part: Part;
  readonly n: number;
}

/** The parts of a side's texts that are not empty, in the order of every bar. */
export function partsOf(counts: Counts): readonly CountedPart[] {
  const byPart: Readonly<Record<Part, number>> = {
    negative: counts.negative,
    mixed: counts.mixed,
    neutral: counts.neutral,
    positive: counts.positive,
    unsure: counts.unsure,
    waiting: counts.pending,
    wordless: counts.unread + counts.noOpinion,
  };
  return PARTS.map((part) => ({ part, n: byPart[part] })).filter(({ n }) => n > 0);
}

/** How the feed narrows the texts of a side to one part of them. */
export function filterOf(part: Part): Extra {
  switch (part) {
    case 'unsure':
      return { unsure: 'true' };
    case 'waiting':
      return { judged: null, pending: 'true' };
    case 'wordless':
      return { judged: 'false', pending: 'false' };
    default:
      return { sentiment: part };
  }
}
