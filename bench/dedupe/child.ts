import { PassThrough } from 'node:stream';
import { dedupe } from '../../src/cli/commands/dedupe.ts';
import type { CliContext } from '../../src/cli/context.ts';
import { DuplicateSearch } from '../../src/understand/duplicates/index.ts';
import { DupLine, toInput } from '../../src/understand/duplicates/line.ts';
import { manyReviews } from './reviews.ts';

/** `whole <file>`: the command on a file; `more <n>`: one more review into n. Prints figures as JSON. */
const [what, argument] = process.argv.slice(2);
const MORE = 400;

function seconds(begin: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1e6;
}

async function whole(file: string): Promise<unknown> {
  const stdout = new PassThrough();
  stdout.resume();
  const context = { stdin: process.stdin, stdout, stderr: process.stderr, stop: new AbortController().signal };
  const [begin, start] = [process.cpuUsage(), performance.now()];
  await dedupe({ file }, context as unknown as CliContext);
  return {
    seconds: (performance.now() - start) / 1000,
    cpuSeconds: seconds(begin),
    peakMegabytes: process.resourceUsage().maxRSS / 1000,
  };
}

function more(howMany: number): unknown {
  const search = new DuplicateSearch();
  const times: number[] = [];
  let n = 0;
  for (const row of manyReviews(howMany + MORE)) {
    const input = toInput(DupLine.parse(row));
    n += 1;
    if (n <= howMany) search.add(input);
    if (n === howMany) search.place(() => undefined);
    if (n <= howMany) continue;
    const begin = process.cpuUsage();
    search.alike(input);
    times.push(seconds(begin) * 1000);
  }
  times.sort((a, b) => a - b);
  return { medianMs: times[MORE / 2], p95Ms: times[Math.floor(MORE * 0.95)] };
}

process.stdout.write(JSON.stringify(what === 'whole' ? await whole(argument!) : more(Number(argument))));
