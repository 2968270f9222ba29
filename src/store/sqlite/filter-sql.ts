import type { ItemFilter } from '../../domain/filter.ts';
import { checkBounds, isDay, isDecidedOnly, isShownOnly, sentimentGroups } from '../rows/filter-parts.ts';
import { dayIn, dayStart, instant, instantMs, nextDay } from '../rows/times.ts';
import type { SQLInputValue } from './connection.ts';
import { themeAsked } from './theme-sql.ts';

/** One condition on `item i`, with its values in order. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

function when(sql: string, ...values: SQLInputValue[]): Condition {
  return { sql, values };
}

function anyOf(column: string, values: readonly (string | number)[] | undefined): readonly Condition[] {
  if (values === undefined || values.length === 0) return [];
  if (values.length === 1) return [when(`${column} = ?`, values[0] ?? null)];
  return [when(`${column} IN (${values.map(() => '?').join(', ')})`, ...values)];
}

function yesNo(value: boolean | undefined, yes: string, no: string): readonly Condition[] {
  return value === undefined ? [] : [when(value ? yes : no)];
}

function whose(filter: ItemFilter): readonly Condition[] {
  if (isShownOnly(filter)) return [when('i.shown = 1')];
  return [
    ...(filter.own === true ? [] : [when('i.is_own = 0')]),
    ...(filter.copies === 'all' ? [] : [when('i.copy_of IS NULL')]),
  ];
}

function sentiment(filter: ItemFilter): readonly Condition[] {
  const { groups, guess } = sentimentGroups(filter);
  return [...anyOf('i.effective_sentiment', groups ?? undefined), ...anyOf('i.label', guess)];
}

/** A day bound holds for the day that is counted; an instant bound for the instant where it is known, else for its day. */
function published(filter: ItemFilter, zone: string): readonly Condition[] {
  const bound = (value: string, sign: '>=' | '<='): Condition => {
    if (isDay(value)) return when(`i.day ${sign} ?`, value);
    const day = dayIn(instantMs(value) ?? 0, zone);
    return when(`(i.published_at ${sign} ? OR (i.published_at IS NULL AND i.day ${sign} ?))`, instant(value), day);
  };
  const { published_from: from, published_to: to } = filter;
  return [
    ...(from === undefined ? [] : [bound(from, '>=')]),
    ...(to === undefined ? [] : [bound(to, '<=')]),
    ...(from === undefined && to === undefined ? [] : [when("i.day <> ''")]),
    ...yesNo(filter.undated, "i.day = ''", "i.day <> ''"),
  ];
}

function collected(filter: ItemFilter, zone: string): readonly Condition[] {
  const { collected_from: from, collected_to: to } = filter;
  return [
    ...(from === undefined ? [] : [when('i.collected_at >= ?', isDay(from) ? dayStart(from, zone) : instant(from))]),
    ...(to === undefined
      ? []
      : [
          isDay(to)
            ? when('i.collected_at < ?', dayStart(nextDay(to), zone))
            : when('i.collected_at <= ?', instant(to)),
        ]),
  ];
}

function stars(filter: ItemFilter): readonly Condition[] {
  return [
    ...anyOf('i.star_group', filter.stars),
    ...(filter.stars_lte === undefined ? [] : [when('i.stars <= ?', filter.stars_lte)]),
    ...(filter.stars_gte === undefined ? [] : [when('i.stars >= ?', filter.stars_gte)]),
    ...yesNo(filter.has_stars, 'i.star_group > 0', 'i.star_group = 0'),
  ];
}

function tags(filter: ItemFilter): readonly Condition[] {
  if (filter.tag === undefined || filter.tag.length === 0) return [];
  const marks = filter.tag.map(() => '?').join(', ');
  return [when(`i.id IN (SELECT item_id FROM item_tag WHERE tag IN (${marks}))`, ...filter.tag)];
}

const DECIDED_AT = "max(coalesce(i.answer_at, ''), coalesce(i.work_at, ''), coalesce(i.done_at, ''))";

function loop(filter: ItemFilter, zone: string): readonly Condition[] {
  const from = filter.decided_from;
  return [
    ...(isDecidedOnly(filter) ? [when('i.decisions_version > 0')] : []),
    ...anyOf('i.answer_choice', filter.answer),
    ...anyOf('i.work_choice', filter.work),
    ...yesNo(filter.done, 'i.done_at IS NOT NULL', 'i.done_at IS NULL'),
    ...yesNo(filter.open, 'i.open = 1', 'i.open = 0'),
    ...anyOf('i.decided_by', filter.decided_by),
    ...(from === undefined ? [] : [when(`${DECIDED_AT} >= ?`, isDay(from) ? dayStart(from, zone) : instant(from))]),
  ];
}

