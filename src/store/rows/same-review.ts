import type { DraftColumns } from './item-row.ts';

/** Half of the shorter text's words: an edit keeps most of what was said, two opinions of one day share function words only. */
const SHARED_WORDS = 0.5;

/** Whether a draft without an id at its site may be an edited review at all: it needs an author and a day to be known by. */
export function mayBeEdited(draft: DraftColumns): boolean {
  return draft.external_id === null && draft.author_hash !== null && draft.published_on !== null;
}

/**
 * A review without an id at its site has its text in its key, so an edited one arrives under a new key. It is the stored review
 * of the same author, published at the same time, that this visit has not shown: found when there is exactly one among the
 * `candidates`, and, where only the day is printed, when half of the words are still there.
 */
export function editedOf<Row extends DraftColumns>(draft: DraftColumns, candidates: readonly Row[]): Row | undefined {
  const [only] = candidates;
  if (only === undefined || candidates.length > 1) return undefined;
  const exactTime = draft.precision === 'instant' || draft.precision === 'minute';
  return exactTime || sharedWords(wordsOf(only), wordsOf(draft)) >= SHARED_WORDS ? only : undefined;
}

function wordsOf({ title, text, pros, cons }: Pick<DraftColumns, 'title' | 'text' | 'pros' | 'cons'>): Set<string> {
  return new Set(
    [title, text, pros, cons]
      .join(' ')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [],
  );
}

/** Overlap coefficient: shared words by those of the shorter text, 0..1. Two texts without words are the same. */
function sharedWords(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const least = Math.min(a.size, b.size);
  if (least === 0) return a.size === b.size ? 1 : 0;
  return [...a].filter((word) => b.has(word)).length / least;
}
