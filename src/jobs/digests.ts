import type { RenderedDigest } from '../digest/content.ts';
import type { NewSubscription, Subscription } from '../domain/digest.ts';

export interface SendOutcome {
  /** `not-taken`: it is sent already, or another process is at it. */
  readonly state: 'sent' | 'skipped' | 'pending' | 'failed' | 'not-taken';
  readonly localDate: string;
  readonly error: string | null;
}

/** What people and the schedule do with the daily mail, for the API, the CLI and the server alike. */
export interface Digests {
  /** What the mail of a reader without a subscription would say now. Throws `NotFound` for an unknown brand. */
  preview(options: {
    readonly brand: string;
    readonly language: Subscription['language'];
  }): Promise<RenderedDigest & { readonly asOf: string }>;
  /** The same address and brand is the same subscription: adding it again changes it. Throws `BadInput` (brand, timeZone). */
  subscribe(wanted: NewSubscription, by: string): Promise<Subscription>;
  /** Throws `NotFound`, `BadInput` (timeZone). */
  change(id: string, change: Partial<Omit<Subscription, 'id' | 'brand' | 'recipient'>>): Promise<Subscription>;
  /** Writes the rows of what has come due, and returns what to send now: `<subscription id>:<local date>`. */
  due(): Promise<readonly string[]>;
  /** Today's mail, whatever the hour; written down like a due one. Throws `NotFound`. */
  openToday(subscriptionId: string): Promise<string>;
  /** Whether mail is set up, and what is in the way of sending one now; null when nothing is. */
  mail(): Promise<{ readonly setUp: boolean; readonly trouble: string | null }>;
  /** Sends one of these. Throws `NeedsSetup` when mail is not set up. */
  send(subject: string, signal: AbortSignal): Promise<SendOutcome>;
}
