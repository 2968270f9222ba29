import { describe, expect, test } from '@jest/globals';
import { engineProblems } from '../../config/engines.ts';
import { loadConfig } from '../../config/load.ts';
import { Config } from '../../config/schema.ts';
import { BadConfig } from '../../src/errors.ts';

const MONGO = 'mongodb://molva:hunter2@db.example.org:27017/molva';
const REDIS = 'redis://:hunter2@queue.example.org:6379';

function problems(mongo: string | null, redis: string | null): readonly string[] {
  return engineProblems(Config.parse({ store: { mongo: { url: mongo } }, queue: { redis: { url: redis } } }));
}

describe('store and queue of several processes', () => {
  test('go together, and so do the file and the queue in the process, and a server store with one process', () => {
    for (const [mongo, redis] of [
      [MONGO, REDIS],
      [null, null],
      [MONGO, null],
      ['mongodb+srv://cluster.example.org/molva?retryWrites=true', 'rediss://queue.example.org'],
      ['mongodb://a:1,b:2,c:3/molva?replicaSet=r', 'redis://localhost:6379/3'],
    ] as const)
      expect(problems(mongo, redis)).toEqual([]);
  });

  test('a common queue without a common store is refused with a sentence [R35]', () => {
    expect(problems(null, REDIS)).toEqual([
      'queue.redis.url: a queue of several processes needs a store that several can open: set store.mongo.url too, or leave both out',
    ]);
  });

  test('what is no address is refused, and no password is told', () => {
    for (const mongo of ['molva:hunter2@host/molva', 'http://molva:hunter2@host', '', 'mongodb://'])
      expect(problems(mongo, null)).toEqual([expect.stringMatching(/^store\.mongo\.url: wanted mongodb:/)]);
    for (const redis of ['host:6379', 'http://hunter2@host', '', 'redis://'])
      expect(problems(MONGO, redis)).toEqual([expect.stringMatching(/^queue\.redis\.url: wanted redis:/)]);
    expect([...problems('x:hunter2@y', 'z:hunter2@y')].join()).not.toContain('hunter2');
  });

  test('come from the environment, where passwords belong', () => {
    const env = { MOLVA_STORE_MONGO_URL: MONGO, MOLVA_QUEUE_REDIS_URL: REDIS };
    const { config } = loadConfig({ env, cwd: '/' });
    expect([config.store.mongo.url, config.queue.redis.url]).toEqual([MONGO, REDIS]);
    expect(() => loadConfig({ env: { ...env, MOLVA_STORE_MONGO_URL: 'null' }, cwd: '/' })).toThrow(BadConfig);
  });
});