/** The index of touchpoints leaves out what has none. */
function touchpoint({ touchpoint: names }: ItemFilter): readonly Condition[] {
  const named = names !== undefined && names.length > 0 && !names.includes('');
  return [...anyOf('i.touchpoint', names), ...(named ? [when("i.touchpoint <> ''")] : [])];
}

/** What has nothing unusual, or has not been weighed, has no level. */
function unusual({ unusual: levels = [] }: ItemFilter): readonly Condition[] {
  if (levels.length === 0) return [];
  if (!levels.includes('none')) return anyOf('i.unusual_level', levels);
  const named = levels.filter((level) => level !== 'none');
  if (named.length === 0) return [when('i.unusual_level IS NULL')];
  const [{ sql, values }] = anyOf('i.unusual_level', named) as [Condition];
  return [{ sql: `(i.unusual_level IS NULL OR ${sql})`, values }];
}

/** '' stands for rows that no target found. */
function target({ target: ids }: ItemFilter): readonly Condition[] {
  return ids?.includes('') === true ? anyOf("coalesce(i.target_id, '')", ids) : anyOf('i.target_id', ids);
}

const NO_SENTIMENT = "i.effective_sentiment IN ('pending', 'unread', 'no-opinion')";

/** Came in by a back-fill, or more than three days after it was published: as `countRows` says it. */
const LATE = `(i.backfill = 1 OR coalesce(
  coalesce(i.published_at, CASE WHEN i.day <> '' THEN i.day || 'T00:00:00.000Z' END)
    < strftime('%Y-%m-%dT%H:%M:%fZ', i.collected_at, '-3 days'), 0))`;

/** Lowest and highest mark and direction: 0-10-up. */
const SCALE = "(format('%.15g', i.metric_min) || '-' || format('%.15g', i.metric_max) || '-' || i.metric_direction)";

/** Everything a filter asks of a row, but for the words of `q`. `zone` is the brand's, for days. Throws `BadInput`. */
export function conditions(filter: ItemFilter, zone: string): readonly Condition[] {
  checkBounds(filter);
  return [
    ...(filter.brand === undefined ? [] : [when('i.brand = ?', filter.brand)]),
    ...whose(filter),
    ...anyOf('i.scraper', filter.source),
    ...target(filter),
    ...anyOf('i.channel', filter.channel),
    ...sentiment(filter),
    ...yesNo(filter.pending, 'i.understood = 0', 'i.understood = 1'),
    ...yesNo(filter.judged, `NOT (${NO_SENTIMENT})`, NO_SENTIMENT),
    ...yesNo(filter.opinion, "i.effective_sentiment <> 'no-opinion'", "i.effective_sentiment = 'no-opinion'"),
    ...themeAsked(filter),
    ...anyOf('i.effective_kind', filter.kind),
    ...anyOf('i.effective_language', filter.language),
    ...stars(filter),
    ...yesNo(filter.has_text, 'i.has_text = 1', 'i.has_text = 0'),
    ...yesNo(filter.has_reply, 'i.reply_text IS NOT NULL', 'i.reply_text IS NULL'),
    ...published(filter, zone),
    ...collected(filter, zone),
    ...yesNo(filter.late, LATE, `NOT (${LATE})`),
    ...anyOf('i.product_id', filter.product),
    ...anyOf('i.author_hash', filter.author),
    ...tags(filter),
    ...touchpoint(filter),
    ...anyOf('i.metric_kind', filter.metric),
    ...anyOf(SCALE, filter.scale),
    ...loop(filter, zone),
    ...unusual(filter),
    ...yesNo(filter.verified, 'i.verified = 1', '(i.verified IS NULL OR i.verified = 0)'),
    ...yesNo(filter.edited, 'i.edited = 1', 'i.edited = 0'),
    ...yesNo(filter.vanished, 'i.vanished_at IS NOT NULL', 'i.vanished_at IS NULL'),
  ];
}

export function joined(list: readonly Condition[]): Condition {
  const sql = list.length === 0 ? '1' : list.map((condition) => condition.sql).join(' AND ');
  return { sql, values: list.flatMap((condition) => condition.values) };
}
