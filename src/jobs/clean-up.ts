import type { Clock, Log } from '../domain/ambient.ts';
import type { Store } from '../store/store.ts';
import { countDueDays } from './count-days.ts';
import { keptFrom } from './retention.ts';
import { isoNow } from './visiting.ts';

const DAY_MS = 86_400_000;
/** Consumers of the outbox are behind by minutes; who was away for a month reads the feed instead. */
const EVENT_DAYS = 30;
/** Items of one step: some tens of milliseconds of the writing thread. */
const STEP = 500;
const LAST = 'clean-up.at';

export interface CleanUpDeps {
  readonly store: Pick<Store, 'cleanUp' | 'refreshRollups' | 'setting' | 'saveSetting'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Items older than this are erased; null keeps all. */
  readonly retentionDays: number | null;
}

/** Once a day, and at the first start. */
export async function isCleanUpDue({ store, clock }: Pick<CleanUpDeps, 'store' | 'clock'>): Promise<boolean> {
  const last = await store.setting(LAST);
  return last === null || Date.parse(last) + DAY_MS <= clock.now();
}

/** Erases what is older than its time, in short steps. Stops at the signal; what is left goes the next time. */
export async function cleanUp({ store, clock, log, retentionDays }: CleanUpDeps, signal: AbortSignal): Promise<void> {
  const now = isoNow(clock);
  const options = {
    itemsBefore: keptFrom(retentionDays, clock.now()),
    eventsBefore: new Date(clock.now() - EVENT_DAYS * DAY_MS).toISOString(),
    now,
    limit: STEP,
  };
  const erased = { items: 0, events: 0 };
  for (let more = true; more; ) {
    if (signal.aborted) return;
    const step = await store.cleanUp(options);
    erased.items += step.items;
    erased.events += step.events;
    more = step.more;
  }
  await countDueDays(store, signal);
  await store.saveSetting(LAST, now);
  log.info(erased, 'cleaned up');
}
