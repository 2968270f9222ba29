import { afterAll, beforeAll, describe } from '@jest/globals';
import { type MongoServer, startMongo } from '../servers/mongo.ts';
import { sharedMongo } from '../services.ts';
import { storeContract } from '../store/contract.ts';
import { reusedDatabases } from '../store/mongo/temp-store.ts';

/** All that a store does, where its writes are transactions. */
if (sharedMongo('the store contract on a replica set') !== null)
  describe('a replica set', () => {
    let server: MongoServer;
    let databases: ReturnType<typeof reusedDatabases>;
    beforeAll(async () => {
      server = await startMongo({ replicaSet: true });
      databases = reusedDatabases(server.url);
    });
    afterAll(() => server.stop());
    storeContract('MongoDB as a replica set', () => databases.open());
  });
