import type { AnyScraper } from '../collect/scraper.ts';
import type { Clock, Log } from '../domain/ambient.ts';
import type { FeedbackDesk } from '../feedback/desk.ts';
import type { Digests } from '../jobs/digests.ts';
import type { Figures } from '../jobs/figures.ts';
import type { Rising } from '../jobs/rising-phrases.ts';
import type { Sources } from '../jobs/sources.ts';
import type { Themes } from '../jobs/themes.ts';
import type { Queue } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';

/** Everything the API needs from outside. */
export interface ApiDeps {
  readonly store: Store;
  readonly queue: Queue;
  readonly sources: Sources;
  readonly figures: Figures;
  readonly digests: Digests;
  readonly themes: Themes;
  readonly rising: Rising;
  readonly feedback: FeedbackDesk;
  readonly scrapers: readonly AnyScraper[];
  readonly clock: Clock;
  readonly log: Log;
  /** At least 256 random bits as base64url; new at each call. */
  readonly randomToken: () => string;
  readonly version: string;
  /** Folder of the built page; null when it is not built. */
  readonly webRoot: string | null;
  /** How many proxies stand in front (Express `trust proxy`); 0 believes no `X-Forwarded-*` header. */
  readonly trustProxy?: number | string;
  /** Host names, without port, by which people reach it. IP addresses and localhost always pass. */
  readonly allowedHosts?: readonly string[];
  readonly limits?: Partial<ApiLimits>;
}

/** Every wait and limit of the API; the defaults are `DEFAULT_LIMITS`. */
export interface ApiLimits {
  readonly maxBodyBytes: number;
  readonly maxPagesBytes: number;
  readonly maxImportBytes: number;
  readonly requestsPerMinute: number;
  readonly signInTriesPer15Min: number;
  readonly wrongKeysPer5Min: number;
  readonly eventPollMs: number;
  readonly eventHeartbeatMs: number;
  readonly eventStallMs: number;
  readonly eventStreams: number;
  readonly sessionDays: number;
}

export const DEFAULT_LIMITS: ApiLimits = {
  /** The largest ordinary body is a bulk of tags: some kilobytes. */
  maxBodyBytes: 1_000_000,
  /** Saved pages of big sites are 1-3 MB each. */
  maxPagesBytes: 20_000_000,
  /** 50,000 survey answers are 5-10 MB, a third more as base64. */
  maxImportBytes: 20_000_000,
  /** Per caller. The page asks some ten times a minute; a script that walks 100,000 items at 50 a page fits into two minutes. */
  requestsPerMinute: 1200,
  /** Failed sign-ins per address. */
  signInTriesPer15Min: 20,
  /** Wrong API keys per address; a right key is never shut out by another's wrong ones. */
  wrongKeysPer5Min: 60,
  /** How soon a change made by another process is seen. */
  eventPollMs: 1000,
  /** Below the 30-60 s after which proxies cut silent connections. */
  eventHeartbeatMs: 15_000,
  /** A reader that takes nothing for this long is cut; it resumes from its last id. */
  eventStallMs: 30_000,
  /** Open streams at once; browsers use one per tab. */
  eventStreams: 100,
  sessionDays: 30,
};
