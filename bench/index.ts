import { cpus } from 'node:os';
import { crawling } from './crawling.ts';
import { dedupe } from './dedupe.ts';
import { line } from './figure.ts';
import { holding } from './holding.ts';
import { loop } from './loop.ts';
import { million, millionMongo } from './million.ts';
import { parsing } from './parsing.ts';
import { queueing } from './queueing.ts';
import { reading } from './reading.ts';
import { sentiment } from './sentiment.ts';
import { serving } from './serving.ts';
import { sharing } from './sharing.ts';
import { starting } from './starting.ts';
import { unusual } from './unusual.ts';

/** `npm run bench [name]`: figures with their goals, and the ratio to a named peer of the same run. Those that take minutes only by name. */
const wanted = process.argv[2];
const benches = {
  starting,
  parsing,
  reading,
  sentiment,
  dedupe,
  unusual,
  sharing,
  holding,
  loop,
  queueing,
  crawling,
  serving,
  million,
  'million-mongo': millionMongo,
};
const LONG: readonly string[] = ['crawling', 'serving', 'million', 'million-mongo'];
process.stdout.write(
  `Node ${process.versions.node}, ${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown processor'}\n`,
);
for (const [name, bench] of Object.entries(benches)) {
  if (wanted === undefined ? LONG.includes(name) : wanted !== name) continue;
  for (const figure of await bench()) process.stdout.write(`${line(figure)}\n`);
}
