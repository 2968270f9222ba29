import type { Delivery } from '../../domain/digest.ts';
import { NotFound } from '../../errors.ts';
import type { DigestStore } from '../digest-store.ts';
import { instant } from '../rows/times.ts';
import { isDuplicate } from './failures.ts';
import { leaseEnd, leaseNow } from './lease-clock.ts';
import type { MongoDb } from './models.ts';
import type { DeliveryDoc } from './own-documents.ts';

type DeliveryMethods = 'openDelivery' | 'takeDelivery' | 'endDelivery' | 'openDeliveries' | 'deliveries';

interface Place {
  readonly subscriptionId: string;
  readonly localDate: string;
}

/** One a day and subscription: the identity is the unique index. */
function idOf({ subscriptionId, localDate }: Place): string {
  return `${subscriptionId}:${localDate}`;
}

function toDelivery(doc: DeliveryDoc): Delivery {
  return {
    subscriptionId: doc.subscription_id,
    localDate: doc.local_date,
    state: doc.state as Delivery['state'],
    messageId: doc.message_id,
    attempts: doc.attempts,
    nextTryAt: doc.next_try_at ?? null,
    createdAt: doc.created_at,
    sentAt: doc.sent_at ?? null,
    error: doc.error ?? null,
  };
}

async function required(db: MongoDb, place: Place): Promise<Delivery> {
  const found = await db.deliveries.findById(idOf(place)).lean();
  if (found === null) throw new NotFound('There is no such delivery.', { details: { ...place } });
  return toDelivery(found);
}

/** Whether it may be taken: one that waits by the time of its next try, one that is being sent when its holder's lease is over. */
function free(db: MongoDb, now: string) {
  return {
    $or: [
      { state: 'pending', $or: [{ next_try_at: { $exists: false } }, { next_try_at: { $lte: now } }] },
      { state: 'sending', $expr: { $lte: ['$held_until', leaseNow(db, now)] } },
    ],
  };
}

export function deliveryMethods(db: MongoDb): Pick<DigestStore, DeliveryMethods> {
  return {
    async openDelivery({ subscriptionId, localDate, messageId, createdAt }) {
      const place = { subscriptionId, localDate };
      try {
        await db.deliveries.insertOne({
          _id: idOf(place),
          subscription_id: subscriptionId,
          local_date: localDate,
          state: 'pending',
          message_id: messageId,
          attempts: 0,
          created_at: instant(createdAt) ?? createdAt,
        });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
      return required(db, place);
    },
    /** While it is being sent, its next try is the end of the lease: who died holding it has it taken again then. */
    async takeDelivery({ now, leaseMs, ...place }) {
      const taken = await db.deliveries
        .findOneAndUpdate(
          { _id: idOf(place), ...free(db, instant(now) ?? now) },
          [
            { $set: { held_until: leaseEnd(db, now, leaseMs) } },
            {
              $set: {
                state: 'sending',
                attempts: { $add: ['$attempts', 1] },
                next_try_at: { $dateToString: { date: '$held_until' } },
              },
            },
          ],
          { returnDocument: 'after', updatePipeline: true },
        )
        .lean();
      return taken === null ? null : toDelivery(taken);
    },
    /** What was accepted by a server stays sent, whoever comes later with another word. Throws `NotFound`. */
    async endDelivery({ state, nextTryAt, error, now, ...place }) {
      const columns = {
        next_try_at: instant(nextTryAt),
        error,
        sent_at: state === 'sent' ? (instant(now) ?? now) : null,
      };
      const there = Object.entries(columns).filter(([, value]) => value !== null);
      const gone = Object.entries(columns).filter(([, value]) => value === null);
      const ended = await db.deliveries.updateOne(
        { _id: idOf(place), state: { $ne: 'sent' } },
        {
          $set: { state, ...Object.fromEntries(there) },
          $unset: { held_until: 1, ...Object.fromEntries(gone.map(([name]) => [name, 1])) },
        },
      );
      if (ended.matchedCount === 0) await required(db, place);
    },
    async openDeliveries() {
      const found = await db.deliveries
        .find({ state: { $in: ['pending', 'sending'] } })
        .sort({ next_try_at: 1, subscription_id: 1, local_date: 1 })
        .hint('state_next')
        .lean();
      return found.map(toDelivery);
    },
    async deliveries({ subscriptionId, limit }) {
      // One a day: within a subscription the date alone is the order.
      const query =
        subscriptionId === undefined
          ? db.deliveries.find().sort({ local_date: -1, created_at: -1, subscription_id: 1 }).hint('date')
          : db.deliveries.find({ subscription_id: subscriptionId }).sort({ local_date: -1 }).hint('subscription_date');
      return limit <= 0 ? [] : (await query.limit(limit).lean()).map(toDelivery);
    },
  };
}
