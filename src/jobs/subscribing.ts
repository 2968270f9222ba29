import { createHash } from 'node:crypto';
import { NewSubscription, Subscription } from '../domain/digest.ts';
import { BadInput, NotFound } from '../errors.ts';
import type { Store } from '../store/store.ts';
import { knownZone } from './digest-hours.ts';

/** From brand and address: one that was removed and is made again finds what was sent to it, and is not sent the same day twice. */
export function subscriptionId(brand: string, recipient: string): string {
  return createHash('sha256').update(`${brand}\0${recipient.toLowerCase()}`).digest('hex').slice(0, 16);
}

/** Adds a subscription, or changes the one of the same address and brand. Throws `BadInput` (brand, recipient, timeZone, ...). */
export async function subscribe(
  wanted: NewSubscription,
  { store, by, now }: { readonly store: Store; readonly by: string; readonly now: string },
): Promise<Subscription> {
  const parsed = NewSubscription.safeParse(wanted);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new BadInput(String(issue?.path[0] ?? 'subscription'), issue?.message ?? 'is wrong');
  }
  const { data } = parsed;
  checkZone(data.timeZone);
  if ((await store.brand(data.brand)) === null) {
    const ids = (await store.brands()).map(({ id }) => id);
    throw new BadInput(
      'brand',
      `no brand is called ${JSON.stringify(data.brand)}; there are: ${ids.join(', ') || 'none'}`,
    );
  }
  const id = subscriptionId(data.brand, data.recipient);
  const before = await store.subscription(id);
  const subscription: Subscription = {
    ...data,
    id,
    paused: false,
    createdBy: before?.createdBy ?? by,
    createdAt: before?.createdAt ?? now,
  };
  await store.saveSubscription(subscription);
  return subscription;
}

/** Throws `NotFound`, `BadInput` (timeZone, hour, ...). */
export async function changeSubscription(
  id: string,
  change: Partial<Omit<Subscription, 'id' | 'brand' | 'recipient'>>,
  store: Store,
): Promise<Subscription> {
  const before = await store.subscription(id);
  if (before === null) throw new NotFound('There is no such subscription.');
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const parsed = Subscription.safeParse({ ...before, ...given });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new BadInput(String(issue?.path[0] ?? 'subscription'), issue?.message ?? 'is wrong');
  }
  if (change.timeZone !== undefined) checkZone(change.timeZone);
  await store.saveSubscription(parsed.data);
  return parsed.data;
}

function checkZone(timeZone: string): void {
  if (!knownZone(timeZone))
    throw new BadInput(
      'timeZone',
      `got ${JSON.stringify(timeZone.slice(0, 60))}, wanted an IANA zone such as "Europe/Amsterdam"`,
    );
}
