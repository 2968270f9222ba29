/** The port that carries ids, never truth: messages may be lost or repeated, what is due is always derived from the store. */

/** A job's name and the id it is about. */
export interface Job {
  readonly name: 'scrape-target' | 'understand-pending' | 'understand-all' | 'send-digest' | 'clean-up';
  /** What it is about (a target id, a subscription and its day), '' for jobs without a subject. */
  readonly subject: string;
}

export interface AddOptions {
  /** The same id while waiting or active is one job. */
  readonly id: string;
  /** Higher runs first; fresh visits 10, back-fills 0. */
  readonly priority?: number;
}

export interface QueueCounts {
  readonly waiting: number;
  readonly active: number;
}

/** At least once. A handler that throws is logged and the job is gone: no retries here, the store's `nextRunAt` brings it back. */
export interface Queue {
  /** Resolves to false when the id was already waiting or active. */
  add(job: Job, options: AddOptions): Promise<boolean>;
  /** Starts handing jobs to `handler`; the signal aborts when the queue is closed in a hurry. One call per queue. */
  consume(handler: (job: Job, signal: AbortSignal) => Promise<void>): void;
  counts(): Promise<QueueCounts>;
  /** Resolves when nothing is waiting or active. */
  drain(): Promise<void>;
  /** Stops taking jobs and waits for active ones at most `graceMs`, then aborts their signals. Waiting jobs are dropped. */
  close(graceMs: number): Promise<void>;
}
