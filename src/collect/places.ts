/** The port that counts visits: how many go on at a host side by side, whichever process runs them. */
export interface Places {
  /** Takes one of `most` places at `host`; or says after how many milliseconds to ask again. Throws `Unavailable` when the carrier is away. */
  take(host: string, most: number): Promise<Place | { readonly waitMs: number }>;
}

export interface Place {
  /** Aborts when the place was given to another, because this process stood still for too long to say that it goes on. */
  readonly lost: AbortSignal;
  /** Never throws: what cannot be given back runs out. */
  free(): Promise<void>;
}

/** Those who come in vain are told to come again one after the other, each this much later, so that they keep their order. */
const STEP_MS = 1000;
const MAX_STEP_MS = 60_000;

/** When the one who is the `nth` to come in vain, since a place was last given back, should ask again. */
export function comeAgainMs(nth: number): number {
  return Math.min(STEP_MS * nth, MAX_STEP_MS);
}
