import type { PageDrafts } from '../compute/compute.ts';
import type { ItemDraft } from '../domain/item.ts';
import { FetchFailed, ForbiddenAddress, LayoutChanged, OverBudget, PageGone, RobotsDenied } from '../errors.ts';
import type { PageRequest } from './page.ts';
import { commit, isSpent, readPage, type Walk } from './pages-walk.ts';
import { checkAddress } from './url-guard.ts';

/** So many full reviews in a row that fail are not single ones any more. */
const MAX_FAILURES_IN_A_ROW = 3;

/** Failures that cost one full review and not the list. */
const MINOR = [PageGone, LayoutChanged, FetchFailed, OverBudget, ForbiddenAddress, RobotsDenied];

/**
 * Asks for the full reviews that the walk's position lists, one after the other, each stored with the rest of the list as cursor.
 * A full review completes its teaser: a field that it leaves out is taken from there. False when the run's budget ended or
 * somebody asked to stop; the rest is then in the cursor. Throws what ends the walk (walls, waits, the store).
 */
export async function followTeasers(
  walk: Walk,
  teasers: readonly ItemDraft[],
  newKeys: ReadonlySet<string>,
): Promise<boolean> {
  let failures = 0;
  while (walk.position.follow.length > 0) {
    if (walk.followOff) {
      dropRest(walk);
      break;
    }
    if (isSpent(walk) || walk.followed >= walk.options.limits.maxFollow) return false;
    const [request, ...rest] = walk.position.follow as [PageRequest, ...Walk['position']['follow']];
    try {
      const page = await readFull(walk, request);
      walk.position = { ...walk.position, follow: rest };
      const drafts = page.drafts.map((draft) => completed(draft, request, teasers));
      const result = await commit(walk, { ...page, drafts }, rest.length === 0 && walk.position.request === null);
      walk.tally.addCommit(result, newKeys);
      failures = 0;
    } catch (error) {
      throwMajor(walk, error);
      walk.tally.addSkipped(`full review: ${(error as Error).name}`);
      walk.position = { ...walk.position, follow: rest };
      walk.unsaved = true;
      failures += 1;
      if (error instanceof RobotsDenied || failures >= MAX_FAILURES_IN_A_ROW) {
        walk.followOff = true;
        walk.minor = error;
      }
    }
  }
  return true;
}

async function readFull(walk: Walk, request: PageRequest): Promise<PageDrafts> {
  checkAddress(request.url, walk.scope);
  walk.followed += 1;
  walk.tally.pages += 1;
  const page = await readPage(walk, await walk.options.fetch(request));
  for (const { reason } of page.skipped) walk.tally.addSkipped(reason);
  return page;
}

function throwMajor(walk: Walk, error: unknown): void {
  const isMinor = MINOR.some((errorClass) => error instanceof errorClass);
  if (!isMinor || walk.storeFailure !== undefined || walk.options.signal?.aborted) throw error;
}

/** What is not asked for now stays a teaser, and is asked for at the next visit that meets it. */
function dropRest(walk: Walk): void {
  walk.position = { ...walk.position, follow: [] };
  walk.unsaved = true;
}

function completed(draft: ItemDraft, request: PageRequest, teasers: readonly ItemDraft[]): ItemDraft {
  const teaser = draft.externalId === request.forId ? teasers.find(({ key }) => key === draft.key) : undefined;
  if (!teaser) return draft;
  const isDated = draft.publishedAt !== null || draft.publishedOn !== null;
  const given = Object.entries(draft).filter(([name, value]) => value !== null && (isDated || name !== 'precision'));
  return { ...teaser, ...(Object.fromEntries(given) as Partial<ItemDraft>) };
}
