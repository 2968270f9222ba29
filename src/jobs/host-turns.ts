import type { Pace } from '../collect/pace.ts';

/** Those who come in vain are told to come again one after the other, each this much later, so that they keep their order. */
const STEP_MS = 1000;
const MAX_STEP_MS = 60_000;

/** A visit that may begin, and must say when it ends; or the time after which it should ask again. */
export type Turn = { end(): void } | { readonly waitMs: number };

/** Who may visit which host now. A host that lets nobody in, or is being visited, takes no place in the queue from the others. */
export interface HostTurns {
  /** `most`: visits of this host side by side. More of them are no faster: they share the host's pace. */
  begin(url: string, most: number): Promise<Turn>;
}

interface Host {
  active: number;
  /** Came in vain since the last visit ended. */
  sentAway: number;
}

/** `patienceMs`: a shorter wait for the host is no reason to send a visit away. `isSpared`: false for our own pages (the demo). */
export function createHostTurns(options: {
  readonly pace: Pick<Pace, 'waitMs'>;
  readonly patienceMs: number;
  readonly isSpared: (url: URL) => boolean;
}): HostTurns {
  const { pace, patienceMs, isSpared } = options;
  const hosts = new Map<string, Host>();

  return {
    async begin(address, most) {
      const url = new URL(address);
      if (!isSpared(url)) return { end: () => undefined };
      const heldMs = await pace.waitMs(url.host);
      if (heldMs > patienceMs) return { waitMs: heldMs };
      const host = hosts.get(url.host) ?? { active: 0, sentAway: 0 };
      hosts.set(url.host, host);
      if (host.active >= most) return { waitMs: Math.min(STEP_MS * ++host.sentAway, MAX_STEP_MS) };
      host.active += 1;
      return {
        end() {
          host.active -= 1;
          host.sentAway = 0;
          if (host.active === 0) hosts.delete(url.host);
        },
      };
    },
  };
}
