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

/**
 * The same for many short tests: a database that was disposed of is emptied and used again, as its indexes take longest. Call
 * `drop` at the end.
 */
export function reusedDatabases(server: string): { open(): Promise<Opened>; drop(): Promise<void> } {
  const free: string[] = [];
  return {
    async open() {
      const url = free.pop() ?? freshUrl(server);
      const store = await openMongoStore({ url, role: 'loop', leaseClock: 'caller' });
      return {
        store,
        async dispose() {
          await store.close();
          await emptyDatabase(url);
          free.push(url);
        },
      };
    },
    async drop() {
      for (const url of free.splice(0)) await dropDatabase(url);
    },
  };
}

/** Erases all documents; collections, indexes and the number of the schema stay. */
async function emptyDatabase(url: string): Promise<void> {
  const connection = await mongoose.createConnection(url).asPromise();
  const collections = (await connection.db?.collections()) ?? [];
  const filled = collections.filter(({ collectionName }) => collectionName !== 'meta');
  await Promise.all(filled.map((collection) => collection.deleteMany({})));
  await connection.close();
}
