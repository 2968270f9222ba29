import { LayoutChanged } from '../../errors.ts';
import type { Page, PageRequest } from '../page.ts';
import type { ParseResult, RawReview, Skipped } from '../scraper.ts';
import { type Counter, readGraph, type SchemaGraph } from './graph.ts';
import { scaleOf, settleRating } from './rating.ts';
import { type DraftReview, readReview } from './review.ts';

export interface SchemaPage {
  readonly page: Page;
  /** The page's data: one per script, or one for all scopes of the markup. */
  readonly blocks: readonly unknown[];
  /** Blocks that could not be read; they are reported, and no emptiness is believed beside them. */
  readonly unread: number;
  readonly next?: PageRequest;
  readonly timeZone?: string;
}

/**
 * The reviews of a page that describes itself in the words of schema.org. Reviews repeated in a second block are taken once.
 * `[]` only where the page counts none or lists none. Throws `LayoutChanged` for a page without review data, and for one
 * that counts reviews but does not list them.
 */
export function readSchemaPage(input: SchemaPage): ParseResult {
  const { page, blocks, unread, next, timeZone } = input;
  const graph = readGraph(blocks);
  const skipped: Skipped[] = Array.from({ length: unread }, (_, index) => ({ reason: 'unreadable data block', index }));
  const drafts: DraftReview[] = [];
  for (const [index, found] of graph.reviews.entries()) {
    const draft = readReview(found, { page, graph, timeZone });
    const { title, text, pros, cons, externalId } = draft.review;
    if (draft.printed ?? title ?? text ?? pros ?? cons) drafts.push(draft);
    else skipped.push({ reason: 'neither rating nor text', index, externalId });
  }
  if (graph.reviews.length === 0) return emptyResult(graph, page, unread);
  if (drafts.length === 0)
    throw new LayoutChanged('The reviews of the page say nothing that can be read', {
      details: { url: page.url, reviews: graph.reviews.length },
    });
  const reviews = withoutRepeats(settled(drafts, graph.counters));
  const total = totalOf(drafts, graph.counters);
  // Data for search engines shows a choice of the reviews: absence from it proves nothing unless the page's counter agrees.
  const window = next === undefined && !(total !== undefined && total <= reviews.length);
  return { reviews, next, total, skipped, window };
}

function emptyResult(graph: SchemaGraph, page: Page, unread: number): ParseResult {
  const counts = graph.counters.map((counter) => counter.reviews ?? counter.ratings).filter((count) => count !== null);
  const counted = Math.max(0, ...counts);
  if (counted > 0) {
    throw new LayoutChanged(`The page counts ${counted} reviews, but its data lists none of them`, {
      details: { url: page.url, counted },
    });
  }
  if (unread === 0 && (counts.length > 0 || graph.hasEmptyList)) return { reviews: [], total: 0 };
  throw new LayoutChanged('The page has no review data of schema.org', { details: { url: page.url, unread } });
}

function settled(
  drafts: readonly DraftReview[],
  counters: readonly Counter[],
): readonly (DraftReview & { review: RawReview })[] {
  const open = drafts.flatMap(({ printed }) => (printed !== null && printed.best === null ? [printed.value] : []));
  const averageBest = counterOf(drafts, counters)?.best ?? null;
  const scale = scaleOf(open, averageBest);
  return drafts.map((draft) => {
    const rating = draft.printed && settleRating(draft.printed, scale);
    return rating ? { ...draft, review: { ...draft.review, ...rating } } : draft;
  });
}

/** The counter of the reviewed thing; the only one on the page where the reviews do not say what they are about. */
function counterOf(drafts: readonly DraftReview[], counters: readonly Counter[]): Counter | undefined {
  const things = new Set(drafts.map(({ found }) => found.about));
  const [thing] = things;
  const own = things.size === 1 && thing ? counters.find((counter) => counter.about === thing) : undefined;
  return own ?? (counters.length === 1 ? counters[0] : undefined);
}

/** Ratings without a text are not reviews: only the counter of reviews is the total. */
function totalOf(drafts: readonly DraftReview[], counters: readonly Counter[]): number | undefined {
  const total = counterOf(drafts, counters)?.reviews ?? undefined;
  return total !== undefined && total > 0 ? total : undefined;
}

/**
 * Two blocks often say the same (a theme's and a plugin's). Within one block equal reviews stay: the site lists them twice.
 * An `@id` that stands on different reviews is no identity and is dropped.
 */
function withoutRepeats(drafts: readonly DraftReview[]): readonly RawReview[] {
  const kept: RawReview[] = [];
  const keptTimes = new Map<string, number>();
  const contents = new Map<string, Set<string>>();
  let block = -1;
  let seenHere = new Map<string, number>();
  for (const { review, found } of drafts) {
    if (found.block !== block) {
      block = found.block;
      seenHere = new Map();
    }
    const content = JSON.stringify([review.author, review.title, review.text, review.rating, review.publishedAt]);
    const id = review.externalId;
    const known = id === null ? undefined : contents.get(id);
    if (known?.has(content)) continue;
    if (id !== null) contents.set(id, (known ?? new Set()).add(content));
    const times = (seenHere.get(content) ?? 0) + 1;
    seenHere.set(content, times);
    if (times <= (keptTimes.get(content) ?? 0)) continue;
    keptTimes.set(content, times);
    kept.push(review);
  }
  return kept.map((review) =>
    review.externalId !== null && contents.get(review.externalId)!.size > 1 ? { ...review, externalId: null } : review,
  );
}
