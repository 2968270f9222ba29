import type { Command } from 'commander';
import type { CliContext, ExitCode } from '../context.ts';

/** Declares one command. Its work is imported when it runs, so that `molva parse` does not load the server. */
export type Declare = (program: Command, context: CliContext, done: (code: ExitCode) => void) => void;

export const commands: readonly Declare[] = [
  (program, context, done) => {
    program
      .command('parse')
      .description('read a saved page: reviews, skipped, next, follow, total as JSON')
      .argument('<scraper>', 'see "molva scrapers"')
      .argument('<file>', 'the saved page; - for standard input')
      .option('--url <address>', 'where the page was saved from')
      .option('--options <json>', "the scraper's options; default: found from the address")
      .option('--fetched-at <instant>', 'when it was saved, for relative dates (default: the time of the file)')
      .action(async (scraper, file, options) =>
        done(await (await import('./parse.ts')).parse({ scraper, file, ...options }, context)),
      );
  },
];
