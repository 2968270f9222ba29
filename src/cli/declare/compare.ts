import type { Command } from 'commander';
import type { Declare } from './declare.ts';

export const compare: Declare = (program, context, done) => {
  program
    .command('compare')
    .description('what people say in public beside what they say when asked, with intervals and a verdict in words')
    .option('--brand <id or name>', 'may be left out when there is one brand')
    .option('--from <day>', 'first day (default: 89 days before the last)')
    .option('--to <day>', 'last day (default: today)')
    .option('--copies <one or all>', 'count each copy of an opinion (default: one for all of them)')
    .option('--json')
    .action(async (_options, command: Command) =>
      done(await (await import('../commands/compare.ts')).compare(command.optsWithGlobals(), context)),
    );
};
