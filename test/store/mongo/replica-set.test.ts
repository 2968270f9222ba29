import { afterAll, beforeAll, describe } from '@jest/globals';
import { type MongoServer, startMongo } from '../../servers/mongo.ts';
import { sharedMongo } from '../../services.ts';
import { decisionsContract } from '../contract/decisions.ts';
import { runsContract } from '../contract/runs.ts';
import { targetsContract } from '../contract/targets.ts';
import { openFresh } from './temp-store.ts';

/** What only a set does otherwise: reads and writes by the majority, sessions, retried writes. */
if (sharedMongo('MongoDB as a replica set') !== null)
  describe('MongoDB as a replica set', () => {
    let server: MongoServer;
    beforeAll(async () => {
      server = await startMongo({ replicaSet: true });
    });
    afterAll(() => server.stop());

    const open = () => openFresh(server.url);
    targetsContract(open);
    runsContract(open);
    decisionsContract(open);
  });
