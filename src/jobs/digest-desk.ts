import type { Delivery } from '../domain/digest.ts';
import { NotFound } from '../errors.ts';
import { composeDigest } from './compose-digest.ts';
import { dueDate, LONGEST_GAP_MS, localTime, zoneOf } from './digest-hours.ts';
import type { Digests } from './digests.ts';
import { messageIdOf, type SendDeps, sendDigest } from './send-digest.ts';
import { changeSubscription, subscribe } from './subscribing.ts';

const DAY_MS = 86_400_000;

/** The daily mail: who gets it, when it is due, and its sending. What is due is derived from the store at every look. */
export function createDigests(deps: SendDeps): Digests {
  const { store, clock, render } = deps;
  /** Rows known to be written: the store is asked to write each once in a process, not every second. */
  const opened = new Set<string>();
  const nowIso = (): string => new Date(clock.now()).toISOString();

  /** The row comes before the mail: what is written here is sent, however often the process dies. */
  async function open(subscriptionId: string, localDate: string): Promise<void> {
    const messageId = messageIdOf(subscriptionId, localDate, deps.from);
    await store.openDelivery({ subscriptionId, localDate, messageId, createdAt: nowIso() });
  }

  /** Days whose mail server never answered end in today's mail: it tells what is new since the last one that was sent. */
  async function replaceOlder(open: readonly Delivery[], subscriptionId: string, localDate: string): Promise<void> {
    const older = open.filter(
      (one) => one.subscriptionId === subscriptionId && one.state === 'pending' && one.localDate < localDate,
    );
    for (const one of older) {
      const error = `${one.error ?? 'not sent'}; its news are in the mail of ${localDate}`;
      await store.endDelivery({ ...one, state: 'failed', nextTryAt: null, error, now: nowIso() });
    }
  }

  async function due(): Promise<readonly string[]> {
    if (deps.mailer === null) return [];
    const nowMs = clock.now();
    let waiting = await store.openDeliveries();
    let changed = false;
    for (const subscription of await store.subscriptions()) {
      const date = dueDate(subscription, nowMs);
      const subject = `${subscription.id}:${date}`;
      if (date === null || opened.has(subject)) continue;
      await open(subscription.id, date);
      await replaceOlder(waiting, subscription.id, date);
      opened.add(subject);
      changed = true;
    }
    if (changed) waiting = await store.openDeliveries();
    const ready: string[] = [];
    for (const delivery of waiting) {
      if (await isReady(delivery, nowMs)) ready.push(`${delivery.subscriptionId}:${delivery.localDate}`);
    }
    return ready;
  }

  async function isReady(delivery: Delivery, nowMs: number): Promise<boolean> {
    const nextMs = delivery.nextTryAt === null ? nowMs : Date.parse(delivery.nextTryAt);
    if (nextMs <= nowMs) return true;
    if (nextMs - nowMs <= LONGEST_GAP_MS + deps.leaseMs) return false;
    // Written by a clock that has been set back since: waiting for that hour would skip the mail.
    await store.endDelivery({ ...delivery, state: 'pending', nextTryAt: null, now: nowIso() });
    return true;
  }

  return {
    async preview({ brand: id, language }) {
      const brand = await store.brand(id);
      if (brand === null) throw new NotFound(`No brand is called ${JSON.stringify(id)}.`);
      const nowMs = clock.now();
      const since = new Date(nowMs - DAY_MS).toISOString();
      const content = await composeDigest({ brand, since, nowMs, subscription: null }, deps);
      return { ...(await render(content, language)), asOf: content.asOf };
    },
    subscribe: (wanted, by) => subscribe(wanted, { store, by, now: nowIso() }),
    change: (id, change) => changeSubscription(id, change, store),
    due,
    async openToday(subscriptionId) {
      const subscription = await store.subscription(subscriptionId);
      if (subscription === null) throw new NotFound('There is no such subscription.');
      const { date } = localTime(zoneOf(subscription), clock.now());
      await open(subscriptionId, date);
      return `${subscriptionId}:${date}`;
    },
    mail: async () => ({ setUp: deps.mailer !== null, trouble: (await deps.mailer?.trouble()) ?? null }),
    send: (subject, signal) => sendDigest(subject, deps, signal),
  };
}
