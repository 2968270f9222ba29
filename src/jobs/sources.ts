import type { Run } from '../domain/run.ts';
import type { Target } from '../domain/target.ts';

/** What one look at a new source's first page told. */
export interface Probe {
  readonly state: 'readable' | 'blocked' | 'needs-key' | 'not-recognised' | 'unreachable';
  /** Reviews seen on the first page. */
  readonly found: number;
  /** One sentence for a person: what happened and what to do. */
  readonly message: string;
}

/** A page that a person saved from the own browser. */
export interface SavedPage {
  readonly fileName: string;
  /** Decoded text of the file. */
  readonly body: string;
  /** Address it was saved from; default: the target's. */
  readonly url?: string;
}

/** What people do with sources, for the API, the page and the CLI alike. */
export interface Sources {
  /** The scrapers that know this address, the site's own first, generic ones last. */
  recognise(url: string): readonly {
    readonly scraper: string;
    readonly title: string;
    readonly options: Readonly<Record<string, unknown>>;
  }[];
  /** Adds a target from a pasted address and reads one page at once. Throws `BadInput` (url, brand, scraper, options, schedule). */
  add(options: {
    readonly url: string;
    readonly brand: string;
    readonly scraper?: string;
    readonly options?: Readonly<Record<string, unknown>>;
    readonly schedule?: string;
    readonly title?: string;
  }): Promise<{ readonly target: Target; readonly probe: Probe }>;
  /** Puts the target on the queue now; false when it is already waiting or running. Throws `NotFound`. */
  runNow(targetId: string): Promise<boolean>;
  /** The same `parse` reads pages saved by hand; the run is marked `hand`. Throws `NotFound`, `Blocked`, `LayoutChanged`. */
  importPages(targetId: string, pages: readonly SavedPage[]): Promise<Run>;
}
