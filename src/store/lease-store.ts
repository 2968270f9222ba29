/** Each process that serves or works holds one of this name and its own, so that who must be alone sees it. */
export const PROCESS_LEASE = 'process.';
/** Of a migration, which has the store to itself. */
export const MIGRATION_LEASE = 'migration';

/** Rights that one process has at a time, by name: who schedules, who is alone. */
export interface LeaseStore {
  /**
   * Takes the right, or renews it: false while another owner holds it. It runs out by the clock of the store, so clocks of the
   * machines need not agree. Throws `Unavailable`.
   */
  holdLease(name: string, options: { readonly owner: string; readonly ttlMs: number }): Promise<boolean>;
  /** Gives it back at once; nothing happens where another has it. */
  releaseLease(name: string, owner: string): Promise<void>;
  /** Names of the rights that somebody holds now and that begin so. */
  heldLeases(beginning: string): Promise<readonly string[]>;
}
