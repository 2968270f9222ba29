import type { Delivery } from '../../domain/digest.ts';
import { NotFound } from '../../errors.ts';
import type { DigestStore } from '../digest-store.ts';
import type { Connection } from './connection.ts';

const COLUMNS = `subscription_id AS subscriptionId, local_date AS localDate, state, message_id AS messageId, attempts,
  next_try_at AS nextTryAt, created_at AS createdAt, sent_at AS sentAt, error`;
const ONE = 'subscription_id = ? AND local_date = ?';

function required(connection: Connection, subscriptionId: string, localDate: string): Delivery {
  const row = connection.get<Delivery>(`SELECT ${COLUMNS} FROM delivery WHERE ${ONE}`, subscriptionId, localDate);
  if (row === undefined) throw new NotFound('There is no such delivery.', { details: { subscriptionId, localDate } });
  return row;
}

type Opening = Parameters<DigestStore['openDelivery']>[0];

export function openDelivery(connection: Connection, opening: Opening): Delivery {
  const { subscriptionId, localDate, messageId, createdAt } = opening;
  connection.run(
    `INSERT OR IGNORE INTO delivery (subscription_id, local_date, state, message_id, attempts, created_at)
     VALUES (?, ?, 'pending', ?, 0, ?)`,
    subscriptionId,
    localDate,
    messageId,
    createdAt,
  );
  return required(connection, subscriptionId, localDate);
}

/** While it is being sent, its next try is the end of the lease: who died holding it has it taken again then. */
export function takeDelivery(
  connection: Connection,
  { subscriptionId, localDate, now, leaseMs }: Parameters<DigestStore['takeDelivery']>[0],
): Delivery | null {
  const taken = connection.run(
    `UPDATE delivery SET state = 'sending', attempts = attempts + 1, next_try_at = ?
     WHERE ${ONE} AND state IN ('pending', 'sending') AND (next_try_at IS NULL OR next_try_at <= ?)`,
    new Date(Date.parse(now) + leaseMs).toISOString(),
    subscriptionId,
    localDate,
    now,
  );
  return taken === 0 ? null : required(connection, subscriptionId, localDate);
}

/** What was accepted by a server stays sent, whoever comes later with another word. Throws `NotFound`. */
export function endDelivery(
  connection: Connection,
  { subscriptionId, localDate, state, nextTryAt, error, now }: Parameters<DigestStore['endDelivery']>[0],
): void {
  required(connection, subscriptionId, localDate);
  connection.run(
    `UPDATE delivery SET state = ?, next_try_at = ?, error = ?, sent_at = ? WHERE ${ONE} AND state <> 'sent'`,
    state,
    nextTryAt,
    error,
    state === 'sent' ? now : null,
    subscriptionId,
    localDate,
  );
}

/** Soonest first. */
export function openDeliveries(connection: Connection): readonly Delivery[] {
  return connection.all<Delivery>(
    `SELECT ${COLUMNS} FROM delivery WHERE state IN ('pending', 'sending') ORDER BY next_try_at, subscription_id, local_date`,
  );
}

/** Newest first. */
export function deliveries(
  connection: Connection,
  { subscriptionId, limit }: Parameters<DigestStore['deliveries']>[0],
): readonly Delivery[] {
  const order = 'ORDER BY local_date DESC, created_at DESC, subscription_id LIMIT ?';
  if (subscriptionId === undefined) return connection.all<Delivery>(`SELECT ${COLUMNS} FROM delivery ${order}`, limit);
  return connection.all<Delivery>(
    `SELECT ${COLUMNS} FROM delivery WHERE subscription_id = ? ${order}`,
    subscriptionId,
    limit,
  );
}
