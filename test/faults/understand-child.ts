import { createPool } from '../../src/compute/pool.ts';
import { quietLog } from '../../src/domain/ambient.ts';
import { understandPending } from '../../src/jobs/understand-pending.ts';
import { crashEngine } from '../crash/engine.ts';
import { ownText } from '../own-texts.ts';
import { bring, draft } from '../store/drafts.ts';

export interface Held {
  readonly understood: number;
  readonly samples: number;
  /** Of the main thread's own work between two looks, in ms of its processor time: what others on the machine do does not count. */
  readonly p99Ms: number;
}

/** Understands `count` texts and says how long the main thread was held. Arguments: folder, count; prints `Held`. */
const [folder = '', count = '0'] = process.argv.slice(2);
const LOOK_MS = 2;

const store = await crashEngine().open(folder, 'loop');
const compute = createPool({ workers: 1, parseTimeoutMs: 10_000, secret: 'a secret of the test' });
for (let from = 0; from < Number(count); from += 500) {
  const texts = Array.from({ length: 500 }, (_, at) =>
    draft(`k${from + at}`, { text: ownText(from + at), stars: 1 + (at % 5) }),
  );
  await bring(store, texts);
}
await compute.modelVersion();

const spent: number[] = [];
let last = process.threadCpuUsage();
const timer = setInterval(() => {
  const { user, system } = process.threadCpuUsage(last);
  last = process.threadCpuUsage();
  spent.push((user + system) / 1000);
}, LOOK_MS);
const understood = await understandPending(
  { store, compute, matchMentions: () => false, now: () => new Date().toISOString(), log: quietLog },
  {},
);
clearInterval(timer);
await compute.close();
await store.close();
spent.sort((a, b) => a - b);
const held: Held = { understood, samples: spent.length, p99Ms: spent[Math.floor(spent.length * 0.99)] ?? 0 };
process.stdout.write(`${JSON.stringify(held)}\n`);
