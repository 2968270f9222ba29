import { certainDate } from '../../src/collect/certain-date.ts';
import {
  type AnyNode,
  absoluteUrl,
  cleanText,
  type Doc,
  type Element,
  orNull,
  parseCount,
} from '../../src/collect/extract.ts';
import { textOfField } from '../../src/collect/field-text.ts';
import type { Page } from '../../src/collect/page.ts';
import type { RawReview } from '../../src/collect/scraper.ts';

export interface EntryContext {
  readonly doc: Doc;
  readonly page: Page;
  readonly timeZone?: string;
}

/** One `item` or `entry`; of each field the names that feeds use for it, the best first. */
export function readEntry(entry: Element, context: EntryContext): RawReview {
  const url = addressOf(entry, context);
  const published = dateOf(
    entry,
    [
      'pubdate',
      'dc:date',
      'published',
      'issued',
      'dcterms:created',
      'dc:created',
      'date',
      'updated',
      'modified',
      'a10:updated',
    ],
    context,
  );
  const updated = dateOf(entry, ['updated', 'atom:updated', 'dcterms:modified', 'modified'], context);
  const rating = ratingOf(entry);
  return {
    externalId: orNull(rawOf(entry, 'guid', 'id', 'atom:id')) ?? url,
    author: authorOf(entry),
    rating,
    ratingScale: rating === null ? null : 5,
    title: fieldOf(entry, ['title', 'dc:title'], context),
    text: fieldOf(
      entry,
      [
        'content:encoded',
        'encoded',
        'content',
        'atom:content',
        'description',
        'summary',
        'atom:summary',
        'dc:description',
        'media:description',
      ],
      context,
    ),
    pros: null,
    cons: null,
    publishedAt: published.at,
    publishedOn: published.on,
    editedAt: updated.at !== published.at ? updated.at : null,
    url,
    likes: parseCount(rawOf(entry, 'im:votesum')),
    replyText: null,
    verified: null,
  };
}

/** Child elements of one of the names, in the order of the names. The entry's own prefix (`<atom:entry>`) is left out of the comparison. */
export function childrenOf(element: Element, ...names: readonly string[]): readonly Element[] {
  const prefix = element.name.includes(':') ? element.name.slice(0, element.name.indexOf(':') + 1).toLowerCase() : null;
  const children = element.children.filter((node): node is Element => node.type === 'tag');
  return names.flatMap((name) =>
    children.filter((child) => {
      const own = child.name.toLowerCase();
      return own === name || (prefix !== null && own === prefix + name);
    }),
  );
}

/** The absolute address of a link element: `href`, else its text, against the nearest `xml:base`. */
export function linkOf(link: Element, { page }: EntryContext): string | null {
  const printed = link.attribs['href'] ?? dataOf(link);
  return absoluteUrl(printed, { ...page, url: baseOf(link, page.url) });
}

function baseOf(element: Element, pageUrl: string): string {
  const bases: string[] = [];
  for (let node: AnyNode | null = element; node !== null; node = node.parent) {
    if ('attribs' in node && node.attribs['xml:base']) bases.unshift(node.attribs['xml:base']);
  }
  return bases.reduce((base, next) => URL.parse(next, base)?.href ?? base, pageUrl);
}

/** The page of the entry: a link without `rel` or the alternate one, HTML first; else a guid that is an address. */
function addressOf(entry: Element, context: EntryContext): string | null {
  const links = childrenOf(entry, 'link', 'atom:link', 'atom10:link', 'a10:link').filter(({ attribs }) =>
    /^(?:alternate)?$/.test(attribs['rel'] ?? ''),
  );
  const html = links.filter(({ attribs }) => (attribs['type'] ?? 'text/html').includes('html'));
  for (const link of [...html, ...links]) {
    const url = linkOf(link, context);
    if (url !== null) return url;
  }
  const [guid] = childrenOf(entry, 'guid');
  const isAddress = guid && guid.attribs['isPermaLink'] !== 'false' && /^https?:\/\//i.test(dataOf(guid).trim());
  return isAddress
    ? absoluteUrl(dataOf(guid), context.page)
    : absoluteUrl(orNull(entry.attribs['rdf:about']), context.page);
}

/** `dc:creator`, Atom's `author/name`, or RSS's `mail@example.org (Name)`. The feed's own author is not the entry's. */
function authorOf(entry: Element): string | null {
  for (const name of ['dc:creator', 'author', 'atom:author', 'itunes:author', 'contributor']) {
    const names = childrenOf(entry, name)
      .slice(0, 20)
      .map(personOf)
      .filter((person) => person !== '');
    if (names.length > 0) return [...new Set(names)].join(', ');
  }
  return null;
}

function personOf(element: Element): string {
  const [name] = childrenOf(element, 'name', 'atom:name');
  if (name) return textOfField(dataOf(name));
  if (element.children.some((child) => child.type === 'tag')) return '';
  const printed = textOfField(dataOf(element));
  return /^\S{1,200}@\S{1,200}\s\(([^()]{1,200})\)$/.exec(printed)?.[1]?.trim() ?? printed;
}

/** Apple's customer reviews are Atom entries with stars. */
function ratingOf(entry: Element): number | null {
  const stars = Number.parseFloat(rawOf(entry, 'im:rating') ?? '');
  return stars >= 1 && stars <= 5 ? stars : null;
}

/** The first of the named fields that says something, as plain text. */
function fieldOf(entry: Element, names: readonly string[], { doc }: EntryContext): string | null {
  for (const child of childrenOf(entry, ...names)) {
    const nested = child.children.some((node) => node.type === 'tag');
    // Atom's xhtml, and RSS whose author forgot to escape his HTML.
    const text = textOfField(nested ? (doc(child).html() ?? '') : dataOf(child));
    if (text !== '') return text;
  }
  return null;
}

function rawOf(entry: Element, ...names: readonly string[]): string | null {
  const found = childrenOf(entry, ...names).map((child) => cleanText(dataOf(child)));
  return found.find((text) => text !== '') ?? null;
}

/** Text and CDATA as they stand, white space too. */
function dataOf(element: Element): string {
  return element.children
    .map((child) =>
      'data' in child && child.type === 'text'
        ? child.data
        : child.type === 'cdata'
          ? child.children.map((part) => ('data' in part ? part.data : '')).join('')
          : '',
    )
    .join('');
}

function dateOf(
  entry: Element,
  names: readonly string[],
  { page, timeZone }: EntryContext,
): { at: string | null; on: string | null } {
  for (const name of names) {
    const date = certainDate(rawOf(entry, name), { fetchedAt: page.fetchedAt, timeZone });
    if (date !== null) return { at: date.at, on: date.on };
  }
  return { at: null, on: null };
}
