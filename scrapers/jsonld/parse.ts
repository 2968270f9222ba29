import { type Doc, loadHtml, refuseBlocked } from '../../src/collect/extract.ts';
import { nextLink } from '../../src/collect/next-link.ts';
import type { Page } from '../../src/collect/page.ts';
import type { PageOptions } from '../../src/collect/page-options.ts';
import { readSchemaPage } from '../../src/collect/schema-org/index.ts';
import type { ParseResult } from '../../src/collect/scraper.ts';
import { readBlock } from './repair.ts';

/** All schema.org reviews in the page's `application/ld+json` scripts; a script that is beyond repair is reported, the others count. */
export function parse(page: Page, options: PageOptions): ParseResult {
  refuseBlocked(page);
  const doc = loadHtml(page, { markers: ['ld+json', 'LD+JSON'] });
  const blocks = jsonBlocks(doc);
  const read = blocks.filter((block) => block !== undefined);
  return readSchemaPage({
    page,
    blocks: read,
    unread: blocks.length - read.length,
    next: nextLink(doc, page),
    timeZone: options.timeZone,
  });
}

/** Real pages have fewer than 50; the rest of a flood is reported as unreadable. */
const MAX_BLOCKS = 500;

/** In the order of the page; undefined for an unreadable one. Empty scripts are left out. */
function jsonBlocks(doc: Doc): readonly unknown[] {
  return doc('script[type]')
    .get()
    .filter((script) => /^\s*application\/ld\+json\b/i.test(script.attribs['type'] ?? ''))
    .map((script) => script.children.map((child) => ('data' in child ? child.data : '')).join(''))
    .filter((text) => text.trim() !== '')
    .map((text, index) => (index < MAX_BLOCKS ? readBlock(text) : undefined));
}
