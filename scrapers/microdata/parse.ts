import { loadHtml, refuseBlocked } from '../../src/collect/extract.ts';
import { nextLink } from '../../src/collect/next-link.ts';
import type { Page } from '../../src/collect/page.ts';
import type { PageOptions } from '../../src/collect/page-options.ts';
import { readSchemaPage } from '../../src/collect/schema-org/index.ts';
import type { ParseResult } from '../../src/collect/scraper.ts';
import { hreviews } from './hreview.ts';
import { microdataScopes, rdfaScopes } from './scopes.ts';

/** What every page of these kinds has somewhere: microdata, RDFa, hReview. */
const MARKERS = ['itemprop', 'itemtype', 'typeof=', 'hreview', 'h-review'];

/** All reviews that are marked up in the page's HTML. A page that says them in two dialects gives them once. */
export function parse(page: Page, options: PageOptions): ParseResult {
  refuseBlocked(page);
  const doc = loadHtml(page, { markers: MARKERS });
  // Class names that look like hReview often stand beside real markup of the same review.
  const marked = doc('[itemtype$="Review"], [typeof$="Review"]').length > 0;
  return readSchemaPage({
    page,
    blocks: [microdataScopes(doc, page), rdfaScopes(doc, page), marked ? [] : hreviews(doc)],
    unread: 0,
    next: nextLink(doc, page),
    timeZone: options.timeZone,
  });
}
