import type { Command } from 'commander';
import type { CliContext, ExitCode } from '../context.ts';

/** Declares some commands. Their work is imported when they run, so that `molva parse` does not load the server. */
export type Declare = (program: Command, context: CliContext, done: (code: ExitCode) => void) => void;
