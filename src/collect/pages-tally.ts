import type { PageDrafts } from '../compute/compute.ts';
import type { Outcome } from '../domain/run.ts';
import { HostHeld, LayoutChanged, MolvaError } from '../errors.ts';
import type { CommitResult } from '../store/store.ts';
import { decide } from './retry.ts';

/** What one run of a visit brought. */
export interface WalkSummary {
  /** The worst thing that happened; the counts tell what was saved. */
  readonly outcome: Outcome;
  /** Pages read, full reviews included. */
  readonly pages: number;
  /** Reviews listed; full reviews behind teasers are not counted twice. */
  readonly cards: number;
  readonly new: number;
  readonly changed: number;
  /** The end of the list was reached (over the runs of this visit together). */
  readonly complete: boolean;
  /** Absence from these pages proves nothing: they list a fixed window, or the end was told only by pages that repeat. */
  readonly window: boolean;
  readonly siteTotal: number | null;
  readonly skipped: Readonly<Record<string, number>>;
  readonly fill: Readonly<Record<string, number>>;
  readonly error: { readonly name: string; readonly message: string } | null;
  /** Earliest published day met, `YYYY-MM-DD` or `YYYY-MM`. */
  readonly oldestPublished: string | null;
  /** ISO instant at which the first page of this visit was fetched, maybe in an earlier run; null when none was. */
  readonly since?: string | null;
  /** The host lets nobody in for so many ms: the visit goes on then. */
  readonly heldMs?: number;
}

/** How the walk came to its end. `error` is undefined for `end`, `known` and `stopped`. */
export interface Ending {
  readonly kind: 'end' | 'known' | 'stopped' | 'failed';
  readonly error?: unknown;
}

/** A site may invent any number of reasons; this many are counted by name. */
const MAX_REASONS = 50;

/** Adds up the pages of one run. */
export class WalkTally {
  pages = 0;
  drafts = 0;
  window = false;
  siteTotal: number | null = null;
  #new = 0;
  #changed = 0;
  #cards = 0;
  #commits = 0;
  #oldest: string | null = null;
  readonly #skipped = new Map<string, number>();
  readonly #filled = new Map<string, number>();

  /** A page of the list, as parsed. */
  addPage(page: PageDrafts): void {
    this.pages += 1;
    this.drafts += page.drafts.length;
    this.window ||= page.window;
    this.siteTotal = page.total ?? this.siteTotal;
    for (const { reason } of page.skipped) this.addSkipped(reason);
    this.#cards += page.drafts.length;
    for (const [field, share] of Object.entries(page.fill))
      this.#filled.set(field, (this.#filled.get(field) ?? 0) + share * page.drafts.length);
    for (const { publishedOn } of page.drafts)
      if (publishedOn !== null && (this.#oldest === null || publishedOn < this.#oldest)) this.#oldest = publishedOn;
  }

  addSkipped(reason: string): void {
    const name = this.#skipped.has(reason) || this.#skipped.size < MAX_REASONS ? reason : 'other';
    this.#skipped.set(name, (this.#skipped.get(name) ?? 0) + 1);
  }

  /** What the store did. `known`: keys that were counted before, when their teaser was stored. */
  addCommit(result: CommitResult, known?: ReadonlySet<string>): void {
    this.#commits += 1;
    this.#new += result.newKeys.length;
    this.#changed += result.changedKeys.filter((key) => !known?.has(key)).length;
  }

  /** `seen`: reviews of the whole visit. `minor`: a failure that cost full reviews, not the list. */
  summary(ending: Ending, visit: { seen: number; since: string | null; minor: unknown }): WalkSummary {
    const error = ending.error ?? this.#contradiction(ending, visit.seen) ?? visit.minor;
    const { outcome, outcomeAfterPages } = decide(error);
    const failed = this.#commits > 0 ? outcomeAfterPages : outcome;
    const good: Outcome = ending.kind === 'stopped' ? 'partial' : visit.seen === 0 ? 'empty' : 'ok';
    return {
      outcome: error === undefined ? good : error === visit.minor ? 'partial' : failed,
      pages: this.pages,
      cards: this.drafts,
      new: this.#new,
      changed: this.#changed,
      complete: ending.kind === 'end' && error === undefined,
      window: this.window,
      siteTotal: this.siteTotal,
      skipped: Object.fromEntries(this.#skipped),
      fill: Object.fromEntries([...this.#filled].map(([field, n]) => [field, n / Math.max(1, this.#cards)])),
      error: error === undefined ? null : describe(error),
      oldestPublished: this.#oldest,
      since: visit.since,
      ...(error instanceof HostHeld ? { heldMs: error.waitMs } : {}),
    };
  }

  /** A list that ended without one review is empty only when nothing on it speaks against that. */
  #contradiction(ending: Ending, seen: number): LayoutChanged | undefined {
    if (ending.kind !== 'end' || seen > 0) return undefined;
    if (this.#skipped.size > 0) return new LayoutChanged('No card of the page could be read');
    if ((this.siteTotal ?? 0) > 0)
      return new LayoutChanged(`The site counts ${this.siteTotal} reviews, yet its pages show none`);
    return undefined;
  }
}

/** Messages of foreign errors may hold a reviewer's text: only those of the taxonomy are shown. */
function describe(error: unknown): { name: string; message: string } {
  if (error instanceof MolvaError) return { name: error.name, message: error.message };
  return { name: error instanceof Error ? error.name : 'Error', message: 'an unexpected failure, see the log' };
}
