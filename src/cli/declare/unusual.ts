import type { Declare } from './declare.ts';

export const unusual: Declare = (program, context, done) => {
  program
    .command('unusual')
    .description('which reviews of a file are likely paid or rewarded, and why')
    .argument(
      '[file]',
      'JSONL {id, source, brand?, productId?, authorId?, date, stars?, text, ...}, also zipped (.gz); - for standard input',
      '-',
    )
    .action(async (file: string) => done(await (await import('../commands/unusual.ts')).unusual({ file }, context)));
};
