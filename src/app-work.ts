import type { Config } from '../config/schema.ts';
import type { PageRead, ReadPageOptions } from './cli/context.ts';
import type { AnyScraper } from './collect/scraper.ts';
import type { Clock } from './domain/ambient.ts';
import type { Brand } from './domain/brand.ts';
import { BadConfig, BadInput, NeedsSetup } from './errors.ts';
import { lookAt, pastedAddress, recogniseAddress } from './jobs/look.ts';
import { nextDue } from './jobs/schedule.ts';
import { targetId, targetTitle } from './jobs/target-id.ts';
import { isoNow, NO_BRAND, scraperOf, type VisitDeps } from './jobs/visiting.ts';
import type { Store } from './store/store.ts';

/** Ids of targets that rest because they left the file: not because a person paused them. */
const LEFT = 'config.left';

/** The file says which themes it has; those that people made on the page stay beside them. */
function withThoseOfThePage(ofFile: Brand['themes'], stored: Brand['themes']): Brand['themes'] {
  const ids = new Set(ofFile.map(({ id }) => id));
  return [...ofFile, ...stored.filter(({ id, fromPage }) => fromPage && !ids.has(id))];
}

/**
 * Writes the configuration's brands and targets to the store. With `pauseOthers` (the process that runs the loops) a target that
 * left the file is paused, not removed: its texts stay, and it goes on when it comes back. The demo's are such ones too: without
 * the demo's own pages they would be asked for at the real sites. Throws `BadConfig` with all targets that no source reads.
 */
export async function syncBrands(options: {
  store: Store;
  scrapers: readonly AnyScraper[];
  config: Config;
  clock: Clock;
  pauseOthers: boolean;
}): Promise<void> {
  const { store, scrapers, config, clock, pauseOthers } = options;
  const now = isoNow(clock);
  const problems: string[] = [];
  const storedBrands = new Map((await store.brands()).map((brand) => [brand.id, brand]));
  const stored = new Set((await store.targets()).map((target) => target.id));
  const wanted: { brand: Brand; targets: Parameters<Store['addTarget']>[0][] }[] = [];
  config.brands.forEach(({ targets, ...rest }, index) => {
    const themes = withThoseOfThePage(rest.themes, storedBrands.get(rest.id)?.themes ?? []);
    const brand: Brand = { ...rest, themes, madeUp: false };
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
  const left = new Set<string>(JSON.parse((await store.setting(LEFT)) ?? '[]') as string[]);
  const kept = new Set<string>();
  for (const { brand, targets } of wanted) {
    await store.saveBrand(brand, now);
    for (const target of targets) {
      await saveTarget(target, { store, clock, isBack: left.delete(target.id) });
      kept.add(target.id);
    }
  }
  const gone = (pauseOthers ? await store.targets() : []).filter(
    ({ id, origin, paused }) => origin === 'config' && !kept.has(id) && !paused,
  );
  for (const { id } of gone) left.add(id);
  // Noted first: a process that dies in between must not leave a pause that nobody remembers the reason of.
  await store.saveSetting(LEFT, JSON.stringify([...left]));
  for (const { id } of gone) await store.updateTarget(id, { paused: true }, now);
}

type WantedTarget = Parameters<Store['addTarget']>[0];

async function saveTarget(
  target: WantedTarget,
  { store, clock, isBack }: { store: Store; clock: Clock; isBack: boolean },
): Promise<void> {
  const now = isoNow(clock);
  const before = await store.target(target.id);
  if (before === null || isBack) return void (await store.addTarget(target, now));
  const { title, schedule, timeZone } = target;
  const moved = before.schedule !== schedule || before.timeZone !== timeZone;
  if (!moved && before.title === title) return;
  // A target that waits for its first visit, or is late, is not put off. A pause by a person stays.
  const waits = before.nextRunAt !== null && before.nextRunAt > now;
  const next = { schedule, timeZone, after: clock.now(), jitterMs: 0, random: () => 0 };
  const nextRunAt = moved && waits ? { nextRunAt: nextDue(next) } : {};
  await store.updateTarget(target.id, { title, schedule, timeZone, ...nextRunAt }, now);
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
  const url = pastedAddress(request.url).href;
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
