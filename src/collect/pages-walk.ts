import type { Compute, PageDrafts } from '../compute/compute.ts';
import type { Log } from '../domain/ambient.ts';
import type { Brand } from '../domain/brand.ts';
import type { CommitResult } from '../store/store.ts';
import type { Page, PageRequest } from './page.ts';
import type { Position } from './pages-cursor.ts';
import { WalkTally } from './pages-tally.ts';
import type { AnyScraper } from './scraper.ts';
import type { AddressScope } from './url-guard.ts';

export interface WalkOptions {
  readonly scraper: AnyScraper;
  readonly options: Record<string, unknown>;
  readonly brand: Brand;
  readonly keepNames: boolean;
  /** Brings one page, with manners. */
  readonly fetch: (request: PageRequest) => Promise<Page>;
  readonly compute: Pick<Compute, 'readPage'>;
  /** Where an unfinished visit goes on; null begins at the first page. */
  readonly cursor: Readonly<Record<string, unknown>> | null;
  readonly isKnown: (keys: readonly string[]) => Promise<ReadonlyMap<string, { readonly partial: boolean }>>;
  /**
   * Stores a page together with `cursor`, the state *after* it (null: the visit is over). May be called without drafts, to
   * move the cursor alone. What it throws ends the walk and is thrown on.
   */
  readonly onPage: (page: PageDrafts, cursor: Readonly<Record<string, unknown>> | null) => Promise<CommitResult>;
  readonly limits: {
    /** Pages of one run, full reviews included; the rest is left to the next run. */
    readonly maxPages: number;
    /** Full reviews asked for in one run; 0 leaves teasers as they are. */
    readonly maxFollow: number;
  };
  /** `incremental` stops at the first page of a newest-first list on which everything is known and unchanged. */
  readonly mode: 'full' | 'incremental';
  readonly signal?: AbortSignal;
  readonly log: Log;
}

/** The state of one run of a visit. */
export interface Walk {
  readonly options: WalkOptions;
  readonly scope: AddressScope;
  readonly tally: WalkTally;
  /** Identities of the list pages asked for, and what their content looked like. */
  readonly visited: Set<string>;
  readonly shown: Set<string>;
  /** Pages that looked like one before. */
  repeats: number;
  position: Position;
  /** The cursor in the store is another than `position`. */
  unsaved: boolean;
  followed: number;
  /** No more full reviews in this run. */
  followOff: boolean;
  /** The list ended with a link that leads nowhere allowed. */
  refused: unknown;
  /** Why `followOff` was set on the way: it cost full reviews, not the list. */
  minor: unknown;
  /** What the store threw: not the site's fault, so it is no outcome. */
  storeFailure: unknown;
  /** The next page, asked for while this one is being stored: never more than one. */
  ahead: Promise<Page> | undefined;
}

export function beginWalk(
  options: WalkOptions,
  scope: AddressScope,
  position: Position,
  tally = new WalkTally(),
): Walk {
  return {
    options,
    scope,
    tally,
    visited: new Set(),
    shown: new Set(),
    repeats: 0,
    position,
    unsaved: false,
    followed: 0,
    followOff: options.limits.maxFollow === 0,
    refused: undefined,
    minor: undefined,
    storeFailure: undefined,
    ahead: undefined,
  };
}

/** True when the budget of pages is used up or somebody asked to stop. */
export function isSpent({ options, tally }: Walk): boolean {
  return options.signal?.aborted === true || tally.pages >= options.limits.maxPages;
}

/** Stores a page with the walk's position as its cursor (`isOver`: with none). */
export async function commit(walk: Walk, page: PageDrafts, isOver: boolean): Promise<CommitResult> {
  const result = await guarded(walk, () => walk.options.onPage(page, isOver ? null : { ...walk.position }));
  walk.unsaved = false;
  return result;
}

/** Marks what the store throws, so that it is not taken for the site's failure. */
export async function guarded<T>(walk: Walk, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    walk.storeFailure = error;
    throw error;
  }
}

/** Parses off the main thread: unmasked text never comes back. */
export async function readPage(walk: Walk, page: Page): Promise<PageDrafts> {
  const { scraper, options, brand, keepNames, compute } = walk.options;
  return await compute.readPage({ scraper: scraper.name, options, page, brand, keepNames });
}
