import { Brand } from '../../domain/brand.ts';
import { Subscription } from '../../domain/digest.ts';
import type { Store } from '../store.ts';
import type { InnerAnswers } from './methods.ts';

export type BodyMethods = Pick<Store, 'brands' | 'brand' | 'subscriptions' | 'subscription'>;

type Asked = {
  readonly [M in 'brandBodies' | 'subscriptionBodies']: (
    ...args: Parameters<InnerAnswers[M]>
  ) => Promise<readonly string[]>;
};

/**
 * What is kept whole as JSON is read on the caller's side, which has the schemas: in the threads of the store they would take
 * 8 MB each.
 */
export function bodyMethods({ brandBodies, subscriptionBodies }: Asked): BodyMethods {
  const brands = async (id: string | null): Promise<Brand[]> =>
    (await brandBodies(id)).map((body) => Brand.parse(JSON.parse(body)));
  const subscriptions = async (filter: { id?: string; brand?: string }): Promise<Subscription[]> =>
    (await subscriptionBodies(filter))
      .map((body) => Subscription.parse(JSON.parse(body)))
      .sort((a, b) => (`${a.createdAt} ${a.id}` < `${b.createdAt} ${b.id}` ? -1 : 1));
  return {
    brands: () => brands(null),
    brand: async (id) => (await brands(id))[0] ?? null,
    subscriptions: (filter = {}) => subscriptions(filter),
    subscription: async (id) => (await subscriptions({ id }))[0] ?? null,
  };
}
