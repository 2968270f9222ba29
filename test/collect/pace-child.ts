import { createRedisPace } from '../../src/collect/redis-pace.ts';
import { quietLog } from '../../src/domain/ambient.ts';

/** A process of its own that takes `n` slots of a host and tells when, by the clock that all processes of a machine share. */
const [url, prefix, host, n, minGapMs] = process.argv.slice(2) as [string, string, string, string, string];
const pace = await createRedisPace({ url, prefix, log: quietLog });
const times: number[] = [];
await Promise.all(
  Array.from({ length: Number(n) }, async () => {
    await pace.next(host, Number(minGapMs));
    times.push(Number(process.hrtime.bigint()) / 1e6);
  }),
);
process.stdout.write(JSON.stringify(times));
await pace.close();
