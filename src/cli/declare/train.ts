import type { Declare } from './declare.ts';

export const train: Declare = (program, context, done) => {
  program
    .command('train')
    .description("learns from people's corrections and from stars how texts of this installation are read")
    .option('--dry-run', 'print before and after, keep nothing')
    .option('--force', 'keep what was learned even where it is not better')
    .option('--undo', 'go back to what was in use before')
    .option('--report', 'print how many corrections there are and what was learned from them')
    .option('--json', 'all figures as one JSON object')
    .action(async (_options, command) =>
      done(await (await import('../commands/train.ts')).train(command.optsWithGlobals(), context)),
    );
};
