import type { Store } from '../store.ts';
import { eventMethods } from './events.ts';
import type { MongoDb } from './models.ts';

/** Items, what is understood of them, figures and events. */
export function ownMethods(db: MongoDb): Partial<Store> {
  return { ...eventMethods(db) };
}
