import type { Clock, Log } from '../domain/ambient.ts';
import type { Queue } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';
import { readingOf } from './reading-version.ts';
import { rereadingSubject, rereadName, shareOf, sharesOf } from './share.ts';

export interface SchedulerDeps {
  readonly store: Pick<
    Store,
    'dueTargets' | 'pendingCount' | 'brandsToRelate' | 'activeVersion' | 'brands' | 'setting'
  >;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly log: Log;
  /** Version of our own models; null while they are being loaded. */
  readonly modelVersion: () => string | null;
  /** Mails that have come due, as `<subscription id>:<local date>`. */
  readonly dueDigests?: () => Promise<readonly string[]>;
  /** Brands of which texts are to be drawn for people to read. */
  readonly dueAudits?: () => Promise<readonly string[]>;
  /** Brands of which reviews are to be weighed. */
  readonly dueWeighings?: () => Promise<readonly string[]>;
  readonly cleanUpDue?: () => Promise<boolean>;
  /** Ends the visits that other processes died in, where they are not all closed at the start. */
  readonly closeOrphans?: () => Promise<unknown>;
  /** Processes may read texts side by side: many that wait are cut into this many shares. Default 1. */
  readonly shares?: number;
  /** Time between two looks at the store. */
  readonly tickMs: number;
}

export interface Scheduler {
  start(): void;
  /** One look: what is due goes on the queue. For tests and for `run now`. */
  tick(): Promise<void>;
  stop(): Promise<void>;
}

/** Due targets put on the queue in one look; the rest follows in the next. */
const AT_ONCE = 100;
/** Due targets looked at: a brand with this many that are due at once would keep the others waiting. */
const LOOKED_AT = 2000;
/** Fewer texts than this are read by one process in a second. */
const WORTH_SHARING = 2000;
const FRESH = 10;
const BACKFILL = 0;
/** Texts to be read by people come once a day: whether a brand's day is over is one question for each brand. */
const AUDITS_EVERY_MS = 60_000;
/** Two questions for each brand. */
const WEIGHINGS_LOOKED_FOR_MS = 2_000;
/** Where reviews come in all the time, all of a brand's are weighed again no more often than this. */
const WEIGHINGS_EVERY_MS = 15_000;

/**
 * Derives what is due from the store at every tick and puts its ids on the queue; the queue may lose them, the next tick finds them again.
 * The job id holds the due time: the same visit is never queued twice, a missed one collapses into the next.
 */
export function createScheduler(deps: SchedulerDeps): Scheduler {
  const {
    store,
    queue,
    clock,
    log,
    modelVersion,
    dueDigests,
    dueAudits,
    dueWeighings,
    cleanUpDue,
    closeOrphans,
    shares = 1,
    tickMs,
  } = deps;
  let nextAudits = 0;
  let nextWeighings = 0;
  let timer: NodeJS.Timeout | undefined;
  let ticking: Promise<void> = Promise.resolve();
  let stopped = false;

  async function look(): Promise<void> {
    await closeOrphans?.();
    const due = await store.dueTargets(new Date(clock.now()).toISOString(), LOOKED_AT);
    for (const { id, brand, nextRunAt, backfilled } of inTurns(due, AT_ONCE)) {
      await queue.add(
        { name: 'scrape-target', subject: id },
        { id: `scrape-target:${id}:${nextRunAt}`, priority: backfilled ? FRESH : BACKFILL, group: brand },
      );
    }
    // New weights, themes that users made, or a layer that was learned from them: everything is read again beside the old figures. Asked for at every look, so that no failure stops it for good.
    const [models, shown] = [modelVersion(), await store.activeVersion()];
    const ours = models === null ? null : (await readingOf(store, models)).version;
    if (ours !== null && shown !== null && shown !== ours) await reread(ours);
    else await lookForTexts();
    if (await cleanUpDue?.()) await queue.add({ name: 'clean-up', subject: '' }, { id: 'clean-up' });
  }

  /** The shares that are still to be read; after them one job for what came meanwhile, which makes the version the shown one. */
  async function reread(ours: string): Promise<void> {
    const read = await Promise.all(
      sharesOf(shares).map(async (share) => share === '' || (await store.setting(rereadName(shareOf(share)))) === ours),
    );
    const left = sharesOf(shares).filter((_, n) => !read[n]);
    for (const share of left.length === 0 ? [''] : left) {
      const subject = rereadingSubject(ours, share);
      await queue.add({ name: 'understand-all', subject }, { id: `understand-all:${subject}` });
    }
  }

  async function lookForTexts(): Promise<void> {
    const waiting = await store.pendingCount();
    // Texts that are read but not related: of an older file, or left by a process that died.
    if (waiting === 0 && (await store.brandsToRelate()).length === 0) return;
    for (const subject of sharesOf(waiting < WORTH_SHARING ? 1 : shares)) {
      const id = subject === '' ? 'understand-pending' : `understand-pending:${subject}`;
      await queue.add({ name: 'understand-pending', subject }, { id, priority: FRESH });
    }
  }

  async function lookForMails(): Promise<void> {
    for (const subject of (await dueDigests?.()) ?? [])
      await queue.add({ name: 'send-digest', subject }, { id: `send-digest:${subject}`, priority: FRESH });
  }

  async function lookForAudits(): Promise<void> {
    const now = clock.now();
    if (now < nextAudits) return;
    for (const brand of (await dueAudits?.()) ?? [])
      await queue.add({ name: 'draw-audit', subject: brand }, { id: `draw-audit:${brand}` });
    nextAudits = now + AUDITS_EVERY_MS;
  }

  async function lookForWeighings(): Promise<void> {
    const now = clock.now();
    if (now < nextWeighings) return;
    const due = (await dueWeighings?.()) ?? [];
    for (const brand of due)
      await queue.add({ name: 'weigh-unusual', subject: brand }, { id: `weigh-unusual:${brand}`, group: brand });
    nextWeighings = now + (due.length === 0 ? WEIGHINGS_LOOKED_FOR_MS : WEIGHINGS_EVERY_MS);
  }

  function tick(): Promise<void> {
    // A store that is away for a moment must not end the schedule: the next tick looks again.
    const failed = (error: unknown): void => log.error({ err: error }, 'schedule could not be read');
    for (const one of [look, lookForMails, lookForAudits, lookForWeighings])
      ticking = ticking.then(() => (stopped ? undefined : one())).catch(failed);
    return ticking;
  }

  function again(): void {
    timer = setTimeout(() => {
      void tick().then(() => {
        if (!stopped) again();
      });
    }, tickMs);
  }

  return {
    start() {
      void tick().then(() => {
        if (!stopped) again();
      });
    },
    tick,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await ticking;
    },
  };
}

/** The first `limit` when the brands take turns, each in its own order: many due targets of one leave room for the others'. */
export function inTurns<T extends { readonly brand: string }>(due: readonly T[], limit: number): T[] {
  const taken = new Map<string, number>();
  const turns = due.map((one) => {
    const turn = taken.get(one.brand) ?? 0;
    taken.set(one.brand, turn + 1);
    return { one, turn };
  });
  return turns
    .sort((a, b) => a.turn - b.turn)
    .slice(0, limit)
    .map(({ one }) => one);
}
