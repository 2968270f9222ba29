import type { PageDrafts } from '../compute/compute.ts';
import type { ItemDraft } from '../domain/item.ts';
import type { PageRequest } from './page.ts';
import { identityOf, plain, readCursor, startAt } from './pages-cursor.ts';
import { followTeasers } from './pages-follow.ts';
import { type Ending, type WalkSummary, WalkTally } from './pages-tally.ts';
import { beginWalk, commit, guarded, isSpent, readPage, type Walk, type WalkOptions } from './pages-walk.ts';
import { decide } from './retry.ts';
import { checkAddress, scopeOf } from './url-guard.ts';

export type { WalkSummary } from './pages-tally.ts';
export type { WalkOptions } from './pages-walk.ts';

const NOTHING: PageDrafts = { drafts: [], skipped: [], window: false, fill: {} };

/**
 * The one pagination loop. Each page is parsed off the main thread and stored with the cursor behind it before the next one is
 * stored; a crash anywhere repeats at most one page. Ends at the end of the list, where pages repeat themselves, at known
 * pages (`incremental`), at a budget or an aborted signal (`partial`, the cursor stays), or with a failure, whose outcome is
 * `retry.ts`'s; what was stored stays. Never throws for what a site does; throws what `onPage` and `isKnown` throw.
 */
export async function walkPages(options: WalkOptions): Promise<WalkSummary> {
  const tally = new WalkTally();
  let walk: Walk | undefined;
  let ending: Ending;
  try {
    const first = options.scraper.firstPage(options.options);
    const scope = scopeOf(options.scraper, first);
    checkAddress(first.url, scope);
    const resumed = readCursor(options.cursor, scope);
    walk = beginWalk(options, scope, resumed ?? startAt(first), tally);
    ending = await toItsEnd(walk);
    if (resumed && tally.pages === 0 && ending.kind === 'failed' && decide(ending.error).fromStart) {
      options.log.info({ scraper: options.scraper.name }, 'the saved place is of no use, the visit begins anew');
      walk = beginWalk(options, scope, startAt(first), tally);
      ending = await toItsEnd(walk);
    }
  } catch (error) {
    if (walk?.storeFailure !== undefined) throw error;
    ending = { kind: 'failed', error };
  }
  const { seen = 0, since = null } = walk?.position ?? {};
  return tally.summary(ending, { seen, since, minor: walk?.minor });
}

async function toItsEnd(walk: Walk): Promise<Ending> {
  const { log, scraper, signal } = walk.options;
  try {
    const ending = await walkOn(walk);
    const { request, follow } = walk.position;
    if (walk.unsaved) await commit(walk, NOTHING, ending.kind === 'known' || (request === null && follow.length === 0));
    return ending;
  } catch (error) {
    if (walk.storeFailure !== undefined) throw error;
    if (signal?.aborted) return { kind: 'stopped' };
    const name = error instanceof Error ? error.name : 'unknown';
    log.info({ scraper: scraper.name, url: walk.position.request?.url, error: name }, 'the visit ended early');
    return { kind: 'failed', error };
  }
}

