import type { DraftColumns } from './item-row.ts';
import { metricColumns } from './metric-columns.ts';

/** What the author wrote. A teaser shows the beginning of it. */
const TEXTS = ['title', 'text', 'pros', 'cons'] as const;
const RATING = ['rating_value', 'rating_best', 'stars'] as const;
const SCORE = ['metric_kind', 'metric_value', 'metric_min', 'metric_max', 'metric_direction'] as const;
/** What makes a new version when it differs. The time of a reply is left out: sites print it as "2 days ago". */
const CONTENT = [...TEXTS, ...RATING, ...SCORE, 'reply_text'] as const;
/** Counters and facts around the text: they follow the newest page without a version, and an absent one erases nothing. */
const FACTS = [
  'verified',
  'product_id',
  'author_hash',
  'edited_at',
  'reach',
  'likes',
  'declared_language',
  'reply_at',
  'external_id',
  'thread_id',
  'parent_id',
  'author_name',
  'product_name',
  'location',
  'url',
  'metric_question',
  'metric_prompt',
] as const;

const PRECISIONS = ['unknown', 'month', 'day', 'minute', 'instant'];

export interface Merged {
  /** `older`: the page is older than what is stored. `completed`: a teaser became whole. `changed`: other content, a version is kept. */
  readonly what: 'older' | 'same' | 'completed' | 'changed';
  readonly columns: DraftColumns;
  /** The author changed the words, the rating or the score (not only the brand replied). */
  readonly byAuthor: boolean;
}

function take<K extends keyof DraftColumns>(into: DraftColumns, from: DraftColumns, name: K): void {
  if (from[name] !== null) into[name] = from[name];
}

function mergeContent(stored: DraftColumns, next: DraftColumns): DraftColumns {
  const teaser = stored.partial === 1 || next.partial === 1;
  const merged: DraftColumns = { ...stored, is_own: next.is_own, fetched_at: next.fetched_at };
  merged.partial = stored.partial === 1 && next.partial === 1 ? 1 : 0;
  for (const name of CONTENT) {
    // The beginning of a text never takes the place of the whole.
    const shortened = next.partial === 1 && stored.partial === 0 && stored[name] !== null && name !== 'reply_text';
    if (shortened && (TEXTS as readonly string[]).includes(name)) continue;
    if (teaser) take(merged, next, name);
    else assign(merged, next, name);
  }
  return merged;
}

function assign<K extends keyof DraftColumns>(into: DraftColumns, from: DraftColumns, name: K): void {
  into[name] = from[name];
}

/** A time once known is kept: relative ones ("yesterday") would wander. Only a finer one takes its place. */
function mergePublished(merged: DraftColumns, next: DraftColumns): void {
  if (PRECISIONS.indexOf(next.precision) <= PRECISIONS.indexOf(merged.precision)) return;
  merged.precision = next.precision;
  merged.published_at = next.published_at ?? merged.published_at;
  merged.published_on = next.published_on ?? merged.published_on;
}

/** What is to be stored when a page shows an item again. Pure; the caller writes. */
export function mergeDraft(stored: DraftColumns, next: DraftColumns): Merged {
  if (next.fetched_at < stored.fetched_at) return { what: 'older', columns: stored, byAuthor: false };
  const merged = mergeContent(stored, next);
  const differs = (names: readonly (keyof DraftColumns)[]) => names.some((name) => merged[name] !== stored[name]);
  const completed = stored.partial === 1 && next.partial === 0;
  // Two pages of the same moment that disagree: the first one stands, else they would take turns.
  const settled = next.fetched_at === stored.fetched_at && !completed && differs(CONTENT);
  if (settled) return { what: 'same', columns: stored, byAuthor: false };
  for (const name of FACTS) take(merged, next, name);
  if (next.touchpoint !== '') merged.touchpoint = next.touchpoint;
  if (merged.metric_kind === null) Object.assign(merged, metricColumns(null));
  if (merged.reply_text === null) merged.reply_at = null;
  mergePublished(merged, next);
  if (completed) return { what: 'completed', columns: merged, byAuthor: false };
  if (differs(CONTENT)) return { what: 'changed', columns: merged, byAuthor: differs([...TEXTS, ...RATING, ...SCORE]) };
  return { what: 'same', columns: merged, byAuthor: false };
}
