import type { ItemDraft, Sentiment } from '../../domain/item.ts';
import { BadInput } from '../../errors.ts';
import type { CliContext, ExitCode, ReadPageOptions } from '../context.ts';
import { plain, print, printJson, table } from '../output.ts';
import { progress } from '../progress.ts';

export interface ScrapeArguments {
  readonly url: string;
  readonly scraper?: string;
  readonly options?: string;
  readonly pages: string;
  readonly json?: boolean;
}

const SIGN: Readonly<Record<Sentiment['label'], string>> = { positive: '+', neutral: 'o', negative: '-', mixed: '±' };

/** `molva scrape <url>`: reads a page without configuration or store. 0: reviews or a proven emptiness; 1: blocked or not readable. */
export async function scrape(args: ScrapeArguments, context: CliContext): Promise<ExitCode> {
  const maxPages = Number(args.pages);
  if (!Number.isInteger(maxPages) || maxPages < 1)
    throw new BadInput('--pages', `got ${JSON.stringify(args.pages)}, wanted a whole number from 1`);
  const config = context.defaultConfig();
  const app = await context.openApp({
    config,
    clock: context.clock,
    version: context.version,
    role: 'none',
    stop: context.stop,
    env: context.env,
    cwd: context.cwd,
  });
  try {
    const bar = progress(context, 'reading pages', 1);
    const request: ReadPageOptions = {
      url: args.url,
      scraper: args.scraper,
      options: optionsOf(args.options),
      maxPages,
      onPage: (pages) => bar.update(pages, pages + 1),
    };
    const { scraper, drafts, sentiments, summary } = await app.readPage(request).finally(() => bar.stop());
    if (args.json)
      for (const draft of drafts)
        printJson(context, { ...draft, brand: undefined, sentiment: sentiments.get(draft.key) ?? null });
    else if (drafts.length > 0)
      table(
        context,
        ['date', 'stars', 'mood', 'text'],
        drafts.map((draft) => row(draft, sentiments.get(draft.key) ?? null)),
      );
    const { outcome, error, pages } = summary;
    if (!args.json) {
      const skipped = Object.values(summary.skipped).reduce((sum, n) => sum + n, 0);
      print(
        context,
        `${scraper}: ${drafts.length} reviews on ${pages} pages${skipped > 0 ? `, ${skipped} cards not read` : ''} (${outcome})`,
      );
    }
    if (error !== null) context.stderr.write(`molva: ${error.name}: ${plain(error.message)}\n`);
    return outcome === 'ok' || outcome === 'empty' || (outcome === 'partial' && error === null) ? 0 : 1;
  } finally {
    await app.close();
  }
}

function optionsOf(json: string | undefined): Record<string, unknown> | undefined {
  if (json === undefined) return undefined;
  try {
    return JSON.parse(json) as Record<string, unknown>;
  } catch (cause) {
    throw new BadInput('--options', `is not JSON: ${(cause as Error).message}`, { cause });
  }
}

function row(draft: ItemDraft, sentiment: Sentiment | null): string[] {
  const text = [
    draft.title,
    draft.text,
    draft.pros === null ? null : `+ ${draft.pros}`,
    draft.cons === null ? null : `- ${draft.cons}`,
  ];
  return [
    draft.publishedOn ?? draft.publishedAt?.slice(0, 10) ?? 'undated',
    draft.stars === null ? '-' : String(draft.stars),
    sentiment === null ? ' ' : sentiment.unsure ? '?' : SIGN[sentiment.label],
    text.filter((part) => part !== null).join(' | ') || '(stars only)',
  ];
}
