import { createHash } from 'node:crypto';
import { isQuiet } from '../digest/build.ts';
import type { DigestContent, Language, RenderedDigest } from '../digest/content.ts';
import { subscriptionsLink } from '../digest/render/links.ts';
import type { Clock, Log } from '../domain/ambient.ts';
import type { Delivery, Subscription } from '../domain/digest.ts';
import { NeedsSetup } from '../errors.ts';
import type { Mailer } from '../mail/mailer.ts';
import { type ComposeDeps, composeDigest } from './compose-digest.ts';
import { retryGapMs } from './digest-hours.ts';
import type { SendOutcome } from './digests.ts';

export interface SendDeps extends ComposeDeps {
  readonly render: (content: DigestContent, language: Language) => Promise<RenderedDigest>;
  /** Null: mail is not set up. */
  readonly mailer: Mailer | null;
  /** `Name <box@host>` or a bare address. */
  readonly from: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Longer than composing and sending together: whoever holds a delivery longer is dead. */
  readonly leaseMs: number;
}

const DAY_MS = 86_400_000;
/** Mails looked back through for the last one that was sent. */
const LOOK_BACK = 100;

/** The same at every try, unguessable from outside only as far as the subscription's id is; the host is the sender's. */
export function messageIdOf(subscriptionId: string, localDate: string, from: string): string {
  const hash = createHash('sha256').update(`digest\0${subscriptionId}\0${localDate}`).digest('hex').slice(0, 32);
  const host = /@([a-z0-9.-]+)/i.exec(from)?.[1] ?? 'localhost';
  return `<${hash}@${host}>`;
}

type Ending = { readonly state: 'sent' | 'skipped' | 'pending' | 'failed'; readonly error: string | null };

/**
 * Sends one mail whose row is written: takes it, composes, sends, ends it. Every failure but a final refusal leaves it pending with a
 * later try. A process that dies between the server's acceptance and the mark leaves it `sending`: after the lease it is sent again,
 * with the same Message-ID.
 */
export async function sendDigest(subject: string, deps: SendDeps, signal: AbortSignal): Promise<SendOutcome> {
  const { store, mailer, clock, log, leaseMs } = deps;
  if (mailer === null)
    throw new NeedsSetup('Mail is not set up: set mail.url and mail.from (smtp://user@host:587, or file:./mails).');
  const cut = subject.lastIndexOf(':');
  const [subscriptionId, localDate] = [subject.slice(0, cut), subject.slice(cut + 1)];
  const delivery = await store.takeDelivery({ subscriptionId, localDate, now: now(clock), leaseMs });
  if (delivery === null) return { state: 'not-taken', localDate, error: null };
  const startedMs = clock.now();
  let ending: Ending;
  try {
    ending = await attempt(delivery, startedMs, { ...deps, mailer }, signal);
  } catch (error) {
    log.error({ subscription: subscriptionId, localDate, err: error }, 'digest could not be made');
    ending = {
      state: 'pending',
      error: `the mail could not be made (${error instanceof Error ? error.name : 'error'})`,
    };
  }
  const gapMs = signal.aborted ? 0 : retryGapMs(delivery.attempts);
  await store.endDelivery({
    subscriptionId,
    localDate,
    ...ending,
    nextTryAt: ending.state === 'pending' ? new Date(clock.now() + gapMs).toISOString() : null,
    // Of a sent mail the instant of its figures: what is collected while it is on its way is new in the next one.
    now: ending.state === 'sent' ? new Date(startedMs).toISOString() : now(clock),
  });
  const fields = { subscription: subscriptionId, localDate, attempts: delivery.attempts, reason: ending.error };
  if (ending.state === 'sent') log.info(fields, 'digest sent');
  else if (ending.state === 'failed') log.error(fields, 'digest refused for good');
  else if (ending.state === 'pending') log.warn(fields, 'digest waits for another try');
  return { state: ending.state, localDate, error: ending.error };
}

const now = (clock: Clock): string => new Date(clock.now()).toISOString();

async function attempt(
  delivery: Delivery,
  nowMs: number,
  deps: SendDeps & { readonly mailer: Mailer },
  signal: AbortSignal,
): Promise<Ending> {
  const { store, mailer, from } = deps;
  const subscription = await store.subscription(delivery.subscriptionId);
  if (subscription === null) return { state: 'failed', error: 'the subscription was removed' };
  if (subscription.paused) return { state: 'skipped', error: 'the subscription is paused' };
  const brand = await store.brand(subscription.brand);
  if (brand === null) return { state: 'failed', error: 'the brand was removed' };
  const since = await lastMailAt(subscription.id, nowMs, deps);
  const content = await composeDigest({ brand, since, nowMs, subscription }, deps);
  if (subscription.quiet === 'skip' && isQuiet(content)) return { state: 'skipped', error: 'nothing new' };
  const { subject, html, text } = await deps.render(content, subscription.language);
  if (signal.aborted) return { state: 'pending', error: 'Molva was stopped' };
  const sent = await mailer.send({
    from,
    to: subscription.recipient,
    subject,
    html,
    text,
    messageId: delivery.messageId,
    headers: headersOf(content, subscription),
  });
  if (sent.accepted) return { state: 'sent', error: null };
  return { state: sent.final ? 'failed' : 'pending', error: sent.reason };
}

/** RFC 3834: no holiday answers. RFC 2369: the way out, where a reader can reach it. */
function headersOf(content: DigestContent, subscription: Subscription): Record<string, string> {
  const leave = subscriptionsLink(content);
  return {
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    'List-Id': `<digest.${subscription.brand}.molva>`,
    ...(leave === null ? {} : { 'List-Unsubscribe': `<${leave}>` }),
  };
}

/** Instant of the figures of the last mail that was sent; a day ago where there is none. One from the future (a clock set back) is none. */
async function lastMailAt(subscriptionId: string, nowMs: number, { store }: SendDeps): Promise<string> {
  const before = await store.deliveries({ subscriptionId, limit: LOOK_BACK });
  const sent = before
    .filter(({ state, sentAt }) => state === 'sent' && sentAt !== null && Date.parse(sentAt) <= nowMs)
    .map(({ sentAt }) => sentAt!)
    .sort();
  return sent.at(-1) ?? new Date(nowMs - DAY_MS).toISOString();
}
