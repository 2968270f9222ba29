import {
  type AnyNode,
  absoluteUrl,
  attrOf,
  type Doc,
  type Element,
  loadHtml,
  refuseBlocked,
} from '../../src/collect/extract.ts';
import type { Page, PageRequest } from '../../src/collect/page.ts';
import type { PageOptions } from '../../src/collect/page-options.ts';
import type { ParseResult, RawReview, Skipped } from '../../src/collect/scraper.ts';
import { LayoutChanged } from '../../src/errors.ts';
import { childrenOf, linkOf, readEntry } from './entry.ts';

/** Elements that make a document a feed, without their prefix. */
const ROOTS = new Set(['rss', 'rdf', 'feed']);
/** More entries than this are a flood; the longest real feeds have some thousands. */
const MAX_ENTRIES = 10_000;

/**
 * The entries of an RSS (0.9 to 2.0, RDF too) or Atom feed. `[]` only for a whole feed without entries. Throws
 * `LayoutChanged` for what is not a feed; of a feed that is cut off the last entry is left out.
 */
export function parse(page: Page, options: PageOptions): ParseResult {
  refuseBlocked(page);
  const doc = loadHtml(page, { markers: ['<rss', '<feed', ':RDF', ':feed', '<RSS'], xml: true });
  const root = rootOf(doc);
  if (!root) throw new LayoutChanged(notAFeed(page), { details: { url: page.url } });
  const whole = isWhole(page.body, root);
  const entries = entriesOf(root);
  if (entries.length > MAX_ENTRIES) throw new LayoutChanged('The feed has more entries than a feed does');
  if (entries.length === 0) {
    if (whole && !hidesEntries(root)) return { reviews: [], window: true };
    if (whole)
      throw new LayoutChanged('The feed holds entries under a name that feeds do not use', {
        details: { url: page.url },
      });
    throw new LayoutChanged('The feed is cut off before its first entry', { details: { url: page.url } });
  }
  const reviews: RawReview[] = [];
  const skipped: Skipped[] = [];
  for (const [index, entry] of entries.entries()) {
    const review = readEntry(entry, { doc, page, timeZone: options.timeZone });
    const { title, text, externalId } = review;
    if (!whole && index === entries.length - 1) skipped.push({ reason: 'cut off', index, externalId });
    else if (title === null && text === null) skipped.push({ reason: 'neither title nor text', index, externalId });
    else reviews.push(review);
  }
  if (reviews.length === 0)
    throw new LayoutChanged('No entry of the feed could be read', {
      details: { url: page.url, entries: entries.length },
    });
  return { reviews: withOwnIds(reviews), next: nextOf(root, doc, page), skipped, window: true };
}

/** The first element of the document. Warnings that a broken server prints before it are text and do no harm. */
function rootOf(doc: Doc): Element | undefined {
  const first = elements(doc.root().contents().get())[0];
  return first && ROOTS.has(localName(first)) ? first : undefined;
}

/** RSS keeps items in its channel, RDF beside it; feeds that open several channels occur. */
function entriesOf(root: Element): readonly Element[] {
  const top = elements(root.children);
  const inside = top
    .filter((element) => localName(element) === 'channel')
    .flatMap((channel) => elements(channel.children));
  return [...inside, ...top].filter((element) => localName(element) === 'item' || localName(element) === 'entry');
}

/** What entries are made of, and what else in a feed has a title and a link of its own. */
const ENTRY_PARTS = new Set(
  'title link description guid id pubdate published updated summary content encoded date creator author'.split(' '),
);
const NO_ENTRIES = new Set('channel image textinput items author contributor owner'.split(' '));
/** Entries lie at most this deep in any feed: root, channel, entry. */
const ENTRY_DEPTH = 3;

/** Beside a feed's own head there are elements made like entries, or their parts lie about without them: it is not empty. */
function hidesEntries(element: Element, depth = 1): boolean {
  const children = elements(element.children);
  const parts = children.map(localName).filter((name) => ENTRY_PARTS.has(name));
  // An entry's title outside of any channel: its own tags are gone.
  if (depth === 1 && localName(element) !== 'feed' && parts.includes('title')) return true;
  const isHead = depth === 1 || NO_ENTRIES.has(localName(element));
  if (!isHead && new Set(parts).size >= 2) return true;
  if (parts.filter((name) => name === 'title').length > 1) return true;
  return depth < ENTRY_DEPTH && children.some((child) => hidesEntries(child, depth + 1));
}

function elements(nodes: readonly AnyNode[]): readonly Element[] {
  return nodes.filter((node): node is Element => node.type === 'tag');
}

function localName(element: Element): string {
  return element.name.slice(element.name.indexOf(':') + 1).toLowerCase();
}

function isWhole(body: string, root: Element): boolean {
  return body.slice(-2000).includes(`</${root.name}`) || (root.children.length === 0 && body.trimEnd().endsWith('/>'));
}

/** RFC 5005: a feed in pages names the next one. */
function nextOf(root: Element, doc: Doc, page: Page): PageRequest | undefined {
  const channel = elements(root.children).find((element) => localName(element) === 'channel') ?? root;
  const links = childrenOf(channel, 'atom:link', 'atom10:link', 'link').filter(
    (link) => link.attribs['rel'] === 'next',
  );
  const url = links[0] ? linkOf(links[0], { doc, page }) : null;
  const present = new URL(page.url);
  return url !== null && new URL(url).host === present.host && url !== present.href ? { url } : undefined;
}

/** An id that stands on several entries is no identity: their own address is, where it differs. */
function withOwnIds(reviews: readonly RawReview[]): readonly RawReview[] {
  const times = (ids: readonly (string | null)[]) => {
    const counts = new Map<string | null, number>();
    for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
    return counts;
  };
  const ids = times(reviews.map((review) => review.externalId));
  const urls = times(reviews.map((review) => review.url));
  return reviews.map((review) =>
    (ids.get(review.externalId) ?? 0) < 2
      ? review
      : { ...review, externalId: urls.get(review.url) === 1 ? review.url : null },
  );
}

function notAFeed(page: Page): string {
  if (!/<html[\s>]/i.test(page.body.slice(0, 5000))) return 'The answer is not a feed';
  const doc = loadHtml(page);
  const link = doc('link[type="application/rss+xml"], link[type="application/atom+xml"]').first();
  const address = absoluteUrl(attrOf(link, 'href'), page, doc);
  return address === null ? 'The page is not a feed' : `The page is not a feed; it says that its feed is at ${address}`;
}
