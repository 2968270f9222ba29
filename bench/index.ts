import { cpus } from 'node:os';
import { line } from './figure.ts';
import { holding } from './holding.ts';
import { loop } from './loop.ts';
import { parsing } from './parsing.ts';
import { queueing } from './queueing.ts';
import { reading } from './reading.ts';
import { starting } from './starting.ts';

/** `npm run bench`: every figure with its goal, and the ratio to a named peer of the same run. */
const wanted = process.argv[2];
const benches = { starting, parsing, reading, holding, loop, queueing };
process.stdout.write(
  `Node ${process.versions.node}, ${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown processor'}\n`,
);
for (const [name, bench] of Object.entries(benches)) {
  if (wanted !== undefined && wanted !== name) continue;
  for (const figure of await bench()) process.stdout.write(`${line(figure)}\n`);
}
