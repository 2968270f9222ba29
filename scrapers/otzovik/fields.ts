import {
  attrOf,
  type DateContext,
  type Node,
  orNull,
  type Page,
  type ParsedDate,
  parseCount,
  parseDate,
  parseNumber,
  parseUnix,
  textOf,
} from '../../src/collect/extract.ts';
import type { RawReview } from '../../src/collect/scraper.ts';

/* What list cards and full review pages share. Each field has two ways to be found, so that one changed name loses none. */
const MOSCOW = 'Europe/Moscow';
const ANOTHER_DAY = '2001-01-01T00:00:00Z';

/** The author's own rating, 0-5; null where the card shows none. */
export function ratingOf(card: Node): number | null {
  const value =
    parseNumber(attrOf(card.find('[itemprop="reviewRating"] [itemprop="ratingValue"]').first(), 'content')) ??
    parseNumber(attrOf(card.find('[itemprop="ratingValue"]').first(), 'content')) ??
    parseNumber(attrOf(card.find('abbr.rating').first(), 'title')) ??
    parseNumber(attrOf(card.find('.rating-score, .product-rating, [title^="Общий рейтинг"]').first(), 'title')) ??
    parseNumber(textOf(card.find('.rating-score').first()));
  return value !== null && value >= 0 && value <= 5 ? value : null;
}

/** Any machine-readable instant of the card, where the attribute's own name has changed. */
function instantOf(card: Node, context: DateContext): ParsedDate | null {
  const stamps = card
    .find('[content]')
    .toArray()
    .map((node) => node.attribs['content'] ?? '');
  return parseDate(
    stamps.find((stamp) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(stamp)),
    context,
  );
}

/** The date's own stamp, where the attribute that holds it has another name: the words beside it ("today at 12:02") name no day. */
function stampOf(card: Node): ParsedDate | null {
  const values = card
    .find('.review-postdate, [data-format]')
    .toArray()
    .flatMap((node) => Object.values(node.attribs));
  return parseUnix(values.find((value) => /^[12]\d{9}$/.test(value)) ?? null, MOSCOW);
}

/** The printed day is Moscow's; the machine attribute has the instant. */
export function dateOf(card: Node, page: Page): ParsedDate | null {
  const context = { fetchedAt: page.fetchedAt, timeZone: MOSCOW };
  const node = card.find('.review-postdate, [itemprop="datePublished"], .dtreviewed').first();
  return (
    parseDate(attrOf(card.find('[itemprop="datePublished"][content]').first(), 'content'), context) ??
    parseDate(attrOf(card.find('.review-postdate[content]').first(), 'content'), context) ??
    parseUnix(attrOf(card.find('.review-postdate[data-ts], .user-info [data-ts]').first(), 'data-ts'), MOSCOW) ??
    parseDate(attrOf(card.find('.review-postdate abbr[title], .dtreviewed abbr[title]').first(), 'title'), context) ??
    instantOf(card, context) ??
    stampOf(card) ??
    printedDate(node, context)
  );
}

/** Words that the page's script wrote ("today at 12:02") count from when it ran, and nobody knows when without the stamp beside them. */
function printedDate(node: Node, context: DateContext): ParsedDate | null {
  const words = textOf(node);
  const date = parseDate(words, context);
  if (date === null || attrOf(node, 'data-format') === null) return date;
  const onAnotherDay = parseDate(words, { ...context, fetchedAt: ANOTHER_DAY });
  return onAnotherDay?.at === date.at ? date : null;
}

export function authorOf(card: Node): Pick<RawReview, 'author' | 'authorId' | 'location'> {
  const profile = card.find('a[href*="/profile/"], link[href*="/profile/"]').first();
  const nick = /\/profile\/([^/?#]+)/.exec(attrOf(profile, 'href') ?? '')?.[1] ?? null;
  const author =
    orNull(textOf(card.find('[itemprop="author"] [itemprop="name"]').first())) ??
    orNull(textOf(card.find('.user-login').first())) ??
    orNull(textOf(card.find('.item-left [itemprop="name"]').first())) ??
    decoded(nick);
  const place = card.find('.user-info > div:not([class])').last();
  return { author, authorId: nick, location: orNull(textOf(place)) };
}

function decoded(nick: string | null): string | null {
  try {
    return nick === null ? null : decodeURIComponent(nick.replaceAll('+', ' '));
  } catch {
    return nick;
  }
}

/** Text after the bold label; without the block's class, the block is found by its label. */
export function labelled(card: Node, selector: string, label: string): string | null {
  const named = card.find(selector).first();
  const block =
    named.length > 0
      ? named
      : card
          .find('b, strong')
          .filter((_, bold) => 'children' in bold && startsWith(bold, label))
          .first()
          .parent();
  const text = textOf(block);
  if (text === null) return null;
  return orNull(text.startsWith(label) ? text.slice(label.length).replace(/^\s*:?\s*/, '') : text);
}

function startsWith(node: { children: readonly unknown[] }, label: string): boolean {
  const [first] = node.children as readonly { data?: string }[];
  return first?.data?.trim().startsWith(label) ?? false;
}

export function likesOf(card: Node): number | null {
  const button = card.find('.review-yes, [title^="Отзыв понравился"]').first();
  return parseCount(textOf(button.find('span').first())) ?? parseCount(textOf(button));
}
