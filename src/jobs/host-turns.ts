import type { Pace } from '../collect/pace.ts';
import type { Place, Places } from '../collect/places.ts';

/** A visit that may begin, and must say when it ends; or the time after which it should ask again. */
export type Turn = Place | { readonly waitMs: number };

/** Who may visit which host now. A host that lets nobody in, or is being visited, takes no place in the queue from the others. */
export interface HostTurns {
  /**
   * `most`: visits of this host side by side, of all processes. More of them are no faster: they share the host's pace. Throws
   * `Unavailable` when who counts them is away.
   */
  begin(url: string, most: number): Promise<Turn>;
}

const OUR_OWN: Place = { lost: new AbortController().signal, free: async () => undefined };

/** `patienceMs`: a shorter wait for the host is no reason to send a visit away. `isSpared`: false for our own pages (the demo). */
export function createHostTurns(options: {
  readonly pace: Pick<Pace, 'waitMs'>;
  readonly places: Places;
  readonly patienceMs: number;
  readonly isSpared: (url: URL) => boolean;
}): HostTurns {
  const { pace, places, patienceMs, isSpared } = options;
  return {
    async begin(address, most) {
      const url = new URL(address);
      if (!isSpared(url)) return OUR_OWN;
      const heldMs = await pace.waitMs(url.host);
      return heldMs > patienceMs ? { waitMs: heldMs } : places.take(url.host, most);
    },
  };
}
