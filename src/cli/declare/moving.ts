import type { Command } from 'commander';
import type { Declare } from './declare.ts';

export const moving: Declare = (program, context, done) => {
  program
    .command('migrate')
    .description('move everything to another, empty store, and compare both; stop Molva first')
    .requiredOption('--from <store>', 'sqlite:PATH of molva.db, or mongodb://user:password@host:27017/molva')
    .requiredOption('--to <store>', 'the same; broken off, the same command goes on')
    .option('--json')
    .action(async (_options, command: Command) =>
      done(await (await import('../commands/migrate.ts')).migrate(command.optsWithGlobals(), context)),
    );
};
