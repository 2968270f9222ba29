export interface CleanUp {
  /** Items whose day (printed or published, else that of their collection) is before this one are erased; null keeps all. */
  readonly itemsBefore: string | null;
  /** Outbox rows older than this instant are dropped. Readers that were away for longer begin anew. */
  readonly eventsBefore: string;
  /** Sessions, sign-in links and kept answers that have ended by now go. */
  readonly now: string;
  /** Items and events of one step at most, so that others are not kept waiting. */
  readonly limit: number;
}

export interface CleanedUp {
  readonly items: number;
  readonly events: number;
  /** There is more of it: call again. */
  readonly more: boolean;
}

/** What is done for the store itself. */
export interface CareStore {
  /** Erases what may not or need not be kept, with versions, index, tags and figures. One step of at most `limit`. */
  cleanUp(options: CleanUp): Promise<CleanedUp>;
}
