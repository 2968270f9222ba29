import type { PageDrafts } from '../compute/compute.ts';
import type { ItemDraft } from '../domain/item.ts';
import type { Run } from '../domain/run.ts';
import type { Store } from '../store/store.ts';
import { missingFields } from './fewer.ts';

/** What a review without it would lose in the store: a new version takes the place of the old one. */
const CONTENT: ReadonlySet<string> = new Set(['title', 'text', 'pros', 'cons', 'rating', 'replyText']);

/**
 * The drafts of a page as they may be stored. Where no card of it has a field that cards had before, the page has changed and not
 * its reviews: those that are stored whole are then taken as teasers, whose absent fields erase nothing.
 */
export async function keepFields(
  { drafts, fill }: Pick<PageDrafts, 'drafts' | 'fill'>,
  before: readonly Run[],
  store: Pick<Store, 'known'>,
): Promise<readonly ItemDraft[]> {
  const summary = { cards: drafts.length, fill };
  const suspects = missingFields({ summary, sameReviews: true, before }).filter((field) => CONTENT.has(field));
  if (suspects.length === 0) return drafts;
  const known = await store.known(drafts.map(({ key }) => key));
  const sameReviews = drafts.every(({ key }) => known.has(key));
  const lost = sameReviews ? suspects : missingFields({ summary, sameReviews, before });
  if (!suspects.some((field) => lost.includes(field))) return drafts;
  return drafts.map((draft) => (known.get(draft.key)?.partial === false ? { ...draft, partial: true } : draft));
}
