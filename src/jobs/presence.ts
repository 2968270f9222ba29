import type { Log } from '../domain/ambient.ts';
import { Unavailable } from '../errors.ts';
import { type LeaseStore, MIGRATION_LEASE, PROCESS_LEASE } from '../store/lease-store.ts';

export interface PresenceDeps {
  readonly leases: LeaseStore;
  /** This process, by a name of its own. */
  readonly owner: string;
  /** One that was killed is there for so long. */
  readonly ttlMs: number;
  readonly log: Log;
}

/**
 * Says in the store that this process lives, whatever it does there: a migration refuses to begin beside it. Throws `Unavailable`
 * where one runs already. Each of the two first says that it is there and then looks for the other, so one of them sees it.
 */
export async function bePresent({ leases, owner, ttlMs, log }: PresenceDeps): Promise<{ stop(): Promise<void> }> {
  const name = `${PROCESS_LEASE}${owner}`;
  const hold = () => leases.holdLease(name, { owner, ttlMs });
  let renewing: Promise<unknown> = Promise.resolve();
  await hold();
  const timer = setInterval(() => {
    renewing = hold().catch((error: unknown) => log.warn({ lease: name, err: error }, 'presence could not be renewed'));
  }, ttlMs / 3);
  async function stop(): Promise<void> {
    clearInterval(timer);
    await renewing;
    await leases.releaseLease(name, owner).catch((error: unknown) => log.debug({ err: error }, 'not given back'));
  }
  try {
    if ((await leases.heldLeases(MIGRATION_LEASE)).length === 0) return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
  await stop();
  throw new Unavailable('A migration has this database to itself now. Start again when it has ended.');
}
