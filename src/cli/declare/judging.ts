import type { Declare } from './declare.ts';

export const judging: Declare = (program, context, done) => {
  const judge = program.command('eval').description('how well labelled texts of your own are read');
  judge
    .command('sentiment')
    .description('JSONL {id, text, label, lang?, title?, pros?, cons?}: accuracy, F1, confusion, calibration')
    .argument('<file>', 'JSONL, also zipped (.gz); - for standard input')
    .option(
      '--labels <number>',
      '4 (negative, neutral, positive, mixed) or 3: mixed answers by the sign of their score',
    )
    .option('--json', 'all figures as one JSON object')
    .action(async (file, options) =>
      done(await (await import('../commands/eval.ts')).evalSentiment({ ...options, file }, context)),
    );
  judge
    .command('themes')
    .description('JSONL {id, text, themes: [{theme, sentiment}] or aspects: [{aspect, polarity}], lang?}: F1, signs')
    .argument('<file>', 'JSONL, also zipped (.gz); - for standard input')
    .option('--json', 'all figures as one JSON object')
    .action(async (file, options) =>
      done(await (await import('../commands/eval.ts')).evalThemes({ ...options, file }, context)),
    );
  judge
    .command('dedupe')
    .description(
      'JSONL {id, source, text, ..., truth: {dup, near, edit, base?}}: pairwise F1 of copies and of families',
    )
    .argument('<file>', 'JSONL, also zipped (.gz); - for standard input')
    .option('--json', 'all figures as one JSON object')
    .action(async (file, options) =>
      done(await (await import('../commands/dedupe.ts')).evalDedupe({ ...options, file }, context)),
    );
  judge
    .command('unusual')
    .description(
      'JSONL {id, source, date, stars, text, label: paid (fake), genuine or unscored, tactic?, ...}: AUC, AP, recall',
    )
    .argument('<file>', 'JSONL, also zipped (.gz); - for standard input')
    .option('--json', 'all figures as one JSON object')
    .action(async (file, options) =>
      done(await (await import('../commands/unusual.ts')).evalUnusual({ ...options, file }, context)),
    );
};
