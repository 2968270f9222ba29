import type { Config } from './schema.ts';

const MONGO = /^mongodb(?:\+srv)?:\/\/[^\s/]+(?:\/\S*)?$/;

/** Sentences about stores and queues that cannot work together. Addresses may hold a password: none is quoted. */
export function engineProblems({ store, queue }: Pick<Config, 'store' | 'queue'>): string[] {
  const problems: string[] = [];
  const { url: mongo } = store.mongo;
  const { url: redis } = queue.redis;
  if (mongo !== null && !MONGO.test(mongo))
    problems.push(
      'store.mongo.url: wanted mongodb://user:password@host:27017/molva, or null for the file in the data folder',
    );
  if (redis === null) return problems;
  const parsed = URL.parse(redis);
  if (parsed === null || !/^rediss?:$/.test(parsed.protocol) || parsed.hostname === '')
    problems.push('queue.redis.url: wanted redis://user:password@host:6379, or null for a queue in the process');
  if (mongo === null)
    problems.push(
      'queue.redis.url: a queue of several processes needs a store that several can open: set store.mongo.url too, or leave both out',
    );
  return problems;
}
