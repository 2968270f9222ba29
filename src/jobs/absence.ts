import type { WalkSummary } from '../collect/pages.ts';
import type { AnyScraper } from '../collect/scraper.ts';
import type { Run } from '../domain/run.ts';

/** The oldest day was read in part, and printed days differ from UTC ones by up to 14 hours. */
const ZONE_MARGIN_MS = 2 * 86_400_000;

/** What a visit proves by not showing it: `after` null = everything, `since` = only what the visit before had shown. */
export interface Proof {
  readonly after: string | null;
  readonly since?: string;
}

/**
 * The whole list read: all that was not shown is gone. A newest-first list read down to known items: what is younger than the
 * oldest day met. A window that shows fewer cards than before and nothing new: nothing pushed the missing ones out.
 * A card that could not be read may be any of the missing ones: then only a whole list proves something, and only of what
 * `last` (the complete visit before) could read, if that one had as many such cards (advertisements, say).
 */
export function provenAbsence(
  summary: WalkSummary,
  scraper: AnyScraper | undefined,
  last: Run | undefined,
): Proof | undefined {
  if (summary.outcome !== 'ok' && summary.outcome !== 'empty') return undefined;
  const unread = unreadCards(summary.skipped);
  if (unread > 0 && (last === undefined || unread > unreadCards(last.skipped))) return undefined;
  if (summary.window) {
    const shrunk = last !== undefined && summary.complete && summary.new === 0 && summary.cards < last.cards;
    return shrunk ? { after: null, since: last.startedAt } : undefined;
  }
  if (summary.complete) return { after: null, ...(unread > 0 ? { since: last!.startedAt } : {}) };
  const oldest = summary.oldestPublished;
  if (unread > 0 || scraper?.order !== 'newest-first' || oldest?.length !== 10) return undefined;
  return { after: new Date(Date.parse(`${oldest}T00:00:00Z`) + ZONE_MARGIN_MS).toISOString() };
}

/** Cards of the list that gave no review. A full review that could not be had left its teaser in the list. */
function unreadCards(skipped: Readonly<Record<string, number>>): number {
  return Object.entries(skipped)
    .filter(([reason]) => !reason.startsWith('full review'))
    .reduce((sum, [, n]) => sum + n, 0);
}
