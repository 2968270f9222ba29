import { shiftDay } from '../collect/zone.ts';
import { textsOf } from '../compare/texts.ts';
import type { ItemFilter } from '../domain/filter.ts';
import type { Item } from '../domain/item.ts';
import type { TrustBurst, TrustExcerpt, TrustView } from '../domain/trust.ts';
import { UnusualLevel } from '../domain/unusual.ts';
import type { Store } from '../store/store.ts';
import { expectedIn, toSeries } from '../understand/unusual/baseline.ts';
import { dayNumber } from '../understand/unusual/days.ts';
import { wholeText } from './evidence.ts';
import type { StoredBurst } from './trust-state.ts';
import { countDays } from './weigh-step.ts';

export interface Window {
  readonly brand: string;
  readonly from: string;
  readonly to: string;
}

const EXCERPT_CHARS = 200;
/** Days before a window by which the usual of its first days is told. */
const BEFORE = 120;

export function excerptOf(item: Item): TrustExcerpt {
  const { key, scraper: source, publishedOn: day, stars } = item;
  const text = wholeText(item).slice(0, EXCERPT_CHARS).toWellFormed();
  return { key, source, day, stars, text, level: item.unusual?.level ?? 'none' };
}

/** Which texts a burst is made of. */
export function burstWithTexts(brand: string, burst: StoredBurst): TrustBurst {
  const { source, side, from, to, n, expected, surprise, kind, campaign, afterComplaints } = burst;
  const filter: ItemFilter = {
    brand,
    channel: ['public'],
    ...(source === '*' ? {} : { source: [source] }),
    published_from: from,
    published_to: to,
    stars: side === 'high' ? [4, 5] : [1, 2],
  };
  const figures = { n, expected: Math.round(expected * 10) / 10, surprise: Math.round(surprise * 10) / 10 };
  return { source, side, from, to, ...figures, kind, campaign, afterComplaints, texts: textsOf(filter) };
}

/** Public opinions of a window by level. */
export async function countLevels(
  store: Pick<Store, 'count'>,
  { brand, from, to }: Window,
): Promise<TrustView['levels']> {
  const counted: TrustView['levels'] = [];
  for (const level of UnusualLevel.options) {
    const filter: ItemFilter = { brand, channel: ['public'], published_from: from, published_to: to, unusual: [level] };
    counted.push({ level, n: await store.count(filter), texts: textsOf(filter) });
  }
  return counted;
}

/** Reviews of each source and side by day, beside how many are usual: days without any are told too. */
export async function timelines(
  store: Pick<Store, 'stats'>,
  { brand, from, to }: Window,
): Promise<TrustView['timelines']> {
  const since = shiftDay(from, -BEFORE);
  const { history } = await countDays(store, brand, { from: since, to });
  const [first, last, start] = [dayNumber(since)!, dayNumber(to)!, dayNumber(from)!];
  const lines = Map.groupBy(history, ({ source, side }) => `${side} ${source}`);
  return [...lines.values()]
    .map((counts) => {
      const { source, side } = counts[0]!;
      const perDay = new Float64Array(last - first + 1);
      for (const { day, n } of counts) perDay[dayNumber(day)! - first]! += n;
      const series = toSeries(first, perDay);
      const days = Array.from({ length: last - start + 1 }, (_, at) => ({
        day: shiftDay(from, at),
        n: perDay[start - first + at]!,
        usual: Math.round(expectedIn(series, start + at, start + at) * 100) / 100,
      }));
      return { source, side, n: days.reduce((sum, { n }) => sum + n, 0), days };
    })
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n || (a.source < b.source ? -1 : 1));
}

/** Texts that several reviews share, each with its first review. */
export async function familiesOf(
  store: Pick<Store, 'families' | 'itemsByKey'>,
  brand: string,
  limit: number,
): Promise<TrustView['families']> {
  const found = await store.families({ brand, limit });
  const heads = new Map((await store.itemsByKey(found.map(({ key }) => key))).map((item) => [item.key, item]));
  return found.flatMap(({ key, n }) => {
    const head = heads.get(key);
    return head === undefined ? [] : [{ n, first: excerptOf(head) }];
  });
}
