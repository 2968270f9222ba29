import type { ItemFilter } from '../../domain/filter.ts';
import { checkBounds, isDay, isDecidedOnly, isShownOnly, sentimentGroups } from '../rows/filter-parts.ts';
import { dayIn, dayStart, instant, instantMs, nextDay } from '../rows/times.ts';
import { themeMatch } from './themes.ts';

/** One condition on the documents of `item`. All of a list must hold. */
export type Match = Readonly<Record<string, unknown>>;

const THERE = { $exists: true };
const GONE = { $exists: false };

function anyOf(field: string, values: readonly (string | number)[] | undefined): readonly Match[] {
  if (values === undefined || values.length === 0) return [];
  return [{ [field]: values.length === 1 ? values[0] : { $in: values } }];
}

function yesNo(value: boolean | undefined, yes: Match, no: Match): readonly Match[] {
  return value === undefined ? [] : [value ? yes : no];
}

function whose(filter: ItemFilter): readonly Match[] {
  if (isShownOnly(filter)) return [{ shown: 1 }];
  return [...(filter.own === true ? [] : [{ is_own: 0 }]), ...(filter.copies === 'all' ? [] : [{ copy_of: GONE }])];
}

function sentiment(filter: ItemFilter): readonly Match[] {
  const { groups, guess } = sentimentGroups(filter);
  return [...anyOf('effective_sentiment', groups ?? undefined), ...anyOf('label', guess)];
}

/** A day bound holds for the day that is counted; an instant bound for the instant where it is known, else for its day. */
function published(filter: ItemFilter, zone: string): readonly Match[] {
  const bound = (value: string, sign: '$gte' | '$lte'): Match => {
    if (isDay(value)) return { day: { [sign]: value } };
    const day = dayIn(instantMs(value) ?? 0, zone);
    return { $or: [{ published_at: { [sign]: instant(value) } }, { published_at: GONE, day: { [sign]: day } }] };
  };
  const { published_from: from, published_to: to } = filter;
  return [
    ...(from === undefined ? [] : [bound(from, '$gte')]),
    ...(to === undefined ? [] : [bound(to, '$lte')]),
    ...(from === undefined && to === undefined ? [] : [{ day: { $gt: '' } }]),
    ...yesNo(filter.undated, { day: '' }, { day: { $gt: '' } }),
  ];
}

function collected(filter: ItemFilter, zone: string): readonly Match[] {
  const { collected_from: from, collected_to: to } = filter;
  const last = (value: string): Match =>
    isDay(value) ? { $lt: dayStart(nextDay(value), zone) } : { $lte: instant(value) };
  return [
    ...(from === undefined ? [] : [{ collected_at: { $gte: isDay(from) ? dayStart(from, zone) : instant(from) } }]),
    ...(to === undefined ? [] : [{ collected_at: last(to) }]),
  ];
}

function stars(filter: ItemFilter): readonly Match[] {
  return [
    ...anyOf('star_group', filter.stars),
    ...(filter.stars_lte === undefined ? [] : [{ stars: { $lte: filter.stars_lte } }]),
    ...(filter.stars_gte === undefined ? [] : [{ stars: { $gte: filter.stars_gte } }]),
    ...yesNo(filter.has_stars, { star_group: { $gt: 0 } }, { star_group: 0 }),
  ];
}

function loop(filter: ItemFilter, zone: string): readonly Match[] {
  const from = filter.decided_from;
  const since = from === undefined ? null : isDay(from) ? dayStart(from, zone) : instant(from);
  const latest = ['answer_at', 'work_at', 'done_at'].map((field) => ({ [field]: { $gte: since } }));
  return [
    ...(isDecidedOnly(filter) ? [{ decisions_version: { $gt: 0 } }] : []),
    ...anyOf('answer_choice', filter.answer),
    ...anyOf('work_choice', filter.work),
    ...yesNo(filter.done, { done_at: THERE }, { done_at: GONE }),
    ...yesNo(filter.open, { open: 1 }, { open: 0 }),
    ...anyOf('decided_by', filter.decided_by),
    ...(since === null ? [] : [{ $or: latest }]),
  ];
}

/** The index of touchpoints leaves out what has none. */
function touchpoint({ touchpoint: names }: ItemFilter): readonly Match[] {
  const named = names !== undefined && names.length > 0 && !names.includes('');
  return [...anyOf('touchpoint', names), ...(named ? [{ touchpoint: { $gt: '' } }] : [])];
}

