import type { Command } from 'commander';
import type { Declare } from './declare.ts';

export const collecting: Declare = (program, context, done) => {
  program
    .command('start')
    .description('collect, understand and show everything until stopped; without a configuration: the demo brand')
    .option('--port <number>', 'port of the page (default 4600)')
    .option('--host <address>', 'address to listen on (default 127.0.0.1)')
    .option('--data <folder>', 'data folder (default ./data)')
    .action(async (_options, command: Command) =>
      done(await (await import('../commands/start.ts')).start(command.optsWithGlobals(), context)),
    );
  program
    .command('init')
    .description('write a first molva.yaml from a brand name and addresses of its pages')
    .argument('<brand>', 'name of the brand')
    .argument('[addresses...]', 'pages about it, as pasted from the browser; none: where to look for them')
    .option('--time-zone <zone>', 'zone of its days (default Europe/Moscow)')
    .option('--languages <list>', 'languages of its customers (default ru)')
    .action(async (brand, addresses, _options, command: Command) =>
      done(
        await (await import('../commands/init.ts')).init({ ...command.optsWithGlobals(), brand, addresses }, context),
      ),
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
      done(await (await import('../commands/scrape.ts')).scrape({ ...command.optsWithGlobals(), url }, context)),
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
      done(await (await import('../commands/parse.ts')).parse({ scraper, file, ...options }, context)),
    );
  program
    .command('understand')
    .description(
      'JSONL {id, text, title?, pros?, cons?, lang?} on stdin -> {id, lang, sentiment, themes, kind, why} on stdout',
    )
    .option('--labels <number>', '4 (negative, neutral, positive, mixed) or 3: mixed by the sign of its score')
    .option('--json', 'the answer is JSON anyway')
    .action(async (options) => done(await (await import('../commands/understand.ts')).understand(options, context)));
};
