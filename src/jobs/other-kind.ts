import type { Target } from '../domain/target.ts';
import { LayoutChanged } from '../errors.ts';
import { lookAt, recogniseAddress } from './look.ts';
import { targetId } from './target-id.ts';
import { isoNow, type VisitDeps } from './visiting.ts';

/**
 * An address alone does not tell which of the kinds a page is (JSON-LD, microdata, feed), and a target from the configuration
 * was never looked at. When its first visit finds the page strange, the remaining kinds are tried once; the one that reads it
 * takes the target's place. Nothing is lost: a target that was never read has no items. False when no other kind reads the page.
 */
export async function handToOtherKind(target: Target, deps: VisitDeps, signal: AbortSignal): Promise<boolean> {
  const kinds = recogniseAddress(deps.scrapers, target.url);
  const now = kinds.findIndex(({ scraper, options }) => targetId(target.brand, scraper.name, options) === target.id);
  const others = kinds.slice(now + 1);
  // Not found: the target's options are a person's own choice.
  if (now < 0 || others.length === 0 || signal.aborted) return false;
  try {
    const look = await lookAt({ url: target.url, candidates: others, maxPages: 1, signal }, deps);
    if (look.summary.outcome === 'blocked' || look.summary.outcome === 'failed') return false;
    const id = targetId(target.brand, look.scraper.name, look.options);
    if ((await deps.store.target(id)) !== null) return false;
    const { brand, url, title, schedule, timeZone, origin } = target;
    const { name: scraper } = look.scraper;
    const at = isoNow(deps.clock);
    await deps.store.addTarget(
      { id, brand, scraper, options: look.options, url, title, schedule, timeZone, origin },
      at,
    );
    await deps.store.removeTarget(target.id);
    deps.log.info({ was: target.id, target: id, scraper }, 'another kind reads this page');
    return true;
  } catch (error) {
    if (error instanceof LayoutChanged) return false;
    throw error;
  }
}
