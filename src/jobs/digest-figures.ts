import { shiftDay } from '../collect/zone.ts';
import { newnessOf } from '../compare/newness.ts';
import { SideTally } from '../compare/side.ts';
import { DIRECT_CHANNELS, textsOf } from '../compare/texts.ts';
import type { DigestFigures } from '../domain/figures.ts';
import type { ItemFilter } from '../domain/filter.ts';
import { Channel } from '../domain/item.ts';
import type { Target } from '../domain/target.ts';
import type { Store } from '../store/store.ts';
import { eachSlice } from './count-slices.ts';
import { DigestHistory } from './digest-history.ts';
import { readCoverage } from './figure-coverage.ts';
import { type BrandDays, DEFAULT_DAYS } from './figure-days.ts';

const WEEK = 7;

interface Options {
  readonly store: Pick<Store, 'targets' | 'runs' | 'stats' | 'countRows'>;
  readonly days: BrandDays;
  readonly brand: string;
  readonly since: string;
  readonly until: string;
}

/** See `Figures.digestFigures`. */
export async function readDigestFigures(asked: Options): Promise<DigestFigures> {
  // Instants are compared as text: one spelling.
  const [since, until] = [new Date(asked.since).toISOString(), new Date(asked.until).toISOString()];
  const options = { ...asked, since, until };
  const { store, days, brand } = options;
  const untilMs = Date.parse(until);
  const span = spanOf(days, Date.parse(since), untilMs);
  const scores = { from: shiftDay(days.dayOf(untilMs), 1 - DEFAULT_DAYS), to: days.dayOf(untilMs) };
  const sides = { public: new SideTally(), direct: new SideTally() };
  const history = new DigestHistory(span, untilMs, days);
  await eachSlice(store, { brand, published_from: scores.from, published_to: scores.to }, (rows) => {
    for (const row of rows) {
      if (row.channel === 'public') {
        sides.public.add(row);
        history.add(row);
      } else sides.direct.add(row);
    }
  });
  const endMs = Math.min(untilMs, days.startOf(shiftDay(span.to, 1)));
  const lastSentInAt = history.lastSentInAt;
  const { covered, leftOut, targets } = await readCoverage(store, { brand, endsMs: [endMs], lastSentInAt });
  const removed = history.removed(new Set(targets.map((target) => target.id)));
  const window = { brand, published_from: scores.from, published_to: scores.to };
  const inByNow = history.freshness();
  return {
    brand,
    timeZone: days.timeZone,
    since,
    until,
    new: await readNew(options, targets),
    days: span,
    in: inByNow,
    ...history.figures({ brand, covered, inByNow }),
    scores: {
      ...scores,
      stars: sides.public.stars({ ...window, channel: ['public'] }),
      starsWithout: sides.public.without.figure().stars,
      direct: [...sides.direct.scores({ ...window, channel: [...DIRECT_CHANNELS] })],
    },
    leftOut: [...leftOut, ...removed],
    asOf: until,
  };
}

/** Full days that ended since the last mail, at least yesterday and at most a week, and the week before them. */
function spanOf(days: BrandDays, sinceMs: number, untilMs: number): DigestFigures['days'] {
  const to = shiftDay(days.dayOf(untilMs), -1);
  const earliest = shiftDay(to, 1 - WEEK);
  const sinceDay = days.dayOf(Math.min(sinceMs, untilMs));
  const from = sinceDay > to ? to : sinceDay < earliest ? earliest : sinceDay;
  return { from, to, weekFrom: shiftDay(from, -WEEK), weekTo: shiftDay(from, -1) };
}

/** What is new to the reader, by the day it was collected. */
async function readNew(
  { store, brand, since, until }: Options,
  targets: readonly Target[],
): Promise<DigestFigures['new']> {
  const backfilled = new Map(targets.map((target) => [target.id, target.backfilledAt]));
  // The bound of a filter is inclusive, a reader's last mail is not.
  const after = new Date(Date.parse(since) + 1).toISOString();
  const collected: ItemFilter = { brand, collected_from: after, collected_to: until };
  const whole = new SideTally();
  const channels = new Map<Channel, SideTally>();
  const told = { 'caught-up': 0, 'back-fill': 0 };
  await eachSlice(store, collected, (rows) => {
    for (const row of rows) {
      const backfilledAt = row.targetId === null ? undefined : backfilled.get(row.targetId);
      const newness = newnessOf(row, { since, until, backfilledAt });
      if (newness === 'caught-up' || newness === 'back-fill') told[newness] += 1;
      if (newness !== 'new') continue;
      whole.add(row);
      let tally = channels.get(row.channel);
      if (tally === undefined) {
        tally = new SideTally();
        channels.set(row.channel, tally);
      }
      tally.add(row);
    }
  });
  const fresh: ItemFilter = { ...collected, late: false };
  const { negative, texts: judged } = whole.negative(fresh);
  return {
    counts: whole.counts(),
    negative,
    withoutUnusual: whole.without.figure().negative,
    texts: textsOf(fresh),
    judged,
    byChannel: Channel.options
      .filter((channel) => channels.has(channel))
      .map((channel) => ({
        channel,
        counts: channels.get(channel)!.counts(),
        texts: textsOf({ ...fresh, channel: [channel] }),
      })),
    caughtUp: told['caught-up'],
    olderRead: told['back-fill'],
  };
}
