import { Unavailable } from '../../errors.ts';
import type { Store } from '../store.ts';
import { plainFailure } from './failures.ts';
import type { MongoDb } from './models.ts';

/** Methods that write; the others may be called on a store that was opened for reading only. */
const WRITES: ReadonlySet<string> = new Set<keyof Store>([
  'commitPage',
  'importItems',
  'markVanished',
  'correct',
  'setTags',
  'forget',
  'cleanUp',
  'saveBrand',
  'addTarget',
  'updateTarget',
  'removeTarget',
  'leaseTarget',
  'renewLease',
  'startRun',
  'endRun',
  'closeOrphanRuns',
  'saveUnderstanding',
  'saveBands',
  'saveLinks',
  'placeDue',
  'relateAgain',
  'activateVersion',
  'refreshRollups',
  'addSignInLink',
  'redeemSignInLink',
  'endSession',
  'addApiKey',
  'removeApiKey',
  'keepIdempotent',
  'saveSetting',
  'changeSetting',
  'decide',
  'undoDecisions',
  'saveView',
  'removeView',
  'removePerson',
  'saveSubscription',
  'removeSubscription',
  'openDelivery',
  'takeDelivery',
  'endDelivery',
  'keepAudits',
  'answerAudit',
  'clearDueDays',
  'saveWeighed',
  'setVerdict',
  'saveCampaign',
  'removeCampaign',
]);

type Guard = Pick<MongoDb, 'where' | 'readOnly'>;

type Call = (...args: readonly unknown[]) => Promise<unknown>;

async function* sayingWhy<T>(batches: AsyncIterable<T>, where: string): AsyncGenerator<T> {
  try {
    yield* batches;
  } catch (error) {
    throw plainFailure(error, where);
  }
}

/** The same methods, with the driver's failures as sentences, and writing refused where only reading was asked for. */
export function guarded<S extends Store>(store: S, { where, readOnly }: Guard): S {
  const guards = Object.entries(store).flatMap(([name, method]: [string, unknown]) => {
    if (typeof method !== 'function' || name === 'stream' || name === 'close') return [];
    const call = method as Call;
    const guard: Call = async (...args) => {
      if (readOnly && WRITES.has(name)) throw new Unavailable('The store was opened for reading only.');
      try {
        return await call(...args);
      } catch (error) {
        throw plainFailure(error, where);
      }
    };
    return [[name, guard] as const];
  });
  // Each name is a method of the store, and its guard takes and gives the same.
  const calls: unknown = Object.fromEntries(guards);
  return {
    ...store,
    ...(calls as Partial<S>),
    stream: (filter, batchSize) => sayingWhy(store.stream(filter, batchSize), where),
  };
}
