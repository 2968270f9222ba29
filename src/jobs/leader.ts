import type { Log } from '../domain/ambient.ts';
import type { LeaseStore } from '../store/lease-store.ts';

export interface Leading {
  stop(): Promise<void>;
}

export interface LeaderDeps {
  readonly leases: LeaseStore;
  /** What is led. */
  readonly name: string;
  readonly owner: string;
  /** A leader that died is followed by another after at most this and a third of it. */
  readonly ttlMs: number;
  readonly log: Log;
  /** Called each time this process becomes the leader. */
  readonly lead: () => Leading;
}

export interface Candidate extends Leading {
  readonly leads: () => boolean;
}

/**
 * Leads while it holds the right in the store, stands by otherwise. Who cannot reach the store stops leading when its right has run
 * out. Two that lead for a moment (one was stopped in between) do no harm: what they queue has the same ids, and what is done is
 * decided in the store.
 */
export function standForLeader({ leases, name, owner, ttlMs, log, lead }: LeaderDeps): Candidate {
  let leading: Leading | null = null;
  let heldAtMs = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  let stopped = false;

  async function hold(): Promise<boolean> {
    const askedAtMs = performance.now();
    try {
      const held = await leases.holdLease(name, { owner, ttlMs });
      if (held) heldAtMs = askedAtMs;
      return held;
    } catch (error) {
      log.warn({ lease: name, err: error }, 'leadership could not be renewed');
      return leading !== null && performance.now() - heldAtMs < ttlMs;
    }
  }

  async function look(): Promise<void> {
    const held = await hold();
    if (stopped || held === (leading !== null)) return;
    log.info({ lease: name }, held ? 'leads now' : 'leads no longer');
    const before = leading;
    leading = held ? lead() : null;
    await before?.stop();
  }

  function again(): void {
    looking = look().finally(() => {
      if (!stopped) timer = setTimeout(again, ttlMs / 3);
    });
  }
  again();

  return {
    leads: () => leading !== null,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await looking;
      await leading?.stop();
      if (leading !== null || heldAtMs > 0) {
        leading = null;
        await leases.releaseLease(name, owner).catch((error: unknown) => log.debug({ err: error }, 'not given back'));
      }
    },
  };
}

/** Waits for the right at most as long as it runs, then says whether it has it. */
export async function takeOver(
  { leases, name, owner, ttlMs }: Pick<LeaderDeps, 'leases' | 'name' | 'owner' | 'ttlMs'>,
  signal: AbortSignal,
): Promise<boolean> {
  const lookEveryMs = 500;
  for (let waitedMs = 0; waitedMs <= ttlMs + lookEveryMs && !signal.aborted; waitedMs += lookEveryMs) {
    if (await leases.holdLease(name, { owner, ttlMs })) return true;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
  return false;
}
