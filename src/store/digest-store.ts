import type { Delivery, Subscription } from '../domain/digest.ts';

/** Subscriptions and what was sent. */
export interface DigestStore {
  saveSubscription(subscription: Subscription): Promise<void>;
  subscriptions(filter?: { brand?: string }): Promise<readonly Subscription[]>;
  subscription(id: string): Promise<Subscription | null>;
  /** Its deliveries stay, so that one made again is not sent twice on the same day. */
  removeSubscription(id: string): Promise<boolean>;
  /** The row that is written before sending: unique by subscription and local date. Returns the one that stands, new or old. */
  openDelivery(delivery: Pick<Delivery, 'subscriptionId' | 'localDate' | 'messageId' | 'createdAt'>): Promise<Delivery>;
  /**
   * Takes a pending or due delivery for sending, by compare-and-set: null when another process has it, or it is sent. One in state
   * `sending` whose holder's `leaseMs` is over may be taken again (the process died between acceptance and mark).
   */
  takeDelivery(options: {
    subscriptionId: string;
    localDate: string;
    now: string;
    leaseMs: number;
  }): Promise<Delivery | null>;
  endDelivery(options: {
    subscriptionId: string;
    localDate: string;
    state: 'sent' | 'skipped' | 'pending' | 'failed';
    nextTryAt: string | null;
    error: string | null;
    now: string;
  }): Promise<void>;
  /** Not sent yet: pending, sending, with their next try. */
  openDeliveries(): Promise<readonly Delivery[]>;
  /** Newest first. */
  deliveries(filter: { subscriptionId?: string; limit: number }): Promise<readonly Delivery[]>;
}
