import type { Command } from 'commander';
import type { Declare } from './declare.ts';

export const sources: Declare = (program, context, done) => {
  const targets = program.command('targets').description('places to read: list, add, pause, resume, run, remove');
  targets
    .command('list', { isDefault: true })
    .description('all targets with their health')
    .option('--brand <id or name>')
    .option('--json')
    .action(async (_options, command: Command) =>
      done(await (await import('../commands/targets.ts')).listTargets(command.optsWithGlobals(), context)),
    );
  targets
    .command('add')
    .description('add a target from a pasted address and read one page at once')
    .argument('<url>')
    .option('--brand <id or name>')
    .option('--scraper <name>')
    .option('--schedule <cron>')
    .option('--title <text>')
    .option('--json')
    .action(async (url, _options, command: Command) =>
      done(await (await import('../commands/targets.ts')).addTarget({ ...command.optsWithGlobals(), url }, context)),
    );
  for (const change of ['pause', 'resume', 'run', 'remove'] as const) {
    targets
      .command(change)
      .argument('<id>')
      .option('--json')
      .action(async (id, _options, command: Command) =>
        done(
          await (await import('../commands/targets.ts')).changeTarget(
            { ...command.optsWithGlobals(), id, change },
            context,
          ),
        ),
      );
  }
  program
    .command('unpark')
    .description('try again a target or a job that was set aside because it ended its processes, and say why it was')
    .argument('<id>', 'of the target, or of the job as "molva doctor" names it')
    .option('--json')
    .action(async (id, _options, command: Command) =>
      done(await (await import('../commands/unpark.ts')).unpark({ ...command.optsWithGlobals(), id }, context)),
    );
  program
    .command('scrapers')
    .description('sources that Molva can read')
    .option('--json')
    .option('--markdown', 'the whole description, as in docs/scrapers.md')
    .action(async (options) => done((await import('../commands/targets.ts')).listScrapers(options, context)));
};
