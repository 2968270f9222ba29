import type { Command } from 'commander';
import type { Declare } from './declare.ts';

export const digest: Declare = (program, context, done) => {
  const command = program
    .command('digest')
    .description('the daily mail: who gets it, a preview, sending what is due')
    .option('--preview', 'show what the mail would say now (the default)')
    .option('--brand <id or name>')
    .option('--language <language>', 'ru, en or nl (default: the brand’s first)')
    .option('--out <file>', 'write the HTML part there')
    .option('--text', 'print the text part')
    .option('--send', 'send what is due now, or with --subscription that one today')
    .option('--subscription <id>')
    .option('--json')
    .action(async (_options, self: Command) =>
      done(await (await import('../commands/digest.ts')).digest(self.optsWithGlobals(), context)),
    );
  command
    .command('list')
    .description('all subscriptions with their last mail')
    .action(async (_options, self: Command) =>
      done(await (await import('../commands/subscriptions.ts')).listSubscriptions(self.optsWithGlobals(), context)),
    );
  command
    .command('add')
    .description('subscribe an address; the same address and brand again changes it')
    .argument('<mail>')
    .option('--hour <hour>', 'local hour of sending, 0 to 23', '8')
    .option('--time-zone <zone>', 'default: the zone of the brand')
    .option('--workdays', 'Monday to Friday alone')
    .option('--skip-quiet', 'no mail when nothing is new and all sources are fine')
    .action(async (mail, _options, self: Command) =>
      done(
        await (await import('../commands/subscriptions.ts')).addSubscription(
          { ...self.optsWithGlobals(), mail },
          context,
        ),
      ),
    );
  command
    .command('remove')
    .argument('<id>')
    .action(async (id, _options, self: Command) =>
      done(
        await (await import('../commands/subscriptions.ts')).removeSubscription(
          { ...self.optsWithGlobals(), id },
          context,
        ),
      ),
    );
};