async function walkOn(walk: Walk): Promise<Ending> {
  const { limits, mode, scraper } = walk.options;
  const isSorted = mode === 'incremental' && scraper.order === 'newest-first';
  let wanted: readonly ItemDraft[] = [];
  let newKeys: ReadonlySet<string> = new Set();
  for (;;) {
    if (!(await followTeasers(walk, wanted, newKeys))) return { kind: 'stopped' };
    const { request } = walk.position;
    if (request === null) return walk.refused === undefined ? { kind: 'end' } : { kind: 'failed', error: walk.refused };
    if (isSpent(walk)) return { kind: 'stopped' };
    const page = await takePage(walk, request);
    const next = nextOf(walk, page);
    const candidates = walk.followOff ? [] : (page.follow ?? []).filter((one) => draftFor(one, page) !== undefined);
    const keys = page.drafts.map(({ key }) => key);
    const known = candidates.length > 0 ? await guarded(walk, () => walk.options.isKnown(keys)) : new Map();
    // Until the page is stored nobody knows which reviews changed: the cursor lists all that may be asked for.
    walk.position = { ...walk.position, request: next && plain(next), follow: candidates.map(plain) };
    // On a sorted list the next page may turn out not to be needed.
    if (next && candidates.length === 0 && !isSorted && walk.tally.pages < limits.maxPages) lookAhead(walk, next);
    const result = await commit(walk, page, next === null && candidates.length === 0);
    walk.tally.addCommit(result);
    newKeys = new Set(result.newKeys);
    const changed = new Set(result.changedKeys);
    const isWanted = ({ key }: ItemDraft): boolean => newKeys.has(key) || changed.has(key) || known.get(key)?.partial;
    wanted = candidates.length > 0 ? page.drafts.filter(isWanted) : [];
    keepWanted(walk, wanted);
    const isKnown = newKeys.size + changed.size + walk.position.follow.length === 0;
    if (isSorted && isKnown && page.drafts.length > 0) {
      walk.unsaved ||= next !== null;
      return { kind: 'known' };
    }
  }
}

async function takePage(walk: Walk, request: PageRequest): Promise<PageDrafts> {
  walk.visited.add(identityOf(request));
  const fetched = await (walk.ahead ?? walk.options.fetch(request));
  walk.ahead = undefined;
  const page = await readPage(walk, fetched);
  walk.tally.addPage(page);
  walk.position = { ...walk.position, since: walk.position.since ?? fetched.fetchedAt };
  return page;
}

/** At most one page is on its way while another is being stored. Its failure shows when its turn comes. */
function lookAhead(walk: Walk, next: PageRequest): void {
  walk.ahead = walk.options.fetch(next);
  walk.ahead.catch(() => {});
}

/** One page may be shown twice (a site's page and the first answer of the API behind it list the same reviews); a second one is a circle. */
const END_AFTER_REPEATS = 2;

/**
 * The page to go on with; null at the end. A second page that was shown before, or a link to a page asked before (itself, A-B-A, a
 * number past the end), is the end too; then absence is proven only if the site's own counter was reached. A link out of
 * the scope is not taken and ends the walk as a failure, after this page was stored.
 */
function nextOf(walk: Walk, page: PageDrafts): PageRequest | null {
  const seenBefore = walk.position.seen;
  const signature = `${page.drafts[0]?.key} ${page.drafts.at(-1)?.key} ${page.drafts.length}`;
  const isShownAgain = page.drafts.length > 0 && walk.shown.has(signature);
  walk.repeats += isShownAgain ? 1 : 0;
  walk.shown.add(signature);
  const seen = seenBefore + (isShownAgain ? 0 : page.drafts.length);
  walk.position = { ...walk.position, seen };
  if (!page.next) return null;
  try {
    checkAddress(page.next.url, walk.scope);
  } catch (error) {
    walk.refused = error;
    return null;
  }
  if (walk.repeats < END_AFTER_REPEATS && !walk.visited.has(identityOf(page.next))) return page.next;
  const total = walk.tally.siteTotal;
  walk.tally.window ||= total === null || seen < total;
  walk.options.log.info({ scraper: walk.options.scraper.name, seen, total }, 'the pages repeat, taken as the end');
  return null;
}

function draftFor(request: PageRequest, page: PageDrafts): ItemDraft | undefined {
  return page.drafts.find(({ externalId }) => externalId !== null && externalId === request.forId);
}

function keepWanted(walk: Walk, wanted: readonly ItemDraft[]): void {
  const ids = new Set(wanted.map(({ externalId }) => externalId));
  const follow = walk.position.follow.filter(({ forId }) => ids.has(forId ?? null));
  walk.unsaved ||= follow.length !== walk.position.follow.length;
  walk.position = { ...walk.position, follow };
}
