/**
 * Whose turn it is, for a queue of one process: start-time fair queueing (Goyal, Vin, Cheng: SIGCOMM 1996) with jobs of one size. A job's turn is the one after
 * its group's last, but never before the turn that is being served: a small group that comes late is served next, and a large one
 * is not put off without end by small ones that keep coming.
 */
export class Turns {
  #served = 0;
  readonly #lastOf = new Map<string, number>();

  /** The turn of a new job of `group`; lower goes first. */
  take(group: string): number {
    const turn = Math.max(this.#served, this.#lastOf.get(group) ?? 0) + 1;
    this.#lastOf.set(group, turn);
    return turn;
  }

  /** A job of that turn has begun. */
  serve(turn: number): void {
    this.#served = Math.max(this.#served, turn);
  }

  /** Nobody waits: all groups start anew, and nothing is remembered of those that left. */
  reset(): void {
    this.#served = 0;
    this.#lastOf.clear();
  }
}