/** What has nothing unusual, or has not been weighed, has no level. */
function unusual({ unusual: levels = [] }: ItemFilter): readonly Match[] {
  if (!levels.includes('none')) return anyOf('unusual_level', levels);
  const named = levels.filter((level) => level !== 'none');
  if (named.length === 0) return [{ unusual_level: GONE }];
  return [{ $or: [{ unusual_level: GONE }, { unusual_level: { $in: named } }] }];
}

/** '' stands for rows that no target found. */
function target({ target: ids }: ItemFilter): readonly Match[] {
  if (ids?.includes('') !== true) return anyOf('target_id', ids);
  const named = ids.filter((id) => id !== '');
  return [named.length === 0 ? { target_id: GONE } : { $or: [{ target_id: GONE }, { target_id: { $in: named } }] }];
}

const NO_SENTIMENT = ['pending', 'unread', 'no-opinion'];

const MADE = {
  $ifNull: ['$published_at', { $cond: [{ $gt: ['$day', ''] }, { $concat: ['$day', 'T00:00:00.000Z'] }, null] }],
};
const READ = { $dateFromString: { dateString: '$collected_at', onError: null, onNull: null } };
const THREE_DAYS_BEFORE = { $dateToString: { date: { $dateSubtract: { startDate: READ, unit: 'day', amount: 3 } } } };
/** Came in by a back-fill, or more than three days after it was published: as `countRows` says it. Null is less than any text. */
export const LATE = {
  $or: [{ $eq: ['$backfill', 1] }, { $and: [{ $gt: [MADE, null] }, { $lt: [MADE, THREE_DAYS_BEFORE] }] }],
};

/** Lowest and highest mark and direction: 0-10-up. What is no scale matches nothing. */
function scale({ scale: names }: ItemFilter): readonly Match[] {
  if (names === undefined || names.length === 0) return [];
  const scales = names.flatMap((name) => {
    const [, min, max, direction] = /^(-?\d[\d.e+]*)-(-?\d[\d.e+]*)-(up|down)$/.exec(name) ?? [];
    if (min === undefined || max === undefined) return [];
    return [{ metric_min: Number(min), metric_max: Number(max), metric_direction: direction }];
  });
  return [scales.length === 0 ? NOTHING : { $or: scales }];
}

/** Holds for no document. */
export const NOTHING: Match = { _id: { $in: [] } };

/** Everything a filter asks of a document, but for its brand and the words of `q`. `zone` is the brand's. Throws `BadInput`. */
export function conditions(filter: ItemFilter, zone: string): readonly Match[] {
  checkBounds(filter);
  return [
    ...whose(filter),
    ...anyOf('scraper', filter.source),
    ...target(filter),
    ...anyOf('channel', filter.channel),
    ...sentiment(filter),
    ...yesNo(filter.pending, { understood: 0 }, { understood: 1 }),
    ...yesNo(
      filter.judged,
      { effective_sentiment: { $nin: NO_SENTIMENT } },
      { effective_sentiment: { $in: NO_SENTIMENT } },
    ),
    ...yesNo(filter.opinion, { effective_sentiment: { $ne: 'no-opinion' } }, { effective_sentiment: 'no-opinion' }),
    ...themeMatch(filter),
    ...anyOf('effective_kind', filter.kind),
    ...anyOf('effective_language', filter.language),
    ...stars(filter),
    ...yesNo(filter.has_text, { has_text: 1 }, { has_text: 0 }),
    ...yesNo(filter.has_reply, { reply_text: THERE }, { reply_text: GONE }),
    ...published(filter, zone),
    ...collected(filter, zone),
    ...yesNo(filter.late, { $expr: LATE }, { $expr: { $not: [LATE] } }),
    ...anyOf('product_id', filter.product),
    ...anyOf('author_hash', filter.author),
    ...anyOf('tags.tag', filter.tag),
    ...touchpoint(filter),
    ...anyOf('metric_kind', filter.metric),
    ...scale(filter),
    ...loop(filter, zone),
    ...unusual(filter),
    ...yesNo(filter.verified, { verified: 1 }, { verified: { $ne: 1 } }),
    ...yesNo(filter.edited, { edited: 1 }, { edited: 0 }),
    // That it is there at all an index cannot say for certain; that it is a text it can.
    ...yesNo(filter.vanished, { vanished_at: { $gt: '' } }, { vanished_at: GONE }),
  ];
}
