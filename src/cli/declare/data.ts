import type { Command } from 'commander';
import type { Declare } from './declare.ts';

export const data: Declare = (program, context, done) => {
  program
    .command('import')
    .description('take in reviews you already have or survey answers (CSV, JSONL), or saved pages (--pages --target)')
    .argument('<files...>')
    .option('--brand <name>', 'for rows without a brand')
    .option('--source <name>', 'for rows without a source')
    .option('--channel <channel>', 'public, survey, interview, mystery-shopping, internal')
    .option('--pages', 'the files are pages saved from a browser')
    .option('--target <id>', 'the target that the saved pages belong to')
    .option('--survey <name>', 'with --channel survey: what the survey is called (default: from the file name)')
    .option('--metric <kind>', 'kind of the score: nps, csat, ces, stars (default: guessed from title and values)')
    .option('--question <text>', 'the question as it was asked (default: the title of the column)')
    .option('--touchpoint <name>', 'for answers that name none')
    .option('--time-zone <zone>', "of times without a zone (default: the brand's)")
    .option('--date-order <order>', 'of dates such as 04/05/2026: dmy or mdy')
    .option('--mapping <file>', 'JSON: which column holds what, as --dry-run --json prints it')
    .option('--dry-run', 'say how the columns are read and what is wrong; store nothing')
    .option('--json')
    .action(async (files, _options, command: Command) =>
      done(await (await import('../commands/import.ts')).importFiles({ ...command.optsWithGlobals(), files }, context)),
    );
  program
    .command('export')
    .description('write the texts as CSV (opens in Excel) or NDJSON')
    .option('--format <format>', 'csv or ndjson', 'csv')
    .option('--out <file>', 'default: standard output')
    .option('--brand <id or name>')
    .option('--source <name...>')
    .option('--sentiment <label...>')
    .option('--from <day>', 'first published day')
    .option('--to <day>', 'last published day')
    .option('--query <words>')
    .option('--json', 'the same as --format ndjson')
    .action(async (_options, command: Command) =>
      done(
        await (await import('../commands/data.ts')).exportItems(
          { ...command.optsWithGlobals(), ...(command.opts().json ? { format: 'ndjson' } : {}) },
          context,
        ),
      ),
    );
  program
    .command('backup')
    .description('write a consistent copy of the database, while Molva runs')
    .argument('<file>')
    .option('--json')
    .action(async (file, _options, command: Command) =>
      done(await (await import('../commands/data.ts')).backup({ ...command.optsWithGlobals(), file }, context)),
    );
  program
    .command('forget')
    .description('erase the texts of one author, one item, a brand, or the demo')
    .option('--author <hash>')
    .option('--item <key>')
    .option('--brand <id or name>')
    .option('--demo')
    .option('--yes', 'do not ask')
    .option('--json')
    .action(async (_options, command: Command) =>
      done(await (await import('../commands/data.ts')).forget(command.optsWithGlobals(), context)),
    );
};
