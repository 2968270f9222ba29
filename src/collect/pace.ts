/** The port that keeps a slow, even pace per host: each *request* takes its own slot. */
export interface Pace {
  /**
   * Resolves when the next request to `host` may start; slots of one host are at least `minGapMs` apart in every window.
   * A waiting host blocks no other. Rejects with the signal's reason when aborted; its slot is then given up.
   */
  next(host: string, minGapMs: number, signal?: AbortSignal): Promise<void>;
  /** Nobody may ask `host` again before `delayMs` from now has passed (Retry-After). The longest wish wins. */
  hold(host: string, delayMs: number): Promise<void>;
  /** Milliseconds until `host` is free; 0 when it is. */
  waitMs(host: string): Promise<number>;
}
