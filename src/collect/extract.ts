import * as cheerio from 'cheerio/slim';
import type { AnyNode, Element } from 'domhandler';
import { LayoutChanged } from '../errors.ts';
import { nestsDeeperThan } from './nesting.ts';
import type { Page } from './page.ts';

export type { AnyNode, Element } from 'domhandler';
/* What scrapers need to read a page. The only file that loads HTML; the parts without HTML are re-exported from here. */
export { type BlockSign, isBlockedPage, refuseBlocked } from './blocked.ts';
export { emptyReview, type NoReview, notAReview, readCards, unreadable } from './cards.ts';
export { type DateContext, type ParsedDate, parseDate, parseUnix } from './dates.ts';
export { balancedJson, parseJson } from './json.ts';
export { parseCount, parseNumber } from './numbers.ts';
export type { Page, PageRequest } from './page.ts';
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
  refuseDeep(page, xml);
  return load(page.body, xml);
}

/** Each selector takes time quadratic in the number of nodes without a parent; real pages have a handful. */
const MAX_ROOTS = 2000;

function load(markup: string, xml: boolean): Doc {
  const options = { xml: { xmlMode: xml, decodeEntities: true } };
  const doc = cheerio.load(markup, options);
  return doc.root().contents().length > MAX_ROOTS ? cheerio.load(`<html>${markup}`, options) : doc;
}

/** Whether a selector typed by a person can be used. */
export function isSelector(selector: string): boolean {
  if (selector.includes('<')) return false;
  try {
    load('<p></p>', false).root().find(selector);
    return true;
  } catch {
    return false;
  }
}

/** For pages whose state is read without their HTML: the same limit as `loadHtml`. Throws `LayoutChanged`. */
export function refuseDeep(page: Page, xml = false): void {
  if (!nestsDeeperThan(page.body, MAX_DEPTH, xml)) return;
  throw new LayoutChanged('The page is nested too deeply', { details: { url: page.url, maxDepth: MAX_DEPTH } });
}

/** A fragment of HTML inside a JSON or feed field, by the same rules as a page. */
export function loadFragment(html: string): Doc {
  if (nestsDeeperThan(html, MAX_DEPTH)) throw new LayoutChanged('A text is nested too deeply');
  return load(html, false);
}

const SIMPLE_CLASS = /^\.([A-Za-z_][\w-]*)$/;

/** The first element inside a card that a selector finds, null where it finds none. A class alone is sought without the machinery of selectors. */
export function firstIn(card: Element, selector: string, doc: Doc): Element | null {
  const name = SIMPLE_CLASS.exec(selector)?.[1];
  if (name !== undefined) return firstWithClass(card, name);
  const found = doc(card).find(selector).get(0);
  return found !== undefined && 'attribs' in found ? found : null;
}

/** Recursion is safe: `loadHtml` refuses pages deeper than 512. */
function firstWithClass(parent: Element, name: string): Element | null {
  for (const child of parent.children) {
    if (!('attribs' in child)) continue;
    const names = child.attribs['class'];
    if (names?.includes(name) && names.split(/\s+/).includes(name)) return child;
    const inner = firstWithClass(child, name);
    if (inner !== null) return inner;
  }
  return null;
}

const DROPPED = new Set(['script', 'style', 'noscript', 'template', 'svg', 'head', 'iframe', 'object']);
const BLOCKS = new Set(
  (
    'address article aside blockquote center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 ' +
    'h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody tfoot thead tr ul'
  ).split(' '),
);
/** Pictures that stand for an emoji carry it in `alt`. */
const EMOJI =
  /^(?=.{0,40}[\p{Extended_Pictographic}\p{Regional_Indicator}])[\p{Extended_Pictographic}\p{Emoji_Component}]{1,20}$/u;

/**
 * The text a person sees in the first matched node: block elements and `<br>` become newlines, other whitespace is
 * collapsed, scripts and styles are dropped, emoji pictures give their `alt`. `''` for an empty node, null for no node.
 * `without`: selector of descendants to leave out (labels, buttons, quotes).
 */
