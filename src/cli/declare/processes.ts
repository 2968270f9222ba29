import type { Command } from 'commander';
import type { Declare } from './declare.ts';

export const processes: Declare = (program, context, done) => {
  program
    .command('serve')
    .description('the page and the API alone; workers and a scheduler do the rest (needs MongoDB and Redis)')
    .option('--port <number>', 'port of the page (default 4600)')
    .option('--host <address>', 'address to listen on (default 127.0.0.1)')
    .action(async (_options, command: Command) =>
      done(await (await import('../commands/processes.ts')).serve(command.optsWithGlobals(), context)),
    );
  program
    .command('worker')
    .description('take jobs from the queue: visits, understanding, mails (needs MongoDB and Redis)')
    .option('--jobs <list>', 'some of scrape,understand,digest (default: all)')
    .option('--concurrency <number>', 'targets visited side by side (default: collect.concurrency)')
    .option('--port <number>', 'port of /healthz, /readyz and /metrics (default: none)')
    .option('--host <address>', 'address of that port (default 127.0.0.1)')
    .action(async (_options, command: Command) =>
      done(await (await import('../commands/processes.ts')).worker(command.optsWithGlobals(), context)),
    );
  program
    .command('scheduler')
    .description('say what is due; of several one leads and the others stand by (needs MongoDB and Redis)')
    .option('--port <number>', 'port of /healthz, /readyz and /metrics (default: none)')
    .option('--host <address>', 'address of that port (default 127.0.0.1)')
    .action(async (_options, command: Command) =>
      done(await (await import('../commands/processes.ts')).scheduler(command.optsWithGlobals(), context)),
    );
};
