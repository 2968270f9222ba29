import { afterAll, beforeAll } from '@jest/globals';
import type { Store } from '../../../src/store/store.ts';

export interface Opened {
  readonly store: Store;
  /** Closes the store and removes what it left. */
  dispose(): Promise<void>;
}

export type Open = () => Promise<Opened>;

/** One store for a group of tests; each test speaks of a brand of its own. */
export function sharedStore(open: Open): () => Store {
  let opened: Opened | null = null;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened?.dispose());
  return () => {
    if (opened === null) throw new Error('the store is not open yet');
    return opened.store;
  };
}

export async function withStore<T>(open: Open, use: (store: Store) => Promise<T>): Promise<T> {
  const { store, dispose } = await open();
  try {
    return await use(store);
  } finally {
    await dispose();
  }
}
