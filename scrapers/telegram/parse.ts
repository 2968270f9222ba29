import {
  type AnyNode,
  attrOf,
  type Doc,
  emptyReview,
  loadHtml,
  type Node,
  type NoReview,
  notAReview,
  orNull,
  type Page,
  type PageRequest,
  parseCount,
  parseDate,
  readCards,
  refuseBlocked,
  textOf,
  unreadable,
} from '../../src/collect/extract.ts';
import type { ParseResult, RawReview } from '../../src/collect/scraper.ts';
import { Blocked, LayoutChanged } from '../../src/errors.ts';

export const required = ['externalId', 'author', 'text', 'publishedAt', 'url'] as const;

const CARDS = '[data-post], .js-widget_message';
/** The reply preview has the same text class, so the script's own class goes first. */
const TEXT = ['.js-message_text', '.tgme_widget_message_text:not(.js-message_reply_text)'];
/** What a post without words may consist of. A post with neither is one that we do not understand. */
const ATTACHMENT = [
  'photo_wrap',
  'grouped_wrap',
  'video_player',
  'roundvideo_player',
  'voice_player',
  'audio_player',
  'document_wrap',
  'sticker_wrap',
  'poll',
  'location_wrap',
  'contact_wrap',
  'game',
  'invoice',
  'giveaway',
  'story',
]
  .map((name) => `.tgme_widget_message_${name}`)
  .concat('.message_media_not_supported', '.message_media_not_supported_wrap')
  .join(', ');

/** The preview shows 20 messages, albums as one post: a page with fewer posts than this may well be the channel's first. */
const FULL_PAGE = 10;

/** A channel's preview page `/s/<channel>`, or one post with `?embed=1`. */
export function parse(page: Page, options: { readonly own: boolean }): ParseResult {
  refuseBlocked(page);
  const doc = loadHtml(page, { markers: ['tgme_', 'telegram.org'] });
  const cards = doc(CARDS).toArray();
  if (cards.length === 0) return readNothing(doc, page);
  const channelTitle = orNull(textOf(doc('.tgme_channel_info_header_title, .tgme_header_title').first()));
  const { reviews, skipped } = readCards(cards, {
    page,
    required,
    read: (card) => readPost(doc(card), { page, channelTitle, own: options.own }),
  });
  const next = olderPosts(doc, page, cards.length < FULL_PAGE ? [] : cards);
  const isPreview = new URL(page.url).pathname.startsWith('/s/');
  return { reviews: reviews.toReversed(), skipped, ...(next ? { next } : {}), ...(isPreview ? {} : { window: true }) };
}

/**
 * A landing page means a group, a private or a restricted channel. "No posts found" is the end when older posts were
 * asked for; on the channel's own page it is also what Telegram answers to too many requests, so the header's counters decide.
 */
function readNothing(doc: Doc, page: Page): ParseResult {
  const history = doc('.tgme_channel_history, .js-message_history').length > 0;
  if (!history && doc('.tgme_page_title, .tgme_page_action, .tgme_page_extra').length > 0) {
    throw new Blocked(
      'no-preview',
      'Not a public channel: groups, private and restricted channels have no public page',
      {
        url: page.url,
      },
    );
  }
  if (doc('.tme_no_messages_found').length === 0) {
    throw new LayoutChanged('No posts, and nothing that says there are none', { details: { url: page.url } });
  }
  const asked = new URL(page.url).searchParams;
  const posts = doc('.tgme_channel_info_counter')
    .toArray()
    .some((counter) => /photo|video|file|link/.test(doc(counter).text()) && (parseCount(doc(counter).text()) ?? 0) > 0);
  if (posts && !asked.has('before') && !asked.has('after') && !asked.has('q')) {
    throw new Blocked('refused', 'Telegram hides the posts of a channel that has some: too many requests', {
      url: page.url,
    });
  }
  return { reviews: [], window: true };
}

interface Channel {
  readonly page: Page;
  readonly channelTitle: string | null;
  readonly own: boolean;
}

function readPost(card: Node, channel: Channel): RawReview | NoReview {
  const id = attrOf(card, 'data-post');
  if (id === null || !/^[A-Za-z0-9_]{3,40}\/\d{1,12}$/.test(id)) return unreadable('no externalId');
  if (card.is('.service_message')) return notAReview('service message', id);
  const words = TEXT.map((selector) => card.find(selector).first()).find((node) => node.length > 0);
  const poll =
    textOf(card.find('.tgme_widget_message_poll_question').first()) ??
    textOf(card.find('.tgme_widget_message_poll').first());
  if (words === undefined && card.find(ATTACHMENT).length === 0) return unreadable('no text and no attachment', id);
  const date = parseDate(
    attrOf(card.find('.tgme_widget_message_date time[datetime], time[datetime]').last(), 'datetime'),
    {
      fetchedAt: channel.page.fetchedAt,
    },
  );
  const parent = /t\.me\/(?:s\/)?([A-Za-z0-9_]+\/\d+)/.exec(
    attrOf(card.find('a.tgme_widget_message_reply').first(), 'href') ?? '',
  )?.[1];
  return {
    ...emptyReview,
    externalId: id,
    author: orNull(textOf(card.find('.tgme_widget_message_owner_name').first())) ?? channel.channelTitle,
    authorId: id.split('/')[0]!.toLowerCase(),
    text: words === undefined ? (poll?.split('\n', 1)[0] ?? '') : textOf(words),
    publishedAt: date?.at ?? null,
    publishedOn: date?.on ?? null,
    url: `https://t.me/${id}`,
    threadId: parent ?? id,
    parentId: parent ?? null,
    isOwn: channel.own,
    reach: parseCount(textOf(card.find('.tgme_widget_message_views').first())),
  };
}

/** Older posts: the page's own mark, by attribute or by the head's `rel=prev`; without one, what is older than the oldest of `cards`. */
function olderPosts(doc: Doc, page: Page, cards: readonly AnyNode[]): PageRequest | undefined {
  const { pathname, searchParams } = new URL(page.url);
  if (!pathname.startsWith('/s/')) return undefined;
  const inHead = /[?&]before=(\d{1,12})/.exec(attrOf(doc('link[rel="prev"]'), 'href') ?? '')?.[1];
  const before = attrOf(doc('[data-before]').first(), 'data-before') ?? inHead ?? oldestOf(doc, cards);
  if (!before || !/^\d{1,12}$/.test(before) || before === searchParams.get('before')) return undefined;
  const query = searchParams.get('q');
  return { url: `https://t.me${pathname}?${query ? `q=${encodeURIComponent(query)}&` : ''}before=${before}` };
}

/** The channel's first message has the number 1: nothing is older. */
function oldestOf(doc: Doc, cards: readonly AnyNode[]): string | undefined {
  const ids = cards.map((card) => Number(/\/(\d{1,12})$/.exec(attrOf(doc(card), 'data-post') ?? '')?.[1]));
  const oldest = Math.min(...ids.filter((id) => id > 0));
  return Number.isFinite(oldest) && oldest > 1 ? String(oldest) : undefined;
}
