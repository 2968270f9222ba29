import type { Config } from '../config/schema.ts';
import type { PageRead, ReadPageOptions } from './cli/context.ts';
import type { AnyScraper } from './collect/scraper.ts';
import type { Clock } from './domain/ambient.ts';
import type { Brand } from './domain/brand.ts';
import { BadConfig, BadInput, NeedsSetup } from './errors.ts';
import { lookAt, recogniseAddress } from './jobs/look.ts';
import { targetId, targetTitle } from './jobs/target-id.ts';
import { isoNow, NO_BRAND, scraperOf, type VisitDeps } from './jobs/visiting.ts';
import type { Store } from './store/store.ts';

/**
 * Writes the configuration's brands and targets to the store. A target that left the file is paused, not removed: its texts stay.
 * Throws `BadConfig` with all targets that no source reads.
 */
export async function syncBrands(options: {
  store: Store;
  scrapers: readonly AnyScraper[];
  config: Config;
  clock: Clock;
}): Promise<void> {
  const { store, scrapers, config, clock } = options;
  const now = isoNow(clock);
  const problems: string[] = [];
  const stored = new Set((await store.targets()).map((target) => target.id));
  const wanted: { brand: Brand; targets: Parameters<Store['addTarget']>[0][] }[] = [];
  config.brands.forEach(({ targets, ...rest }, index) => {
    const brand: Brand = { ...rest, madeUp: false };
    const found = targets.map((target, number) => {
      const {
        url,
        scraper: name,
        options: given,
        schedule,
        title,
      } = typeof target === 'string' ? { url: target } : target;
      try {
        const fitting = recogniseAddress(scrapers, url).filter(
          ({ scraper }) => name === undefined || scraper.name === name,
        );
        // Which kind a page is was found at its first visit and stays so.
        const first =
          fitting.find(({ scraper, options }) => stored.has(targetId(brand.id, scraper.name, options))) ?? fitting[0];
        const { scraper, options: scraperOptions } = scraperOf(
          { scrapers },
          name ?? first?.scraper.name ?? '',
          given ?? first?.options ?? {},
        );
        return {
          id: targetId(brand.id, scraper.name, scraperOptions),
          brand: brand.id,
          scraper: scraper.name,
          options: scraperOptions,
          url,
          title: title ?? targetTitle(scraper, url),
          schedule: schedule ?? config.collect.schedule,
          timeZone: brand.timeZone,
          origin: 'config' as const,
        };
      } catch (error) {
        if (!(error instanceof BadInput)) throw error;
        problems.push(`brands.${index}.targets.${number}: ${error.message}`);
        return undefined;
      }
    });
    wanted.push({ brand, targets: found.filter((target) => target !== undefined) });
  });
  if (problems.length > 0) throw new BadConfig(problems);
  const kept = new Set<string>();
  for (const { brand, targets } of wanted) {
    await store.saveBrand(brand, now);
    for (const target of targets) {
      const before = await store.target(target.id);
      if (
        before === null ||
        before.schedule !== target.schedule ||
        before.title !== target.title ||
        before.timeZone !== target.timeZone
      ) {
        await store.addTarget(target, now);
      }
      kept.add(target.id);
    }
  }
  for (const target of await store.targets()) {
    const ours = wanted.some(({ brand }) => brand.id === target.brand);
    if (ours && target.origin === 'config' && !kept.has(target.id) && !target.paused)
      await store.updateTarget(target.id, { paused: true }, now);
  }
}

/** One look at a page with what its texts say; nothing is stored. */
export async function readPageOnce(
  request: ReadPageOptions,
  deps: VisitDeps & { readonly stop: AbortSignal },
): Promise<PageRead> {
  const found = recogniseAddress(deps.scrapers, request.url);
  const candidates =
    request.scraper === undefined
      ? found
      : [
          scraperOf(
            deps,
            request.scraper,
            request.options ?? found.find(({ scraper }) => scraper.name === request.scraper)?.options ?? {},
          ),
        ];
  if (candidates.length === 0) throw new BadInput('url', 'no source reads this address; see "molva scrapers"');
  const url = URL.canParse(request.url) ? request.url : `https://${request.url}`;
  const look = await lookAt(
    { url, candidates, maxPages: request.maxPages, signal: deps.stop, onPage: request.onPage },
    deps,
  );
  if (look.summary.error?.name === 'NeedsSetup') throw new NeedsSetup(look.summary.error.message);
  const read = await deps.compute.understand(
    look.drafts.map(({ key, title, text, pros, cons, stars, declaredLanguage }) => ({
      key,
      title,
      text,
      pros,
      cons,
      stars,
      declaredLanguage,
      correctedLanguage: null,
      brand: NO_BRAND,
      matchMentions: false,
    })),
  );
  return {
    scraper: look.scraper.name,
    drafts: look.drafts,
    sentiments: new Map(read.map(({ key, sentiment }) => [key, sentiment])),
    summary: look.summary,
  };
}
