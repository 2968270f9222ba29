import { Subscription } from '../../domain/digest.ts';
import type { DigestStore } from '../digest-store.ts';
import type { MongoDb } from './models.ts';

type SubscriptionMethods = 'saveSubscription' | 'subscriptions' | 'subscription' | 'removeSubscription';

function parsed({ body }: { readonly body: string }): Subscription {
  return Subscription.parse(JSON.parse(body));
}

export function subscriptionMethods(db: MongoDb): Pick<DigestStore, SubscriptionMethods> {
  return {
    async saveSubscription(subscription) {
      const { id, brand } = subscription;
      await db.subscriptions.replaceOne({ _id: id }, { brand, body: JSON.stringify(subscription) }, { upsert: true });
    },
    /** Oldest first. */
    async subscriptions({ brand } = {}) {
      const found = await db.subscriptions
        .find(brand === undefined ? {} : { brand })
        .hint('brand')
        .lean();
      return found.map(parsed).sort((a, b) => (`${a.createdAt} ${a.id}` < `${b.createdAt} ${b.id}` ? -1 : 1));
    },
    async subscription(id) {
      const found = await db.subscriptions.findById(id).lean();
      return found === null ? null : parsed(found);
    },
    async removeSubscription(id) {
      return (await db.subscriptions.deleteOne({ _id: id })).deletedCount > 0;
    },
  };
}
