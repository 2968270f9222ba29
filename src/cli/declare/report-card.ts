import type { Command } from 'commander';
import type { Declare } from './declare.ts';

export const reportCard: Declare = (program, context, done) => {
  program
    .command('report-card')
    .description('how well texts are read, by random ones that people read: precision, recall, drift by month')
    .option('--brand <id or name>', 'may be left out when there is one brand')
    .option('--draw <number>', 'first draw so many texts for people to read, from all not drawn from yet')
    .option('--json')
    .action(async (_options, command: Command) =>
      done(await (await import('../commands/report-card.ts')).reportCard(command.optsWithGlobals(), context)),
    );
};
