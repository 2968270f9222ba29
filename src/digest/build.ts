import type { Brand } from '../domain/brand.ts';
import type { Counts } from '../domain/comparison.ts';
import type { Subscription } from '../domain/digest.ts';
import type { DigestFigures } from '../domain/figures.ts';
import type { Item } from '../domain/item.ts';
import type { Target } from '../domain/target.ts';
import type { DigestContent, DigestGroup, DigestHealth, DigestLine, DigestTrouble, GroupLabel } from './content.ts';
import { quoteOf, tidy } from './quote.ts';
import { risenOf } from './risen.ts';

/** A mail is read in two minutes: the rest is on the page (peers.md 4.3). */
export const LIST_LENGTH = 20;
/** First what hurts. Groups without lines of their own are told by their count. */
export const LISTED: readonly GroupLabel[] = [
  'negative',
  'mixed',
  'positive',
  'neutral',
  'unsure',
  'unread',
  'pending',
];
/** Every kind gets so many lines before one takes the rest. */
const FIRST_SHARE = 3;

export interface BuildInput {
  readonly brand: Brand;
  readonly figures: DigestFigures;
  /** New texts, newest first; at least `LIST_LENGTH` of each kind where there are so many. */
  readonly fresh: readonly Item[];
  /** Negative texts without a decision: the newest, and how many in all. */
  readonly red: { readonly items: readonly Item[]; readonly total: number };
  /** Texts that blame the risen themes, newest first, by theme. */
  readonly blaming: ReadonlyMap<string, readonly Item[]>;
  /** First day of what is looked for as undecided. */
  readonly openFrom: string;
  readonly decide: DigestContent['decide'];
  /** `since`: the instant from which on it has been in this state, null when not known. */
  readonly sources: readonly {
    readonly target: Pick<Target, 'title' | 'health' | 'paused'>;
    readonly since: string | null;
  }[];
  /** Name of a source as people know it, and the page to open: the review's own, else the one where it was read. */
  readonly placeOf: (item: Item) => Pick<DigestLine, 'source' | 'scraper' | 'url'>;
  readonly localDate: string;
  readonly timeZone: string;
  readonly unknownZone: string | null;
  readonly pageUrl: string | null;
  readonly subscription: Pick<Subscription, 'hour' | 'days'> | null;
}

/** What today's mail says. Pure: the same input gives the same content. */
export function buildDigest(input: BuildInput): DigestContent {
  const { brand, figures, localDate, timeZone, unknownZone, pageUrl, subscription } = input;
  const newKeys = new Set(input.fresh.map(({ key }) => key));
  const line = (item: Item): DigestLine => lineOf(item, input.placeOf(item), newKeys.has(item.key));
  const groups = groupsOf(input, line);
  const counts = figures.new.counts;
  const total = counts.texts + counts.starsOnly;
  const listed = groups.reduce((sum, { lines }) => sum + lines.length, 0);
  return {
    brand: { id: brand.id, name: tidy(brand.name), madeUp: brand.madeUp },
    asOf: figures.asOf,
    since: figures.since,
    localDate,
    timeZone,
    unknownZone,
    fresh: {
      total,
      negative: counts.negative,
      byChannel: figures.new.byChannel.map((one) => ({
        channel: one.channel,
        n: one.counts.texts + one.counts.starsOnly,
      })),
      older: figures.new.caughtUp + figures.new.olderRead,
      pending: counts.pending,
    },
    red: input.red.items.map(line),
    redTotal: input.red.total,
    openFrom: input.openFrom,
    figures,
    risen: risenOf(figures.risen, { brand, blaming: input.blaming, lineOf: line }),
    decide: input.decide,
    groups,
    more: Math.max(0, total - counts.starsOnly - listed),
    health: healthOf(input.sources),
    pageUrl,
    subscription: subscription === null ? null : { hour: subscription.hour, days: subscription.days },
  };
}

/** The mail has nothing to tell: nobody said anything, and every source is fine. */
export function isQuiet({ fresh, health }: DigestContent): boolean {
  return fresh.total === 0 && health.troubles.length === 0;
}

/** The lane of a text, as the figures count it: a thin guess is never counted as its label. */
export function laneOf(
  item: Pick<Item, 'understanding' | 'correction' | 'title' | 'text' | 'pros' | 'cons'>,
): GroupLabel {
  if (item.correction?.sentiment !== undefined) return item.correction.sentiment;
  if (!hasWords(item)) return 'stars-only';
  if (item.understanding === null) return 'pending';
  const { sentiment } = item.understanding;
  if (sentiment === null) return 'unread';
  return sentiment.unsure ? 'unsure' : sentiment.label;
}

const hasWords = (item: Pick<Item, 'title' | 'text' | 'pros' | 'cons'>): boolean =>
  [item.title, item.text, item.pros, item.cons].some((part) => part !== null && part.trim() !== '');

function groupsOf({ fresh, figures }: BuildInput, line: (item: Item) => DigestLine): DigestGroup[] {
  const lanes = new Map<GroupLabel, Item[]>();
  for (const item of fresh) lanes.set(laneOf(item), [...(lanes.get(laneOf(item)) ?? []), item]);
  const room = new Map<GroupLabel, number>();
  let left = LIST_LENGTH;
  for (const most of [FIRST_SHARE, LIST_LENGTH]) {
    for (const label of LISTED) {
      const has = room.get(label) ?? 0;
      const more = Math.min(left, Math.max(0, Math.min(most, lanes.get(label)?.length ?? 0) - has));
      room.set(label, has + more);
      left -= more;
    }
  }
  return [...LISTED, 'stars-only' as const].map((label) => ({
    label,
    n: countOf(figures.new.counts, label),
    lines: (lanes.get(label) ?? []).slice(0, room.get(label) ?? 0).map(line),
  }));
}

function countOf(counts: Counts, label: GroupLabel): number {
  return label === 'stars-only' ? counts.starsOnly : counts[label];
}

function lineOf(item: Item, { source, scraper, url }: ReturnType<BuildInput['placeOf']>, isNew: boolean): DigestLine {
  const { key, stars, metric, channel, publishedAt, publishedOn, precision } = item;
  return {
    key,
    quote: quoteOf(item),
    stars,
    metric: metric === null ? null : { kind: metric.kind, value: metric.value, max: metric.max },
    source: tidy(source),
    scraper,
    channel,
    publishedAt,
    publishedOn,
    precision,
    url,
    isNew,
  };
}

/** Worst first, so that the line begins with what a person must do. */
const ORDER = ['broken', 'parked', 'blocked', 'failing', 'quiet', 'new'] as const;

function healthOf(sources: BuildInput['sources']): DigestHealth {
  const read = sources.filter(({ target }) => !target.paused && target.health !== 'paused');
  const troubles: DigestTrouble[] = read
    .filter(({ target }) => target.health !== 'ok' && target.health !== 'new')
    .map(({ target, since }) => ({ title: tidy(target.title), state: target.health, since }))
    .sort((a, b) => ORDER.indexOf(a.state as never) - ORDER.indexOf(b.state as never));
  return {
    sources: read.length,
    fine: read.filter(({ target }) => target.health === 'ok').length,
    paused: sources.length - read.length,
    troubles,
  };
}
