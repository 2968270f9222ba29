import type { Page, PageRequest } from '../collect/page.ts';
import type { AnyScraper } from '../collect/scraper.ts';
import type { Compute } from '../compute/compute.ts';
import type { Clock, Log } from '../domain/ambient.ts';
import type { Brand } from '../domain/brand.ts';
import { sayIssues } from '../domain/issues.ts';
import { BadInput } from '../errors.ts';
import type { Store } from '../store/store.ts';
import type { HostTurns } from './host-turns.ts';

/** Brings one page through the polite chain: allowed hosts, robots.txt, pace, retries. */
export type FetchPage = (request: PageRequest) => Promise<Page>;

/** What visits need; made once by the composition root. */
export interface VisitDeps {
  readonly store: Store;
  readonly compute: Compute;
  readonly scrapers: readonly AnyScraper[];
  /**
   * A fetch for one source. `typedUrl` is the address that a person typed: its host and port are allowed whatever they are.
   * `inQueue`: others wait for this visit's place, so a held host ends it with `HostHeld`.
   */
  readonly fetchFor: (
    scraper: AnyScraper,
    typedUrl: string,
    signal: AbortSignal,
    options?: { readonly inQueue?: boolean },
  ) => FetchPage;
  /** Whose turn it is at which host; without it nobody is sent away. */
  readonly turns?: HostTurns;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  /** Name of this process, for leases. */
  readonly owner: string;
  readonly keepNames: boolean;
  /** Older reviews are not stored; null: all are. */
  readonly retentionDays: number | null;
  readonly limits: {
    readonly maxPages: number;
    readonly maxFollow: number;
    readonly jitterMs: number;
    /** A lease is renewed at a third of this. */
    readonly leaseMs: number;
    /** A complete visit at least this often, so that old edits and vanished reviews are seen. */
    readonly fullEveryMs: number;
  };
}

export const isoNow = (clock: Clock): string => new Date(clock.now()).toISOString();

/** The scraper and its validated options. Throws `BadInput('scraper' | 'options')`: the store may hold what an older version accepted. */
export function scraperOf(
  deps: Pick<VisitDeps, 'scrapers'>,
  name: string,
  options: Readonly<Record<string, unknown>>,
): { scraper: AnyScraper; options: Record<string, unknown> } {
  const scraper = deps.scrapers.find((candidate) => candidate.name === name);
  if (scraper === undefined) throw new BadInput('scraper', `no scraper is called ${JSON.stringify(name)}`);
  const parsed = scraper.options.safeParse(options);
  if (parsed.success) return { scraper, options: parsed.data };
  throw new BadInput('options', sayIssues(parsed.error, 'options'));
}

/** A brand for looks at a page that belongs to none yet. */
export const NO_BRAND: Brand = {
  id: 'look',
  name: 'look',
  spellings: [],
  exclude: [],
  competitors: [],
  timeZone: 'UTC',
  languages: ['ru', 'en', 'nl'],
  products: [],
  themes: [],
  madeUp: false,
};
