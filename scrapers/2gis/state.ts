import { balancedJson, parseJson } from '../../src/collect/extract.ts';
import { LayoutChanged } from '../../src/errors.ts';
import { InitialState, QueryState, ReviewPages } from './schema.ts';

/** What the page's own state says about one firm. */
export interface PageState {
  /** Review objects in the page's order; `undefined` for one that is listed but not there. */
  readonly cards: readonly unknown[];
  /** The site's counter, null when the page has none. */
  readonly total: number | null;
  readonly hasMore: boolean;
  readonly firmName: string | null;
  /** The firm itself is on the page: a page without it is the empty shell of the site. */
  readonly firmFound: boolean;
}

/** Reads both places where the list has been seen. Throws `LayoutChanged` when the page has neither state, or a broken one. */
export function readState(html: string, firm: string): PageState {
  const initial = variable(html, 'initialState');
  const queries = variable(html, '__REACT_QUERY_STATE__');
  if (initial === undefined && queries === undefined) throw new LayoutChanged('The page carries no state');
  const first = initial === undefined ? undefined : fromInitial(initial, firm);
  const second = queries === undefined ? undefined : fromQueries(queries, first?.cards.length ?? 0);
  const cards = [...(first?.cards ?? []), ...(second?.cards ?? [])];
  return {
    cards,
    total: first?.total ?? second?.total ?? null,
    hasMore: second?.hasMore ?? (first?.total ?? 0) > cards.length,
    firmName: first?.firmName ?? null,
    firmFound: (first?.firmFound ?? false) || second !== undefined,
  };
}

/** The value of `NAME = JSON.parse('...')` or `NAME = {...}` in a script; undefined where there is none. */
function variable(html: string, name: string): unknown {
  const at = html.search(new RegExp(`\\b${name}\\s{0,5}=\\s{0,5}(?:JSON\\.parse\\(\\s{0,5}['"]|[{[])`));
  if (at === -1) return undefined;
  const from = html.indexOf('=', at) + 1;
  const call = /^\s*JSON\.parse\(\s*(['"])/.exec(html.slice(from, from + 60));
  if (!call) {
    const json = balancedJson(html, from);
    return json === null ? undefined : parseJson(json, name);
  }
  const start = from + call[0].length;
  const quote = call[1]!;
  let end = html.indexOf(quote, start);
  while (end !== -1 && slashesBefore(html, end, start) % 2 === 1) end = html.indexOf(quote, end + 1);
  if (end === -1) throw new LayoutChanged(`${name} is cut off`);
  return parseJson(unescapeScript(html.slice(start, end)), name);
}

function slashesBefore(text: string, at: number, from: number): number {
  let count = 0;
  while (at - count - 1 >= from && text.charCodeAt(at - count - 1) === 92) count += 1;
  return count;
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  0: '\0',
  '\n': '',
};

/** The text of a JavaScript string literal without its quotes. */
function unescapeScript(literal: string): string {
  if (!literal.includes('\\')) return literal;
  return literal.replaceAll(/\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([\s\S]))/g, (_, wide, narrow, one) => {
    const code: string | undefined = wide ?? narrow;
    return code === undefined ? (ESCAPES[one] ?? one) : String.fromCharCode(Number.parseInt(code, 16));
  });
}

function fromInitial(value: unknown, firm: string): Omit<PageState, 'hasMore'> | undefined {
  const state = InitialState.safeParse(value);
  if (!state.success) return undefined;
  const { review = {}, reviewSearch = {}, entity } = state.data.data;
  const listed = Object.values(reviewSearch).flatMap((search) => search.data?.items ?? []);
  const ids = [...new Set([...listed, ...Object.keys(review)])];
  const found = entity?.profile[firm]?.data ?? undefined;
  const searched = Object.values(reviewSearch).find((search) => typeof search.data?.total === 'number');
  return {
    cards: ids.map((id) => review[id]?.data),
    total: searched?.data?.total ?? found?.reviews?.general_review_count ?? null,
    firmName: found?.name ?? null,
    firmFound: found !== undefined,
  };
}

/** A cache of another shape may hide the list: it is passed over only where the other state has given reviews. */
function fromQueries(value: unknown, found: number): Pick<PageState, 'cards' | 'total' | 'hasMore'> | undefined {
  const state = QueryState.safeParse(value);
  if (!state.success && found > 0) return undefined;
  if (!state.success) throw new LayoutChanged('The query cache of the page has another shape', { cause: state.error });
  const query = state.data.queries.find(({ queryKey }) => queryKey[0] === 'fetchEntityReviews');
  if (!query) return undefined;
  const data = ReviewPages.safeParse(query.state.data);
  if (!data.success)
    throw new LayoutChanged('The list of reviews in the page state has another shape', { cause: data.error });
  const last = data.data.pages.at(-1)!;
  return {
    cards: data.data.pages.flatMap((one) => one.items),
    total: last.total ?? null,
    hasMore: last.hasMore ?? false,
  };
}
