import { LeaseLost } from '../errors.ts';
import type { Lease } from '../store/store.ts';
import { isoNow, type VisitDeps } from './visiting.ts';

export interface Keeper {
  lease(): Lease;
  /** Aborts with `stop`, and when the lease was lost: who holds none has nothing to ask of a site. */
  readonly signal: AbortSignal;
  stop(): void;
}

/**
 * Renews the lease while the visit lasts. A lost one (taken by another, target removed) ends the walk at once; its next write
 * throws `LeaseLost`. A renewal that fails otherwise is tried again: the lease runs for three of them.
 */
export function keepLease(
  first: Lease,
  { store, clock, limits, log }: Pick<VisitDeps, 'store' | 'clock' | 'limits' | 'log'>,
  stop: AbortSignal,
): Keeper {
  let lease = first;
  const lost = new AbortController();
  const timer = setInterval(() => {
    store.renewLease(lease, { ttlMs: limits.leaseMs, now: isoNow(clock) }).then(
      (renewed) => {
        lease = renewed;
      },
      (error: unknown) => {
        log.warn({ target: first.targetId, err: error }, 'lease could not be renewed');
        if (!(error instanceof LeaseLost)) return;
        clearInterval(timer);
        lost.abort(error);
      },
    );
  }, limits.leaseMs / 3);
  timer.unref();
  return {
    lease: () => lease,
    signal: AbortSignal.any([stop, lost.signal]),
    stop: () => clearInterval(timer),
  };
}
