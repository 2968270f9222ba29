import type { Declare } from './declare.ts';

export const dedupe: Declare = (program, context, done) => {
  program
    .command('dedupe')
    .description('which reviews of a file are one opinion (cluster) or one text family (near), whatever their order')
    .argument(
      '[file]',
      'JSONL {id, source, text, lang?, brand?, productId?, author?, authorId?, date?, stars?}, also zipped (.gz); - for standard input',
      '-',
    )
    .action(async (file: string) => done(await (await import('../commands/dedupe.ts')).dedupe({ file }, context)));
};
