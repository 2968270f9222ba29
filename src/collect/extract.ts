import * as cheerio from 'cheerio';
import type { AnyNode, Element } from 'domhandler';
import { LayoutChanged } from '../errors.ts';
import type { Page } from './page.ts';

export type Doc = cheerio.CheerioAPI;
export type Node = cheerio.Cheerio<Element> | cheerio.Cheerio<AnyNode>;

/** Deeper nesting takes htmlparser2's users minutes and overflows the stack; real pages stay under 100. */
const MAX_DEPTH = 512;

/**
 * The only place that loads HTML. `markers`: at least one of these strings must be in the body, else `LayoutChanged`
 * before any parsing. XML mode is for feeds. Throws `LayoutChanged` for nesting deeper than 512.
 */
export function loadHtml(page: Page, options: { markers?: readonly string[]; xml?: boolean } = {}): Doc {
  const { markers = [], xml = false } = options;
  if (markers.length > 0 && !markers.some((marker) => page.body.includes(marker))) {
    throw new LayoutChanged('The page shows none of the known markers', { details: { url: page.url, markers } });
  }
  if (deepestNesting(page.body) > MAX_DEPTH) {
    throw new LayoutChanged('The page is nested too deeply', { details: { url: page.url, maxDepth: MAX_DEPTH } });
  }
  return cheerio.load(
    page.body,
    xml ? { xml: { xmlMode: true, decodeEntities: true } } : { xml: { xmlMode: false, decodeEntities: true } },
  );
}

const VOID = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'param',
  'source',
  'track',
  'wbr',
]);

/** Upper bound of the nesting depth in one linear pass: open tags minus close tags, void and self-closed ones left out. */
function deepestNesting(html: string): number {
  let depth = 0;
  let deepest = 0;
  for (const match of html.matchAll(/<(\/?)([a-zA-Z][a-zA-Z0-9:-]*)(?:[^<>]*?)(\/?)>/g)) {
    if (match[1]) depth = Math.max(0, depth - 1);
    else if (!match[3] && !VOID.has(match[2]!.toLowerCase())) deepest = Math.max(deepest, ++depth);
  }
  return deepest;
}
