import {
  ALLOWED,
  FLAG_FIELDS,
  type FlagField,
  LIST_FIELDS,
  type ListField,
  PERIODS,
  type Period,
  VALUE_FIELDS,
  VALUES,
  type ValueField,
} from './filter-fields.ts';

/** Which items the feed shows, as the address of the page says it. The names of the parameters are those of the API, so a link reads like a call. */

export interface FeedFilter {
  readonly q: string;
  readonly lists: Readonly<Partial<Record<ListField, readonly string[]>>>;
  readonly flags: Readonly<Partial<Record<FlagField, boolean>>>;
  readonly values: Readonly<Partial<Record<ValueField, string>>>;
  /** A moving window that ends today; excludes `from` and `to`. */
  readonly period: Period | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly allCopies: boolean;
  readonly oldestFirst: boolean;
}

export const EMPTY_FILTER: FeedFilter = {
  q: '',
  lists: {},
  flags: {},
  values: {},
  period: null,
  from: null,
  to: null,
  allCopies: false,
  oldestFirst: false,
};

/** What the feed shows first: what nobody has decided on yet. */
export const OPEN_FILTER: FeedFilter = { ...EMPTY_FILTER, flags: { open: true } };

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Written where an address without any condition would mean the default view. */
const ANY = 'any';

/** Reads the query of the page's address; what it does not know is left out. */
export function parseFilter(params: URLSearchParams): FeedFilter {
  const lists: Partial<Record<ListField, readonly string[]>> = {};
  for (const field of LIST_FIELDS) {
    const values = [...new Set(params.getAll(field))].filter((value) => (ALLOWED[field] ?? /./).test(value));
    if (values.length > 0) lists[field] = values;
  }
  const flags: Partial<Record<FlagField, boolean>> = {};
  for (const field of FLAG_FIELDS) {
    const value = params.get(field);
    if (value === 'true' || value === 'false') flags[field] = value === 'true';
  }
  const values: Partial<Record<ValueField, string>> = {};
  for (const field of VALUE_FIELDS) {
    const value = params.get(field);
    if (value !== null && VALUES[field].test(value)) values[field] = value;
  }
  const period = params.get('period');
  const hasPeriod = period !== null && Object.hasOwn(PERIODS, period);
  const filter = {
    q: (params.get('q') ?? '').slice(0, 500),
    lists,
    flags,
    values,
    period: hasPeriod ? (period as Period) : null,
    from: hasPeriod ? null : dayOf(params.get('published_from')),
    to: hasPeriod ? null : dayOf(params.get('published_to')),
    allCopies: params.get('copies') === 'all',
    oldestFirst: params.get('sort') === 'published',
  };
  // A link with conditions means exactly these; the bare address is the default view.
  return params.get('open') === ANY || isFiltered(filter) ? filter : { ...filter, flags: OPEN_FILTER.flags };
}

function dayOf(value: string | null): string | null {
  return value !== null && DAY.test(value) && !Number.isNaN(Date.parse(value)) ? value : null;
}

/** The filter as parameters of the page's address; none at all for the default view. */
export function writeFilter(filter: FeedFilter): URLSearchParams {
  const params = explicit(filter);
  if (params.size === 0) params.set('open', ANY);
  else if (params.size === 1 && filter.flags.open === true) params.delete('open');
  if (filter.oldestFirst) params.set('sort', 'published');
  return params;
}

/** The filter in full, as a saved view keeps it: nothing is left to a default. */
export function viewQuery(filter: FeedFilter): string {
  const params = explicit(filter);
  if (filter.oldestFirst) params.set('sort', 'published');
  return params.toString();
}

/** The saved query of a view as it stands in the address. */
export function filterOfView(query: string): FeedFilter {
  const params = new URLSearchParams(query);
  if (!params.has('open')) params.set('open', ANY);
  return parseFilter(params);
}

function explicit(filter: FeedFilter): URLSearchParams {
  const params = conditions(filter);
  if (filter.period) params.set('period', filter.period);
  if (filter.from) params.set('published_from', filter.from);
  if (filter.to) params.set('published_to', filter.to);
  return params;
}

/** The filter as parameters of the API, without order. `today` is the day `YYYY-MM-DD` in the brand's zone. */
export function apiFilter(filter: FeedFilter, options: { readonly brand: string; readonly today: string }): string {
  const params = conditions(filter);
  params.set('brand', options.brand);
  const { from, to } = periodOf(filter, options.today);
  if (from) params.set('published_from', from);
  if (to) params.set('published_to', to);
  return params.toString();
}

/** First and last day of the filter, null where it is open. */
export function periodOf(filter: FeedFilter, today: string): { from: string | null; to: string | null } {
  if (filter.period) return { from: addDays(today, 1 - PERIODS[filter.period]), to: today };
  return { from: filter.from, to: filter.to };
}

function conditions(filter: FeedFilter): URLSearchParams {
  const params = new URLSearchParams();
  const q = filter.q.trim();
  if (q !== '') params.set('q', q);
  for (const field of LIST_FIELDS) for (const value of filter.lists[field] ?? []) params.append(field, value);
  for (const field of FLAG_FIELDS) {
    const value = filter.flags[field];
    if (value !== undefined) params.set(field, String(value));
  }
  for (const field of VALUE_FIELDS) {
    const value = filter.values[field];
    if (value !== undefined) params.set(field, value);
  }
  if (filter.allCopies) params.set('copies', 'all');
  return params;
}

/** `YYYY-MM-DD` moved by whole days; days have no zone here. */
export function addDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

export function withList(filter: FeedFilter, field: ListField, values: readonly string[]): FeedFilter {
  const { [field]: _old, ...others } = filter.lists;
  return { ...filter, lists: values.length > 0 ? { ...others, [field]: values } : others };
}

export function toggled(filter: FeedFilter, field: ListField, value: string): FeedFilter {
  const old = filter.lists[field] ?? [];
  return withList(filter, field, old.includes(value) ? old.filter((one) => one !== value) : [...old, value]);
}

export function withFlag(filter: FeedFilter, field: FlagField, value: boolean | undefined): FeedFilter {
  const { [field]: _old, ...others } = filter.flags;
  return { ...filter, flags: value === undefined ? others : { ...others, [field]: value } };
}

export function withDays(filter: FeedFilter, from: string | null, to: string | null): FeedFilter {
  return { ...filter, period: null, from, to };
}

export function withoutValue(filter: FeedFilter, field: ValueField): FeedFilter {
  const { [field]: _old, ...values } = filter.values;
  return { ...filter, values };
}

/** Narrowed by anything. */
export function isFiltered(filter: FeedFilter): boolean {
  return explicit(filter).size > 0;
}

/** Narrowed by anything but what is decided and what not. */
export function isNarrowed(filter: FeedFilter): boolean {
  return isFiltered(withFlag(filter, 'open', undefined));
}

/** Without any condition, in the same order and of the same kind: open, decided or all. */
export function cleared(filter: FeedFilter): FeedFilter {
  return withFlag({ ...EMPTY_FILTER, oldestFirst: filter.oldestFirst }, 'open', filter.flags.open);
}
