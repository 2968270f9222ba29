import { Command, CommanderError } from 'commander';
import {
  BadConfig,
  BadInput,
  Blocked,
  LayoutChanged,
  MolvaError,
  NeedsSetup,
  NotFound,
  Unavailable,
} from '../errors.ts';
import type { CliContext, ExitCode } from './context.ts';
import { commands } from './declare/index.ts';

/** Runs one command line. Never throws: every failure becomes a sentence on stderr and an exit code. */
export async function runCli(argv: readonly string[], context: CliContext): Promise<ExitCode> {
  let code: ExitCode = 0;
  const program = new Command('molva')
    .description('Collects what people say about a brand, understands it, and helps to decide on every comment.')
    .version(context.version)
    .option('--config <file>', 'settings (default: molva.yaml in this folder, if it is there)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
    });
  for (const declare of commands) {
    declare(program, context, (result) => {
      code = result;
    });
  }
  for (const command of program.commands) command.exitOverride();
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    return explain(error, context);
  }
}

function explain(error: unknown, context: CliContext): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof BadConfig) {
    const { problems } = error;
    context.stderr.write(
      `${problems.length === 1 ? 'One problem' : `${problems.length} problems`} in the configuration:\n`,
    );
    for (const problem of problems) context.stderr.write(`  ${problem}\n`);
    return 2;
  }
  if (error instanceof BadInput) return say(context, `${error.field}: ${error.message}`, 2);
  if (error instanceof NotFound || error instanceof NeedsSetup) return say(context, error.message, 2);
  if (error instanceof Unavailable) return say(context, error.message, 3);
  if (error instanceof Blocked || error instanceof LayoutChanged)
    return say(context, `${error.name}: ${error.message}`, 1);
  if (error instanceof MolvaError) return say(context, error.message, 1);
  context.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 1;
}

function say(context: CliContext, message: string, code: ExitCode): ExitCode {
  context.stderr.write(`molva: ${message}\n`);
  return code;
}
