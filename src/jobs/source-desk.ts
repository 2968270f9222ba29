import type { AnyScraper } from '../collect/scraper.ts';
import type { NewTarget, Target } from '../domain/target.ts';
import { BadInput, LayoutChanged, NeedsSetup, NotFound } from '../errors.ts';
import type { Queue } from '../queue/queue.ts';
import { importPages } from './import-pages.ts';
import { type Look, lookAt, pastedAddress, type Recognised, recogniseAddress } from './look.ts';
import { nextDue } from './schedule.ts';
import type { Probe, Sources } from './sources.ts';
import { targetId, targetTitle } from './target-id.ts';
import { isoNow, scraperOf, type VisitDeps } from './visiting.ts';

export interface DeskDeps extends VisitDeps {
  readonly queue: Queue;
  /** Cron expression of targets that name none. */
  readonly schedule: string;
  /** Origins of the demo: its brand takes no real addresses. */
  readonly demoOrigins: readonly string[];
  readonly stop: AbortSignal;
}

export function createSources(deps: DeskDeps): Sources {
  const { store, clock } = deps;

  async function add(request: Parameters<Sources['add']>[0]): Promise<{ target: Target; probe: Probe }> {
    const brand = await store.brand(request.brand);
    if (brand === null) throw new BadInput('brand', `no brand is called ${JSON.stringify(request.brand)}`);
    const candidates = candidatesFor(deps.scrapers, request);
    const url = pastedAddress(request.url);
    if (brand.madeUp && !deps.demoOrigins.includes(url.origin)) {
      throw new BadInput(
        'brand',
        `${brand.name} is made-up data; begin with a brand of your own: molva init "Your brand" ${url.href}`,
      );
    }
    const schedule = request.schedule ?? deps.schedule;
    checkSchedule(schedule, brand.timeZone, clock.now());
    const { chosen, probe } = await probeFirstPage(url.href, candidates);
    const added: NewTarget = {
      id: targetId(brand.id, chosen.scraper.name, chosen.options),
      brand: brand.id,
      scraper: chosen.scraper.name,
      options: chosen.options,
      url: url.href,
      title: request.title ?? targetTitle(chosen.scraper, url.href),
      schedule,
      timeZone: brand.timeZone,
      origin: 'page',
    };
    return { target: await store.addTarget(added, isoNow(clock)), probe };
  }

  async function probeFirstPage(
    url: string,
    candidates: readonly Recognised[],
  ): Promise<{ chosen: Recognised; probe: Probe }> {
    const first = candidates[0]!;
    try {
      const look = await lookAt({ url, candidates, maxPages: 1, signal: deps.stop }, deps);
      // No later visit may go there either: such a target would only ever fail.
      const { error } = look.summary;
      if (error?.name === 'ForbiddenAddress') throw new BadInput('url', error.message);
      return { chosen: look, probe: probeOf(look) };
    } catch (error) {
      if (error instanceof NeedsSetup)
        return { chosen: first, probe: { state: 'needs-key', found: 0, message: error.message } };
      if (error instanceof LayoutChanged) {
        // A page of no known site without a review on it is a mistake more often than a source.
        if (candidates.every(({ scraper }) => scraper.hosts === 'of-target')) {
          throw new BadInput('url', `no reviews are found on this page: ${error.message}`, { cause: error });
        }
        return {
          chosen: first,
          probe: {
            state: 'not-recognised',
            found: 0,
            message: `${first.scraper.title} finds no reviews there: ${error.message}`,
          },
        };
      }
      throw error;
    }
  }

  return {
    recognise: (url) =>
      recogniseAddress(deps.scrapers, url).map(({ scraper, options }) => ({
        scraper: scraper.name,
        title: scraper.title,
        options,
      })),
    add,
    async runNow(id) {
      const target = await store.target(id);
      if (target === null) throw new NotFound('There is no such target', { details: { id } });
      const now = isoNow(clock);
      const [last] = await store.runs({ targetId: id, limit: 1 });
      if (last !== undefined && last.endedAt === null) return false;
      const isDue = !target.paused && target.nextRunAt !== null && target.nextRunAt <= now;
      // The due time is what counts; the queue only hears of it sooner than by the next tick, under the tick's own id.
      const { nextRunAt } = isDue ? target : await store.updateTarget(id, { paused: false, nextRunAt: now }, now);
      return deps.queue.add(
        { name: 'scrape-target', subject: id },
        { id: `scrape-target:${id}:${nextRunAt}`, priority: 20 },
      );
    },
    async importPages(id, pages) {
      const target = await store.target(id);
      if (target === null) throw new NotFound('There is no such target', { details: { id } });
      return importPages(target, pages, deps);
    },
  };
}

/** Throws `BadInput` for what is no schedule, and for one that never comes due: it would be read once and never again. */
function checkSchedule(schedule: string, timeZone: string, after: number): void {
  const got = `got ${JSON.stringify(schedule)}`;
  let next: string | null;
  try {
    next = nextDue({ schedule, timeZone, after, jitterMs: 0, random: () => 0 });
  } catch (cause) {
    throw new BadInput('schedule', `${got}, wanted a cron expression such as "17 */6 * * *"`, { cause });
  }
  if (next === null) throw new BadInput('schedule', `${got}, which never comes due`);
}

function candidatesFor(scrapers: readonly AnyScraper[], request: Parameters<Sources['add']>[0]): Recognised[] {
  const found = recogniseAddress(scrapers, request.url);
  if (request.scraper === undefined) {
    if (found.length === 0) throw new BadInput('url', 'no source reads this address; see the list of sources');
    return found;
  }
  const named = found.find(({ scraper }) => scraper.name === request.scraper);
  const { scraper, options } = scraperOf({ scrapers }, request.scraper, request.options ?? named?.options ?? {});
  return [{ scraper, options }];
}

/** What the first page says, for a person. */
function probeOf({ scraper, drafts, summary }: Look): Probe {
  const found = drafts.length;
  const { outcome, error } = summary;
  if (outcome === 'blocked') {
    const message = `${scraper.title} does not let us in (${error?.message ?? 'a wall'}). Open it in your browser, save it, and drop the files here.`;
    return { state: 'blocked', found, message };
  }
  if (error?.name === 'NeedsSetup') return { state: 'needs-key', found, message: error.message };
  if (found > 0)
    return {
      state: 'readable',
      found,
      message: `Readable from this network: ${found} reviews on the first page of ${scraper.title}.`,
    };
  if (outcome === 'ok' || outcome === 'empty' || outcome === 'partial') {
    return {
      state: 'readable',
      found,
      message: `Readable from this network; ${scraper.title} has no reviews there yet.`,
    };
  }
  return {
    state: 'unreachable',
    found,
    message: `${scraper.title} could not be read: ${error?.message ?? outcome}. It is tried again on schedule.`,
  };
}
