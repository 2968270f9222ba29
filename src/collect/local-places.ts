import { comeAgainMs, type Place, type Places } from './places.ts';

interface Host {
  active: number;
  /** Came in vain since the last visit ended. */
  sentAway: number;
}

const NEVER = new AbortController().signal;

/** `Places` of one process: there a place is never lost. */
export function createLocalPlaces(): Places {
  const hosts = new Map<string, Host>();
  return {
    async take(name, most): Promise<Place | { readonly waitMs: number }> {
      const host = hosts.get(name) ?? { active: 0, sentAway: 0 };
      hosts.set(name, host);
      if (host.active >= most) return { waitMs: comeAgainMs(++host.sentAway) };
      host.active += 1;
      return {
        lost: NEVER,
        async free() {
          host.active -= 1;
          host.sentAway = 0;
          if (host.active === 0) hosts.delete(name);
        },
      };
    },
  };
}
