/** The port that carries ids, never truth: messages may be lost or repeated, what is due is always derived from the store. */

/** A job's name and the id it is about. */
export interface Job {
  readonly name:
    | 'scrape-target'
    | 'understand-pending'
    | 'understand-all'
    | 'weigh-unusual'
    | 'send-digest'
    | 'clean-up'
    | 'draw-audit';
  /** What it is about (a target id, a subscription and its day, a brand), '' for jobs without a subject. */
  readonly subject: string;
}

/** Kinds of work that never wait for each other; a process may take some of them only. */
export type Lane = 'scrape' | 'understand' | 'digest';

/** What goes by the calendar is one lane: mails and the nightly tidying. */
export const LANE_OF: Readonly<Record<Job['name'], Lane>> = {
  'scrape-target': 'scrape',
  'understand-pending': 'understand',
  'understand-all': 'understand',
  'weigh-unusual': 'understand',
  'send-digest': 'digest',
  'clean-up': 'digest',
  'draw-audit': 'digest',
};

export const LANES: readonly Lane[] = ['scrape', 'understand', 'digest'];

export interface AddOptions {
  /** The same id while waiting or active is one job. */
  readonly id: string;
  /** Higher runs first; fresh visits 10, back-fills 0. From -1000 to 1000. */
  readonly priority?: number;
  /** Whose job it is (a brand). Within one priority groups take turns, so that many jobs of one keep no other waiting. */
  readonly group?: string;
}

export interface QueueCounts {
  readonly waiting: number;
  readonly active: number;
}

/** A job that is not handed out any more because the processes that ran it died. */
export interface ParkedJob {
  readonly id: string;
  readonly name: string;
  readonly subject: string;
  /** Why, for a person. */
  readonly reason: string;
  /** ISO instant. */
  readonly since: string;
}

/** At least once. A handler that throws is logged and the job is gone: no retries here, the store's `nextRunAt` brings it back. */
export interface Queue {
  /** Resolves to false when the id was already waiting or active, or is parked. Throws `Unavailable` when the carrier is away. */
  add(job: Job, options: AddOptions): Promise<boolean>;
  /** Starts handing jobs of `lanes` (of all, when left out) to `handler`; the signal aborts when the queue is closed in a hurry. One call per queue. */
  consume(
    handler: (job: Job, signal: AbortSignal) => Promise<void>,
    options?: { readonly lanes?: readonly Lane[] },
  ): void;
  counts(): Promise<QueueCounts>;
  /** Jobs that a person should look at; an empty list where jobs do not outlive the process. */
  parked(): Promise<readonly ParkedJob[]>;
  /**
   * Forgets that a job is parked: its id is accepted again, so that the next look at the store brings back what it is about. False
   * when no such job is parked. Throws `Unavailable`.
   */
  unpark(id: string): Promise<boolean>;
  /** Resolves when nothing is waiting or active. */
  drain(): Promise<void>;
  /** Stops taking jobs and waits for active ones at most `graceMs`, then aborts their signals. Waiting jobs are not begun here. */
  close(graceMs: number): Promise<void>;
}
