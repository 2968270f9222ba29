import type { Command } from 'commander';
import type { Declare } from './declare.ts';

export const people: Declare = (program, context, done) => {
  const user = program.command('user').description('people who may sign in');
  for (const name of ['add', 'link'] as const) {
    user
      .command(name)
      .description(name === 'add' ? 'print a personal one-time sign-in link' : 'the same: another link for somebody')
      .argument('[name]', 'who it is for; changes carry this name', 'owner')
      .option('--role <role>', 'reader, editor or admin', name === 'add' ? 'editor' : 'admin')
      .option('--json')
      .action(async (person, _options, command: Command) =>
        done(
          await (await import('../commands/people.ts')).userLink(
            { ...command.optsWithGlobals(), name: person },
            context,
          ),
        ),
      );
  }
  user
    .command('list')
    .description('who may sign in')
    .option('--json')
    .action(async (_options, command: Command) =>
      done(await (await import('../commands/people.ts')).listUsers(command.optsWithGlobals(), context)),
    );
  user
    .command('remove')
    .description('sign somebody out everywhere')
    .argument('<name>')
    .option('--json')
    .action(async (name, _options, command: Command) =>
      done(await (await import('../commands/people.ts')).removeUser({ ...command.optsWithGlobals(), name }, context)),
    );
  const key = program.command('key').description('API keys for programs');
  for (const [action, argument] of [
    ['add', '<name>'],
    ['list', undefined],
    ['remove', '<prefix>'],
  ] as const) {
    const command = key.command(action).option('--json');
    if (action === 'add') command.option('--role <role>', 'reader, editor or admin', 'reader');
    if (argument !== undefined) command.argument(argument);
    command.action(async (...given: unknown[]) => {
      const self = given.at(-1) as Command;
      done(
        await (await import('../commands/people.ts')).keys(
          { ...self.optsWithGlobals(), action, name: argument === undefined ? undefined : String(given[0]) },
          context,
        ),
      );
    });
  }
};
