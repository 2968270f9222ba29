import type { Command } from 'commander';
import type { Declare } from './declare.ts';

export const care: Declare = (program, context, done) => {
  program
    .command('doctor')
    .description('check this installation and say what is wrong')
    .option('--json')
    .action(async (_options, command: Command) =>
      done(await (await import('../commands/doctor.ts')).doctor(command.optsWithGlobals(), context)),
    );
  program
    .command('demo')
    .description('collect the made-up brand in a temporary folder and compare what was found with what was planted')
    .option('--report', 'print the comparison (the default)')
    .option('--json')
    .action(async (_options, command: Command) =>
      done(await (await import('../commands/demo.ts')).demo(command.optsWithGlobals(), context)),
    );
};
