import { describe } from '@jest/globals';
import { quietLog } from '../../src/domain/ambient.ts';
import { createBullQueue } from '../../src/queue/bull-queue.ts';
import { sharedRedis } from '../services.ts';
import { queueContract } from './contract.ts';

const redis = sharedRedis('queue on Redis');
if (redis !== null) {
  describe('queue on Redis', () => {
    queueContract('bull', async ({ concurrency }) =>
      createBullQueue({ url: redis.url, prefix: `${redis.prefix}-${Math.random()}`, concurrency, log: quietLog }),
    );
  });
}
