import type { WireError } from './wire-errors.ts';

/** What a worker is started with. */
export interface WorkerTask {
  readonly kind: 'writer' | 'reader' | 'backup';
  readonly path: string;
  readonly role: 'loop' | 'beside';
  readonly busyTimeoutMs: number;
  readonly cacheKiB: number;
  readonly maxPages: number | null;
  /** Where a backup is written. */
  readonly backupPath: string | null;
}

/** One step. `close` ends the worker. */
export interface Request {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

/** The answer to a request; number 0 says that the worker is open, or why not. */
export type Reply =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: WireError };
