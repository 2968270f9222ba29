import type { Store } from '../store.ts';
import type { MongoDb } from './models.ts';

/** People, settings, brands, targets, runs, decisions, subscriptions and care. */
export function restMethods(_db: MongoDb): Partial<Store> {
  return {};
}
