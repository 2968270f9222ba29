import type { WalkSummary } from '../collect/pages.ts';
import type { Run } from '../domain/run.ts';

/* What a visit must not lose without a word: a part of the list, or a field on all cards. Compared with visits before. */

/** So many known reviews, and this share of them, must be missing before a shorter list is doubted: people do delete some. */
const CUT_MIN = 5;
const CUT_SHARE = 0.2;
/** Below this probability the lack of a field on all cards is not chance. */
const LOST_PROBABILITY = 0.01;
/** A field that so few cards had is compared with the visit before alone: its owner may have taken it back. */
const FEW = 3;

export interface CutInput {
  readonly summary: Pick<WalkSummary, 'complete' | 'window' | 'cards' | 'pages' | 'siteTotal'>;
  /** The last visit that read the whole list, in one run or the end of several. */
  readonly last: Run | undefined;
  /** The target's reviews that are not known to be gone, those of this visit included. */
  readonly stored: number;
}

/**
 * A list that ends pages sooner than before, without a good part of the reviews that it had, and a counter of the site's (where
 * it prints one) that does not say the same: a link to the next page that is not recognised any more looks just so. A window
 * loses old reviews all the time: of it, half the pages and half the cards must be missing. The sentence for the operator, or
 * undefined.
 */
export function cutList({ summary, last, stored }: CutInput): string | undefined {
  const { complete, window, cards, pages, siteTotal } = summary;
  if (!complete || last === undefined || pages >= last.pages) return undefined;
  if (window && (pages > last.pages / 2 || cards > last.cards / 2)) return undefined;
  // Pages brought in by hand show more than any visit does.
  const known = window ? last.cards : Math.min(stored, last.cards);
  const missing = known - cards;
  if (missing < Math.max(CUT_MIN, known * CUT_SHARE)) return undefined;
  const before = last.siteTotal;
  if (siteTotal !== null && (siteTotal <= cards || (before !== null && before - siteTotal >= missing / 2)))
    return undefined;
  return `The list ended after ${said(pages, 'page')} with ${said(cards, 'review')}; ${said(missing, 'known review')} more should follow. Its link to the next page may have changed.`;
}

export interface LostInput {
  readonly summary: Pick<WalkSummary, 'cards' | 'fill'>;
  /** The whole list was shown and nothing that was stored is gone from it: the same reviews, at least. */
  readonly sameReviews: boolean;
  /** Ended runs before this one, newest first. */
  readonly before: readonly Run[];
}

/**
 * Fields that none of the cards has, though cards had them before: too many for chance, or the very same cards. Rule of
 * succession for the share before (a field on 1 of 1 cards is no certainty).
 */
function missingFields({ summary, sameReviews, before }: LostInput): readonly string[] {
  const { cards, fill } = summary;
  if (cards === 0) return [];
  const runs = before.filter((run) => run.cards > 0);
  const names = [...new Set(runs.flatMap((run) => Object.keys(run.fill)))].filter((field) => !fill[field]);
  return names.filter((field) => {
    const had = (run: Run | undefined): number => Math.round((run?.fill[field] ?? 0) * (run?.cards ?? 0));
    const run = had(runs[0]) > 0 ? runs[0] : runs.find((one) => had(one) >= FEW);
    if (run === undefined) return false;
    // The newest reviews are not answered yet: replies are compared on the same reviews alone.
    if (field === 'replyText' && !sameReviews) return false;
    const share = had(run) / (run.cards + 1);
    return sameReviews || (1 - share) ** cards < LOST_PROBABILITY;
  });
}

/** The sentence for the operator about fields that no card of the visit has any more; undefined where there is nothing to say. */
export function lostFields(
  input: LostInput & { readonly summary: Pick<WalkSummary, 'siteTotal'> },
): string | undefined {
  const { summary, before } = input;
  if (summary.cards === 0) return undefined;
  const words = missingFields(input).map((field) => WORDS[field] ?? field);
  // A counter is printed or not: one visit without it is enough.
  const counted = before.find((run) => run.cards > 0)?.siteTotal;
  if (summary.siteTotal === null && typeof counted === 'number') words.push('the number of all reviews');
  if (words.length === 0) return undefined;
  return `The pages show no more ${listed(words)}, as they did before (${said(summary.cards, 'review')} read). They may have changed.`;
}

const WORDS: Readonly<Record<string, string>> = {
  externalId: 'ids',
  author: 'authors',
  rating: 'ratings',
  title: 'titles',
  text: 'texts',
  pros: 'pros',
  cons: 'cons',
  publishedAt: 'dates',
  url: 'links to the review',
  likes: 'likes',
  replyText: 'replies',
  verified: 'marks of a verified purchase',
  productId: 'product ids',
  productName: 'product names',
  location: 'places',
  language: 'languages',
  reach: 'views',
};

const said = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
