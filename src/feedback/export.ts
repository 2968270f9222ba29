import { stringify } from 'csv-stringify/sync';
import type { Item } from '../domain/item.ts';

const COLUMNS = [
  'key',
  'brand',
  'source',
  'channel',
  'published',
  'precision',
  'collected',
  'author',
  'stars',
  'title',
  'text',
  'pros',
  'cons',
  'language',
  'sentiment',
  'score',
  'confidence',
  'unsure',
  'corrected',
  'kind',
  'themes',
  'why',
  'verified',
  'likes',
  'reply',
  'url',
  'tags',
  'edited',
  'vanished',
  'copy_of',
  'touchpoint',
  'location',
  'metric',
  'metric_value',
  'metric_min',
  'metric_max',
  'metric_direction',
  'metric_question',
  'metric_prompt',
  'answer',
  'answer_reason',
  'answer_by',
  'answer_at',
  'work',
  'work_reason',
  'work_by',
  'work_at',
  'done_by',
  'done_at',
] as const;

/** Excel of Russian and Dutch Windows opens `;` files by a double click, and takes UTF-8 only with the mark. */
export const CSV_BOM = '\ufeff';
const FORMAT = {
  delimiter: ';',
  record_delimiter: '\r\n',
  escape_formulas: true,
  // A lone line feed ends a row for Excel too: unquoted, the second line of a text could begin a formula.
  quoted_match: /[\r\n]/,
} as const;

export function csvHeader(): string {
  return CSV_BOM + stringify([[...COLUMNS]], FORMAT);
}

/** One line. Cells that Excel would run as a formula (`=`, `+`, `-`, `@`, tab) get a leading apostrophe; numbers stay numbers. */
export function toCsvRow(item: Item, options: { readonly madeUp?: boolean } = {}): string {
  const { understanding, correction } = item;
  const sentiment = understanding?.sentiment ?? null;
  const cells: (string | number | null)[] = [
    item.key,
    options.madeUp ? `${item.brand} (made-up data)` : item.brand,
    item.scraper,
    item.channel,
    item.publishedAt ?? item.publishedOn,
    item.precision,
    item.collectedAt,
    item.authorName,
    item.stars,
    item.title,
    item.text,
    item.pros,
    item.cons,
    correction?.language ?? understanding?.language ?? null,
    correction?.sentiment ?? sentiment?.label ?? null,
    sentiment?.score ?? null,
    sentiment?.confidence ?? null,
    sentiment === null ? null : String(sentiment.unsure),
    String(correction !== null),
    correction?.kind ?? understanding?.kind ?? null,
    (correction?.themes ?? understanding?.themes ?? []).map((one) => `${one.theme}:${one.sentiment}`).join(', '),
    (understanding?.why ?? []).map(({ words }) => words).join(', '),
    item.verified === null ? null : String(item.verified),
    item.likes,
    item.reply?.text ?? null,
    item.url,
    item.tags.join(', '),
    item.editedAt,
    item.vanishedAt,
    item.copyOf,
    item.touchpoint,
    item.location,
    ...metricCells(item.metric),
    ...decisionCells(item.decisions.answer),
    ...decisionCells(item.decisions.work),
    item.decisions.done?.by ?? null,
    item.decisions.done?.at ?? null,
  ];
  // NUL ends a cell in some readers; a negative number is a number, not a formula.
  const clean = cells.map((cell) => (typeof cell === 'string' ? cell.replaceAll('\0', ' ') : cell));
  return stringify([clean], {
    ...FORMAT,
    cast: { number: (value) => ({ value: String(value), escape_formulas: false }) },
  });
}

/** The score on its own scale: nobody can read 9 without knowing of how many. */
function metricCells(metric: Item['metric']): (string | number | null)[] {
  if (metric === null) return [null, null, null, null, null, null, null];
  const { kind, value, min, max, direction, question, prompt } = metric;
  return [kind, value, min, max, direction, question, prompt];
}

function decisionCells({ choice, reason, by, at }: Item['decisions']['answer']): (string | null)[] {
  return [choice, reason, by, at];
}

/** One JSON object and a line feed: the item as the API gives it. */
export function toNdjson(item: Item, options: { readonly madeUp?: boolean } = {}): string {
  return `${JSON.stringify(options.madeUp ? { ...item, madeUp: true } : item)}\n`;
}
