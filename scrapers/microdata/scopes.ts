import { type AnyNode, absoluteUrl, attrOf, type Doc, type Element, textOf } from '../../src/collect/extract.ts';
import type { Page } from '../../src/collect/page.ts';
import { LayoutChanged } from '../../src/errors.ts';

type Scope = Record<string, unknown>;

/** How one dialect says "a thing begins here" and "this is its property". */
interface Dialect {
  isScope(element: Element): boolean;
  typesOf(element: Element): string;
  propertiesOf(element: Element): readonly string[];
}

const MICRODATA: Dialect = {
  isScope: ({ attribs }) => attribs['itemscope'] !== undefined || attribs['itemtype'] !== undefined,
  typesOf: ({ attribs }) => attribs['itemtype'] ?? '',
  propertiesOf: ({ attribs }) => words(attribs['itemprop']),
};

/** RDFa Lite, and of the older RDFa the prefixed `rel` (`<span rel="v:rating"><span typeof="v:Rating">`). */
const RDFA: Dialect = {
  isScope: ({ attribs }) => attribs['typeof'] !== undefined,
  typesOf: ({ attribs }) => attribs['typeof'] ?? '',
  propertiesOf: ({ attribs }) => [
    ...words(attribs['property']),
    ...words(attribs['rel']).filter((name) => name.includes(':')),
  ],
};

/** Text taken from a page in all; nested properties repeat it, hostile ones without end. */
const MAX_CHARACTERS = 8_000_000;
/** Lists of words in an attribute longer than this are noise. */
const MAX_WORDS = 20;

export function microdataScopes(doc: Doc, page: Page): readonly Scope[] {
  return new ScopeReader(doc, page, MICRODATA).read();
}

export function rdfaScopes(doc: Doc, page: Page): readonly Scope[] {
  return new ScopeReader(doc, page, RDFA).read();
}

/**
 * Turns marked-up elements into the objects that JSON-LD would have: a property belongs to the nearest scope around it, a
 * scope with a property is a value, one without is a thing of its own. Recursion is safe: pages nest less than 512 deep.
 */
class ScopeReader {
  readonly #doc: Doc;
  readonly #page: Page;
  readonly #dialect: Dialect;
  readonly #roots: Scope[] = [];
  /** Elements that an `itemref` has brought into a scope: read once. */
  readonly #taken = new Set<Element>();
  readonly #referenced: ReadonlyMap<string, Element>;
  #left = MAX_CHARACTERS;

  constructor(doc: Doc, page: Page, dialect: Dialect) {
    this.#doc = doc;
    this.#page = page;
    this.#dialect = dialect;
    const wanted = new Set(
      doc('[itemref]')
        .get()
        .flatMap((element) => words(element.attribs['itemref'])),
    );
    const found = wanted.size === 0 ? [] : doc('[id]').get();
    this.#referenced = new Map(
      found
        .filter(({ attribs }) => wanted.has(attribs['id'] ?? ''))
        .map((element) => [element.attribs['id']!, element]),
    );
  }

  read(): readonly Scope[] {
    for (const node of this.#doc.root().contents().get()) this.#visit(node, null, []);
    return this.#roots;
  }

  /** `pending`: properties named by an element around, whose value is the scope that comes (older RDFa). */
  #visit(node: AnyNode, scope: Scope | null, pending: readonly string[]): void {
    if (!('attribs' in node) || this.#taken.has(node)) return;
    const own = this.#dialect.propertiesOf(node);
    if (this.#dialect.isScope(node)) {
      const inner: Scope = { '@type': this.#dialect.typesOf(node) };
      const id = node.attribs['itemid'];
      if (id) inner['@id'] = id;
      const names = own.length > 0 ? own : pending;
      if (scope !== null && names.length > 0) for (const name of names) add(scope, name, inner);
      // A review inside a product that forgot to say so is about this product all the same.
      else if (scope !== null && /Review$/.test(String(inner['@type']))) add(scope, 'review', inner);
      else this.#roots.push(inner);
      this.#refer(node, inner);
      for (const child of node.children) this.#visit(child, inner, []);
      return;
    }
    if (scope !== null) for (const name of own) add(scope, name, this.#valueOf(node));
    for (const child of node.children) this.#visit(child, scope, own.length > 0 ? own : pending);
  }

  #refer(node: Element, scope: Scope): void {
    for (const id of words(node.attribs['itemref'])) {
      const element = this.#referenced.get(id);
      if (!element || this.#taken.has(element)) continue;
      this.#visit(element, scope, []);
      this.#taken.add(element);
    }
  }

  /** `content` on any element, then machine-readable times, then addresses with the text they show, else the text. */
  #valueOf(element: Element): unknown {
    const { attribs, name } = element;
    if (attribs['content']) return attribs['content'];
    if (attribs['datetime']) return attribs['datetime'];
    if ((name === 'data' || name === 'meter' || name === 'input') && attribs['value']) return attribs['value'];
    if (name === 'abbr' && /^\d/.test(attribs['title'] ?? '')) return attribs['title'];
    const node = this.#doc(element);
    const text = name === 'img' ? (attrOf(node, 'alt') ?? '') : this.#textOf(element);
    const address = absoluteUrl(attribs['href'] ?? attribs['src'], this.#page, this.#doc);
    if (address === null) return text;
    return text === '' ? address : { '@id': address, name: text };
  }

  #textOf(element: Element): string {
    const text = textOf(this.#doc(element)) ?? '';
    this.#left -= text.length;
    if (this.#left < 0) throw new LayoutChanged('The properties of the page repeat its text too often');
    return text;
  }
}

function add(scope: Scope, name: string, value: unknown): void {
  const present = scope[name];
  if (present === undefined) scope[name] = value;
  else if (Array.isArray(present)) present.push(value);
  else scope[name] = [present, value];
}

function words(attribute: string | undefined): readonly string[] {
  return (attribute ?? '').slice(0, 2000).split(/\s+/).filter(Boolean).slice(0, MAX_WORDS);
}
