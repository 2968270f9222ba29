/**
 * A stretch of time that runs only inside `hold`, so that waiting for a slot between two redirects does not eat it.
 * `signal` aborts when it is used up, and when `outer` aborts.
 */
export class Deadline {
  readonly signal: AbortSignal;
  readonly #timeUp = new AbortController();
  readonly #outer: AbortSignal | undefined;
  #leftMs: number;

  constructor(totalMs: number, outer?: AbortSignal) {
    this.#leftMs = totalMs;
    this.#outer = outer;
    this.signal = outer ? AbortSignal.any([outer, this.#timeUp.signal]) : this.#timeUp.signal;
  }

  /** The time is used up. */
  get passed(): boolean {
    return this.#timeUp.signal.aborted;
  }

  /** Milliseconds that are left, at least 0. Exact only outside `hold`. */
  get leftMs(): number {
    return Math.max(0, this.#leftMs);
  }

  /** Runs `work` against the clock. Throws what `work` throws; the outer signal's reason when that one aborted. */
  async hold<T>(work: () => Promise<T>): Promise<T> {
    this.#outer?.throwIfAborted();
    const startedMs = performance.now();
    const timer = setTimeout(() => this.#timeUp.abort(new Error('time is up')), Math.max(0, this.#leftMs));
    try {
      return await work();
    } catch (error) {
      this.#outer?.throwIfAborted();
      throw error;
    } finally {
      clearTimeout(timer);
      this.#leftMs -= performance.now() - startedMs;
    }
  }
}
