import { ZodError } from 'zod';
import { Blocked, LayoutChanged } from '../errors.ts';
import type { Page } from './page.ts';
import type { RawReview, Skipped } from './scraper.ts';

/** A card that gives no review. `broken`: it should have been one; else it is an advertisement, a service message, hidden. */
export interface NoReview {
  readonly skip: string;
  readonly broken: boolean;
  readonly externalId?: string | null;
}

/** The card is a review but cannot be read: the reason is counted, and a page of nothing but these is `LayoutChanged`. */
export function unreadable(reason: string, externalId?: string | null): NoReview {
  return { skip: reason, broken: true, externalId: externalId ?? null };
}

/** The card is none of our business (service message, hidden by the site): counted, never an alarm. */
export function notAReview(reason: string, externalId?: string | null): NoReview {
  return { skip: reason, broken: false, externalId: externalId ?? null };
}

export interface ReadCards<T> {
  readonly page: Page;
  /** Fields without which a card is skipped as `no <field>`; `''` counts as there. */
  readonly required: readonly (keyof RawReview)[];
  readonly read: (card: T, index: number) => RawReview | NoReview;
}

/**
 * Reads the cards of a page one by one: a bad one is skipped with its reason, an id seen before on this page is left out.
 * Throws `LayoutChanged` when there were cards and none could be read. No cards give empty lists: it is the caller who
 * knows the site's own sign of emptiness.
 */
export function readCards<T>(cards: Iterable<T>, options: ReadCards<T>): { reviews: RawReview[]; skipped: Skipped[] } {
  const reviews: RawReview[] = [];
  const skipped: Skipped[] = [];
  const seen = new Set<string>();
  let broken = 0;
  let index = -1;
  for (const card of cards) {
    index += 1;
    const outcome = readOne(card, index, options);
    if ('skip' in outcome) {
      if (outcome.broken) broken += 1;
      skipped.push({ reason: outcome.skip, index, externalId: outcome.externalId ?? null });
      continue;
    }
    if (outcome.externalId !== null && seen.has(outcome.externalId)) continue;
    if (outcome.externalId !== null) seen.add(outcome.externalId);
    reviews.push(outcome);
  }
  if (reviews.length === 0 && broken > 0) {
    throw new LayoutChanged(`None of ${broken} cards could be read: ${skipped[0]?.reason}`, {
      details: { url: options.page.url, reasons: [...new Set(skipped.map((card) => card.reason))] },
    });
  }
  return { reviews, skipped };
}

function readOne<T>(card: T, index: number, options: ReadCards<T>): RawReview | NoReview {
  try {
    const outcome = options.read(card, index);
    if ('skip' in outcome) return outcome;
    const missing = options.required.find((field) => outcome[field] === null || outcome[field] === undefined);
    return missing === undefined ? outcome : unreadable(`no ${missing}`, outcome.externalId);
  } catch (error) {
    if (error instanceof Blocked) throw error;
    const field = error instanceof ZodError ? error.issues[0]?.path.slice(0, 3).join('.') : undefined;
    return unreadable(field ? `unreadable ${field}` : 'unreadable card');
  }
}

/** A review with nothing in it: parsers fill in what the page says, all else stays null. */
export const emptyReview: RawReview = {
  externalId: null,
  author: null,
  rating: null,
  ratingScale: null,
  title: null,
  text: null,
  pros: null,
  cons: null,
  publishedAt: null,
  url: null,
  likes: null,
  replyText: null,
  verified: null,
};
