import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { LEAN_FLAGS, leanEnv } from '../src/app-lean.ts';
import { PAGES } from './crawl/cards.ts';
import { type Figure, median } from './figure.ts';

const ROUNDS = 3;
const CACHE = fileURLToPath(new URL('../node_modules/.cache/molva', import.meta.url));
const CHILD = fileURLToPath(new URL('./crawl/child.ts', import.meta.url));

interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
}

/** 20,000 cards on 1,000 pages of a site on loopback, read in turn by us and by Crawlee, each in a process of its own. */
export async function crawling(): Promise<Figure[]> {
  const site = start('serve');
  const [{ port }] = (await once(site, 'message')) as [{ port: number }];
  const found = { parse: [] as Measured[], whole: [] as Measured[], crawlee: [] as Measured[] };
  try {
    for (let round = 0; round < ROUNDS; round += 1)
      for (const way of ['crawlee', 'parse', 'whole'] as const) found[way].push(await measured(way, port));
  } finally {
    site.kill();
  }
  const rate = (way: keyof typeof found) => median(found[way].map(({ seconds }) => PAGES / seconds));
  const memory = (way: keyof typeof found) => median(found[way].map(({ megabytes }) => megabytes));
  const peer = { name: 'Crawlee, fetch and parse', value: rate('crawlee') };
  const common = { unit: 'pages/s', better: 'bigger' as const, peer };
  return [
    { what: 'fetch and parse', value: rate('parse'), goal: 1.5 * peer.value, ...common },
    { what: 'fetch, parse, understand and store', value: rate('whole'), goal: peer.value, ...common },
    {
      what: 'peak memory of the whole way',
      value: memory('whole'),
      unit: 'MB',
      goal: 0.6 * memory('crawlee'),
      better: 'smaller',
      peer: { name: 'Crawlee', value: memory('crawlee') },
    },
  ];
}

/** With our memory settings where it is ours, with those that everybody has where it is the peer. */
function start(...args: string[]): ChildProcess {
  const ours = args[0] === 'whole';
  return fork(CHILD, args, {
    execArgv: ['--disable-warning=ExperimentalWarning', ...(ours ? LEAN_FLAGS : [])],
    env: ours ? leanEnv(process.env, CACHE) : process.env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

async function measured(way: string, port: number): Promise<Measured> {
  const child = start(way, String(port));
  const message = once(child, 'message') as Promise<[Measured]>;
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${way} ended with ${code}`);
  });
  return (await Promise.race([message, ended]))[0];
}
