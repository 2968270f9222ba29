import { randomBytes } from 'node:crypto';
import mongoose from 'mongoose';
import { type MongoOptions, openMongoStore } from '../../../src/store/mongo/open.ts';
import type { Opened } from '../contract/open.ts';

/** A database of its own on a server: `mongodb://host:port/molva-test-...`. */
export function freshUrl(server: string): string {
  const url = new URL(server);
  url.pathname = `/molva-test-${randomBytes(6).toString('hex')}`;
  return url.href;
}

export async function dropDatabase(url: string): Promise<void> {
  const connection = await mongoose.createConnection(url).asPromise();
  await connection.dropDatabase();
  await connection.close();
}

/** A new store in a database of its own, whose leases run out by the time that the tests make up. */
export async function openFresh(
  server: string,
  options: Partial<MongoOptions> = {},
): Promise<Opened & { readonly url: string }> {
  const url = freshUrl(server);
  const store = await openMongoStore({ url, role: 'loop', leaseClock: 'caller', ...options });
  return {
    store,
    url,
    async dispose() {
      await store.close();
      await dropDatabase(url);
    },
  };
}
