import type { Readable, Writable } from 'node:stream';
import type { Config } from '../../config/schema.ts';
import type { WalkSummary } from '../collect/pages.ts';
import type { AnyScraper } from '../collect/scraper.ts';
import type { Compute } from '../compute/compute.ts';
import type { DemoReport } from '../demo/report.ts';
import type { Clock, Log } from '../domain/ambient.ts';
import type { ItemDraft, Sentiment } from '../domain/item.ts';
import type { Digests } from '../jobs/digests.ts';
import type { Figures } from '../jobs/figures.ts';
import type { Sources } from '../jobs/sources.ts';
import type { Unparked } from '../jobs/unpark.ts';
import type { Lane, ParkedJob, QueueCounts } from '../queue/queue.ts';
import type { CopyStore } from '../store/copy-store.ts';
import type { Store } from '../store/store.ts';

/** How a command reaches the world; made by `main.ts`. */
export interface CliContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdin: Readable;
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean };
  /** Aborts on SIGTERM and SIGINT. */
  readonly stop: AbortSignal;
  readonly clock: Clock;
  readonly version: string;
  openApp(options: AppOptions): Promise<App>;
  /** Two stores by their side doors. Throws `BadInput`, `BadConfig`, `Unavailable`. */
  openMove(addresses: MoveAddresses): Promise<Move>;
  /** Settings from file, environment and flags; `file` null when there is none. Throws `BadConfig`. */
  loadConfig(options: { readonly file?: string; readonly flags?: Readonly<Record<string, string>> }): {
    readonly config: Config;
    readonly file: string | null;
  };
  /** All defaults, whatever lies in the folder. */
  defaultConfig(): Config;
}

/** `sqlite:PATH` or `mongodb://...`. */
export interface MoveAddresses {
  readonly from: string;
  readonly to: string;
  readonly cwd: string;
  readonly env: CliContext['env'];
  readonly now: string;
}

export interface Move {
  readonly from: CopyStore;
  readonly to: CopyStore;
  /** The source without a password. */
  readonly source: string;
  close(): Promise<void>;
}

export interface AppOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly version: string;
  /** `loop`: takes the lock and runs everything; `beside`: short commands next to a running server; `none`: no store at all. */
  readonly role: 'loop' | 'beside' | 'none';
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stop: AbortSignal;
  /** Serve the made-up brand's pages on loopback and collect them; `if-empty`: where the store holds no brand of one's own. */
  readonly demo?: boolean | 'if-empty';
}

/** What one process does of all that there is to do. */
export interface Parts {
  readonly page: boolean;
  readonly schedule: boolean;
  /** Kinds of jobs that it takes from the queue. */
  readonly lanes: readonly Lane[];
  /** Port of health and metrics for a process without the page; null: none. */
  readonly healthPort: number | null;
}

export interface ReadPageOptions {
  readonly url: string;
  readonly scraper?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly maxPages: number;
  readonly onPage?: (pages: number) => void;
}

/** What one look at a page brought; nothing is stored. */
export interface PageRead {
  readonly scraper: string;
  readonly drafts: readonly ItemDraft[];
  /** By item key; null where nothing can be said. */
  readonly sentiments: ReadonlyMap<string, Sentiment | null>;
  readonly summary: WalkSummary;
}

/** The composed product. Closed in reverse order of opening. */
export interface App {
  readonly config: Config;
  /** Secret of the installation; never printed. */
  readonly secret: string;
  readonly store: Store;
  readonly compute: Compute;
  readonly sources: Sources;
  readonly figures: Figures;
  readonly digests: Digests;
  readonly scrapers: readonly AnyScraper[];
  readonly clock: Clock;
  readonly log: Log;
  /** Brands and targets of the configuration are written to the store. */
  syncConfig(): Promise<void>;
  /** Starts these parts of the work. Resolves to the address of the page, or of the process's health; null without either. */
  serve(parts: Parts): Promise<{ readonly url: string | null }>;
  /** Reads a page without storing anything. Throws `BadInput` (url, scraper, options), `LayoutChanged`, `NeedsSetup`. */
  readPage(options: ReadPageOptions): Promise<PageRead>;
  /** Visits a target now, in this process, and waits for its end. */
  visit(targetId: string): Promise<void>;
  /** Understands everything that waits; `onProgress` gets how many are left. */
  understandAll(onProgress?: (left: number) => void): Promise<void>;
  /** One-time sign-in address. */
  signInLink(name: string, role: 'read' | 'write' | 'admin', base: string): Promise<string>;
  /** API key; shown once. */
  addApiKey(
    name: string,
    scope: 'read' | 'write' | 'admin',
  ): Promise<{ readonly key: string; readonly prefix: string }>;
  /** Path of a Chromium, null when there is none. */
  findBrowser(): Promise<string | null>;
  /** The queue of several processes as it is now; null where jobs stay in one process. Throws `Unavailable` when it is away. */
  sharedQueue(): Promise<(QueueCounts & { readonly parked: readonly ParkedJob[] }) | null>;
  /** Takes up again a target or job that was set aside. Throws `NotFound`, `Unavailable`. */
  unpark(id: string): Promise<readonly Unparked[]>;
  hasDemoData(): Promise<boolean>;
  /** This process serves the demo. */
  readonly demo: boolean;
  /** Both visits of the demo, collected and understood in this process. */
  playDemo(onProgress?: (done: number, total: number) => void): Promise<void>;
  /** What was found of the demo's planted truth. */
  demoReport(): Promise<DemoReport>;
  close(): Promise<void>;
}

/** Exit codes of every command (DESIGN 8): 0 ok, 1 some target failed, 2 bad usage or configuration, 3 store or queue not reachable. */
export type ExitCode = 0 | 1 | 2 | 3;