export function textOf(node: Node, without?: string): string | null {
  const root = node.get(0);
  if (root === undefined) return null;
  const left =
    without === undefined
      ? undefined
      : new Set<AnyNode>((node as cheerio.Cheerio<AnyNode>).first().find(without).get());
  const out: string[] = [];
  appendText(root, { out, left, pre: false });
  return collapse(out.join(''));
}

interface Walk {
  readonly out: string[];
  readonly left: ReadonlySet<AnyNode> | undefined;
  readonly pre: boolean;
}

/** Recursion is safe: `loadHtml` refuses pages deeper than 512. */
function appendText(node: AnyNode, walk: Walk): void {
  if (walk.left?.has(node)) return;
  if (node.type === 'text') {
    walk.out.push(walk.pre ? node.data.replaceAll(/\r?\n/g, '\u0001') : node.data.replaceAll('\u0001', ' '));
    return;
  }
  if (!('children' in node)) return;
  if (!('name' in node)) {
    for (const child of node.children) appendText(child, walk);
    return;
  }
  if (DROPPED.has(node.name)) return;
  if (node.name === 'br') walk.out.push('\u0001');
  else if (node.name === 'img') walk.out.push(emojiOf(node));
  const block = BLOCKS.has(node.name);
  if (block) walk.out.push('\u0002');
  const inner = node.name === 'pre' ? { ...walk, pre: true } : walk;
  for (const child of node.children) appendText(child, inner);
  if (block) walk.out.push('\u0002');
  else if (node.name === 'td' || node.name === 'th') walk.out.push(' ');
}

function emojiOf(image: Element): string {
  const alt = image.attribs['alt'] ?? '';
  return EMOJI.test(alt) ? alt : '';
}

/** What there is to collapse or to mend: white space but single spaces, a mark of a break, NUL, half a pair. */
const UNEVEN = /[^\S ]| {2}|[\u0000-\u0002\ud800-\udfff]/;
const EDGES = /^\u0002+|\u0002+$/g;

/** U+0001 is a line break that counts (`<br>`), U+0002 a block's edge: several in a row are one break. */
function collapse(raw: string): string {
  // Most fields are one line; ten passes over them would change nothing.
  const inner = raw.replaceAll(EDGES, '');
  if (!UNEVEN.test(inner)) return inner.trim();
  return wellFormed(raw.replaceAll(/[^\S\u0001\u0002]+/gu, ' '))
    .replaceAll(/ ?(?:\u0002 ?)+/g, '\u0002')
    .replaceAll(/\u0002?\u0001 ?\u0002?/g, '\n')
    .replaceAll('\u0002', '\n')
    .replaceAll(/ *\n */g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

function wellFormed(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\ufffd');
}

/** A text field that comes as plain text (JSON): one kind of line end, NUL and lone surrogates replaced, ends trimmed. */
export function cleanText(text: string): string {
  return wellFormed(text).replaceAll(/\r\n?/g, '\n').trim();
}

/** The text of a piece of HTML in a JSON or feed field, as `textOf` gives it. */
export function textOfHtml(html: string): string {
  return textOf(loadFragment(html).root() as Node) ?? '';
}

/** An attribute of the first matched node, trimmed; null when the node or the attribute is missing or empty. */
export function attrOf(node: Node, name: string): string | null {
  const value = (node as cheerio.Cheerio<AnyNode>).attr(name)?.trim();
  return value ? wellFormed(value) : null;
}

/** `''` becomes null: a field that is there but says nothing. */
export function orNull(text: string | null | undefined): string | null {
  return text ? text : null;
}

/**
 * The absolute http(s) address of a link on the page, `<base href>` respected. Null for an empty or broken link and for
 * other schemes (`javascript:`, `data:`, `mailto:`).
 */
export function absoluteUrl(href: string | null | undefined, page: Page, doc?: Doc): string | null {
  const trimmed = href?.trim();
  if (!trimmed) return null;
  const url = URL.parse(trimmed, doc ? baseOf(doc, page) : page.url);
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url.href : null;
}

/** Looking for `<base>` walks the whole page: once a page is enough. */
const bases = new WeakMap<Doc, string>();

function baseOf(doc: Doc, page: Page): string {
  let base = bases.get(doc);
  if (base === undefined) {
    base = URL.parse(doc('base[href]').attr('href') ?? '', page.url)?.href ?? page.url;
    bases.set(doc, base);
  }
  return base;
}
