import type { Command } from 'commander';
import type { CliContext, ExitCode } from '../context.ts';

/** Declares one command. Its work is imported when it runs, so that `molva parse` does not load the server. */
type Declare = (program: Command, context: CliContext, done: (code: ExitCode) => void) => void;

const collecting: Declare = (program, context, done) => {
  program
    .command('start')
    .description('collect, understand and show everything until stopped; without a configuration: the demo brand')
    .option('--port <number>', 'port of the page (default 4600)')
    .option('--host <address>', 'address to listen on (default 127.0.0.1)')
    .option('--data <folder>', 'data folder (default ./data)')
    .action(async (_options, command: Command) =>
      done(await (await import('./start.ts')).start(command.optsWithGlobals(), context)),
    );
  program
    .command('init')
    .description('write a first molva.yaml from a brand name and addresses of its pages')
    .argument('<brand>', 'name of the brand')
    .argument('[addresses...]', 'pages about it, as pasted from the browser; none: where to look for them')
    .option('--time-zone <zone>', 'zone of its days (default Europe/Moscow)')
    .option('--languages <list>', 'languages of its customers (default ru)')
    .action(async (brand, addresses, _options, command: Command) =>
      done(await (await import('./init.ts')).init({ ...command.optsWithGlobals(), brand, addresses }, context)),
    );
  program
    .command('scrape')
    .description('read the reviews of one page now, without any configuration')
    .argument('<url>', 'address of the page')
    .option('--scraper <name>', 'read it as this source (default: found by the address)')
    .option('--options <json>', "the scraper's options")
    .option('--pages <number>', 'pages to read at most', '5')
    .option('--json', 'one JSON object per review')
    .action(async (url, _options, command: Command) =>
      done(await (await import('./scrape.ts')).scrape({ ...command.optsWithGlobals(), url }, context)),
    );
  program
    .command('parse')
    .description('read a saved page: reviews, skipped, next, follow, total as JSON')
    .argument('<scraper>', 'see "molva scrapers"')
    .argument('<file>', 'the saved page; - for standard input')
    .option('--url <address>', 'where the page was saved from')
    .option('--options <json>', "the scraper's options; default: found from the address")
    .option('--fetched-at <instant>', 'when it was saved, for relative dates (default: the time of the file)')
    .option('--json', 'the answer is JSON anyway')
    .action(async (scraper, file, options) =>
      done(await (await import('./parse.ts')).parse({ scraper, file, ...options }, context)),
    );
  program
    .command('understand')
    .description('JSONL {id, text, title?, lang?, stars?} on stdin -> JSONL {id, lang, sentiment} on stdout')
    .option('--json', 'the answer is JSON anyway')
    .action(async () => done(await (await import('./understand.ts')).understand(context)));
};

const sources: Declare = (program, context, done) => {
  const targets = program.command('targets').description('places to read: list, add, pause, resume, run, remove');
  targets
    .command('list', { isDefault: true })
    .description('all targets with their health')
    .option('--brand <id>')
    .option('--json')
    .action(async (_options, command: Command) =>
      done(await (await import('./targets.ts')).listTargets(command.optsWithGlobals(), context)),
    );
  targets
    .command('add')
    .description('add a target from a pasted address and read one page at once')
    .argument('<url>')
    .option('--brand <id>')
    .option('--scraper <name>')
    .option('--schedule <cron>')
    .option('--title <text>')
    .option('--json')
    .action(async (url, _options, command: Command) =>
      done(await (await import('./targets.ts')).addTarget({ ...command.optsWithGlobals(), url }, context)),
    );
  for (const change of ['pause', 'resume', 'run', 'remove'] as const) {
    targets
      .command(change)
      .argument('<id>')
      .option('--json')
      .action(async (id, _options, command: Command) =>
        done(await (await import('./targets.ts')).changeTarget({ ...command.optsWithGlobals(), id, change }, context)),
      );
  }
  program
    .command('scrapers')
    .description('sources that Molva can read')
    .option('--json')
    .option('--markdown', 'the whole description, as in docs/scrapers.md')
    .action(async (options) => done((await import('./targets.ts')).listScrapers(options, context)));
};

const data: Declare = (program, context, done) => {
  program
    .command('import')
    .description('take in reviews you already have (CSV, JSONL), or saved pages (--pages --target)')
    .argument('<files...>')
    .option('--brand <name>', 'for rows without a brand')
    .option('--source <name>', 'for rows without a source')
    .option('--channel <channel>', 'public, survey, interview, mystery-shopping, internal')
    .option('--pages', 'the files are pages saved from a browser')
    .option('--target <id>', 'the target that the saved pages belong to')
    .option('--json')
    .action(async (files, _options, command: Command) =>
      done(await (await import('./import.ts')).importFiles({ ...command.optsWithGlobals(), files }, context)),
    );
  program
    .command('export')
    .description('write the texts as CSV (opens in Excel) or NDJSON')
    .option('--format <format>', 'csv or ndjson', 'csv')
    .option('--out <file>', 'default: standard output')
    .option('--brand <id>')
    .option('--source <name...>')
    .option('--sentiment <label...>')
    .option('--from <day>', 'first published day')
    .option('--to <day>', 'last published day')
    .option('--query <words>')
    .option('--json', 'the same as --format ndjson')
    .action(async (_options, command: Command) =>
      done(
        await (await import('./data.ts')).exportItems(
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
      done(await (await import('./data.ts')).backup({ ...command.optsWithGlobals(), file }, context)),
    );
  program
    .command('forget')
    .description('erase the texts of one author, one item, a brand, or the demo')
    .option('--author <hash>')
    .option('--item <key>')
    .option('--brand <id>')
    .option('--demo')
    .option('--yes', 'do not ask')
    .option('--json')
    .action(async (_options, command: Command) =>
      done(await (await import('./data.ts')).forget(command.optsWithGlobals(), context)),
    );
};

const people: Declare = (program, context, done) => {
  program
    .command('user')
    .description('people who may sign in')
    .command('link')
    .description('print a one-time sign-in link')
    .argument('[name]', 'who it is for', 'owner')
    .option('--role <role>', 'reader, editor or admin', 'admin')
    .option('--json')
    .action(async (name, _options, command: Command) =>
      done(await (await import('./people.ts')).userLink({ ...command.optsWithGlobals(), name }, context)),
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
        await (await import('./people.ts')).keys(
          { ...self.optsWithGlobals(), action, name: argument === undefined ? undefined : String(given[0]) },
          context,
        ),
      );
    });
  }
};

const care: Declare = (program, context, done) => {
  program
    .command('doctor')
    .description('check this installation and say what is wrong')
    .option('--json')
    .action(async (_options, command: Command) =>
      done(await (await import('./doctor.ts')).doctor(command.optsWithGlobals(), context)),
    );
  program
    .command('demo')
    .description('collect the made-up brand in a temporary folder and compare what was found with what was planted')
    .option('--report', 'print the comparison (the default)')
    .option('--json')
    .action(async (_options, command: Command) =>
      done(await (await import('./demo.ts')).demo(command.optsWithGlobals(), context)),
    );
};

export const commands: readonly Declare[] = [collecting, sources, data, people, care];
