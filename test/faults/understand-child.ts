import { createPool } from '../../src/compute/pool.ts';
import { quietLog } from '../../src/domain/ambient.ts';
import { understandPending } from '../../src/jobs/understand-pending.ts';
import { crashEngine } from '../crash/engine.ts';
import { bring, draft } from '../store/drafts.ts';

export interface Held {
  readonly understood: number;
  readonly samples: number;
  /** Of the main thread's own work between two looks, in ms of its processor time: what others on the machine do does not count. */
  readonly p99Ms: number;
}

/** Understands `count` texts and says how long the main thread was held. Arguments: folder, count; prints `Held`. */
const [folder = '', count = '0'] = process.argv.slice(2);
const WORDS =
  'доставка была очень быстрая курьер вежливый товар пришёл целый но упаковка плохая и цена выше чем обещали в магазине рекомендую всем'.split(
    ' ',
  );
const LOOK_MS = 2;

const store = await crashEngine().open(folder, 'loop');
const compute = createPool({ workers: 1, parseTimeoutMs: 10_000, secret: 'a secret of the test' });
for (let from = 0; from < Number(count); from += 500) {
  const texts = Array.from({ length: 500 }, (_, at) => {
    const number = from + at;
    const text = Array.from(
      { length: 45 },
      (__, word) => WORDS[(number * 7 + word * (1 + (number % 5))) % WORDS.length],
    ).join(' ');
    return draft(`k${number}`, { text: `${text} ${number}.`, stars: 1 + (number % 5) });
  });
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
