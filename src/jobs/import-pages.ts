import type { Page } from '../collect/page.ts';
import type { PageDrafts } from '../compute/compute.ts';
import type { ItemDraft } from '../domain/item.ts';
import type { Run } from '../domain/run.ts';
import type { HealthState, Target } from '../domain/target.ts';
import { BadInput, Conflict, MolvaError, NotFound } from '../errors.ts';
import type { Store } from '../store/store.ts';
import { healthAfter } from './health.ts';
import { isTooOld, keptFrom } from './retention.ts';
import { failureOf } from './scrape-target.ts';
import type { SavedPage } from './sources.ts';
import { isoNow, scraperOf, type VisitDeps } from './visiting.ts';

/**
 * Pages that a person saved go through the same parser. The run is marked `hand`; the target's schedule stays as it was.
 * All files are read before anything is stored. Throws `Blocked`, `LayoutChanged` (with the file's name), `Conflict` when a visit is under way.
 */
export async function importPages(target: Target, pages: readonly SavedPage[], deps: VisitDeps): Promise<Run> {
  const { store, clock, compute } = deps;
  if (pages.length === 0) throw new BadInput('pages', 'no files were given');
  const brand = await store.brand(target.brand);
  if (brand === null) throw new NotFound('The brand of this target is gone', { details: { brand: target.brand } });
  const { scraper, options } = scraperOf(deps, target.scraper, target.options);
  const now = isoNow(clock);
  const read = [];
  for (const saved of pages) {
    const page: Page = {
      url: saved.url ?? target.url,
      status: 200,
      headers: {},
      body: saved.body,
      fetchedAt: now,
      request: null,
    };
    try {
      read.push(await compute.readPage({ scraper: scraper.name, options, page, brand, keepNames: deps.keepNames }));
    } catch (error) {
      if (error instanceof MolvaError) error.message = `${saved.fileName}: ${error.message}`;
      throw error;
    }
  }
  const lease = await store.leaseTarget(target.id, { owner: deps.owner, ttlMs: deps.limits.leaseMs, now });
  if (lease === null) throw new Conflict('This target is being visited right now; try again when the visit has ended');
  // Reading took a while: cursor and due time are those of now, which nobody else can change while we hold the lease.
  const { cursor } = (await store.target(target.id)) ?? target;
  const run = await store.startRun({ lease, by: 'hand', parserVersion: scraper.parserVersion, now });
  const end = async (ended: Run, health: HealthState, note: string | null): Promise<Run> => {
    const fresh = (await store.target(target.id)) ?? target;
    const backfilled = fresh.backfilledAt !== null;
    const { nextRunAt } = fresh;
    await store.endRun({ lease, run: ended, nextRunAt, health, healthNote: note, backfilled, now: isoNow(clock) });
    return ended;
  };
  const from = keptFrom(deps.retentionDays, clock.now());
  const whole = await wholeKeys(read, store);
  const totals = { new: 0, changed: 0 };
  const skipped: Record<string, number> = {};
  try {
    for (const page of read) {
      const items = page.drafts.filter((draft) => !isTooOld(draft, from)).map((draft) => asFarAsItGoes(draft, whole));
      const commit = { lease, runId: run.id, items, cursor, backfill: true, now };
      const { newKeys, changedKeys } = await store.commitPage(commit);
      totals.new += newKeys.length;
      totals.changed += changedKeys.length;
      for (const { reason } of page.skipped) skipped[reason] = (skipped[reason] ?? 0) + 1;
    }
  } catch (error) {
    // What cannot be told to the store any more ends by itself, when the lease runs out.
    const failed: Run = { ...run, ...totals, endedAt: isoNow(clock), outcome: 'failed', error: failureOf(error) };
    await end(failed, target.health, target.healthNote).catch(() => undefined);
    throw error;
  }
  const found = read.reduce((sum, page) => sum + page.drafts.length, 0);
  const ended: Run = {
    ...run,
    ...totals,
    endedAt: isoNow(clock),
    outcome: found > 0 ? 'ok' : 'empty',
    pages: read.length,
    cards: found,
    skipped,
    siteTotal: read.find((page) => page.total !== undefined)?.total ?? null,
    fill: read[0]?.fill ?? {},
    complete: false,
  };
  const { health, note } = healthAfter({
    outcome: ended.outcome ?? 'ok',
    error: null,
    lost: null,
    publishedMs: [],
    nowMs: clock.now(),
    siteTotal: null,
    stored: found,
  });
  return end(ended, health, note);
}

/** Keys whose whole text is stored already or among these files. */
async function wholeKeys(read: readonly PageDrafts[], store: Pick<Store, 'known'>): Promise<ReadonlySet<string>> {
  const drafts = read.flatMap((page) => page.drafts);
  const known = await store.known(drafts.map(({ key }) => key));
  const stored = [...known].filter(([, { partial }]) => !partial).map(([key]) => key);
  return new Set([...stored, ...drafts.filter(({ partial }) => !partial).map(({ key }) => key)]);
}

/**
 * Nobody fetches the full review behind a teaser that was saved by hand: it is read as far as it goes, else it would wait for
 * ever. The full page, dropped later, becomes a newer version; where the whole is known the teaser changes nothing.
 */
function asFarAsItGoes(draft: ItemDraft, whole: ReadonlySet<string>): ItemDraft {
  return draft.partial && !whole.has(draft.key) ? { ...draft, partial: false } : draft;
}
