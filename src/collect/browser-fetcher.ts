import type { BrowserContext, Page as BrowserPage, Response } from 'playwright';
import type { Clock, Log } from '../domain/ambient.ts';
import { BadInput, FetchFailed, MolvaError, OverBudget } from '../errors.ts';
import { Chromium } from './chromium.ts';
import { Deadline } from './deadline.ts';
import type { FetchContext, Fetcher } from './fetcher.ts';
import { type GuardProxy, openGuardProxy } from './guard-proxy.ts';
import type { Resolve } from './guarded-lookup.ts';
import { type OriginMap, toMapped, toOriginal } from './origin-map.ts';
import type { Page, PageRequest } from './page.ts';
import { sentHeaders } from './request-headers.ts';
import type { ResourceType } from './scraper.ts';
import { type RetryAfterLimits, refuseStatus } from './statuses.ts';
import { checkAddress } from './url-guard.ts';

export interface BrowserFetcherOptions {
  readonly userAgent: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly resolve: Resolve;
  readonly retryAfter: RetryAfterLimits;
  /** Path of Chromium; null: looked for at the first fetch. */
  readonly executablePath: string | null;
  /** A browser that nobody needed for so long is closed; the next fetch starts one. */
  readonly idleCloseMs: number;
  readonly origins?: OriginMap;
}

/** Kept back from the wait for the page's content, so that a page that never shows it is still read before the deadline. */
const READ_SHARE = 0.1;

/**
 * A `Fetcher` over a real Chromium, for pages that are made by scripts. Each fetch has a context and a guard proxy of its own.
 * The user agent is ours, nothing is disguised. A page on which `waitFor` does not appear in time is returned as it is.
 */
export function createBrowserFetcher(options: BrowserFetcherOptions): Fetcher {
  const chromium = new Chromium(options);
  return {
    async fetch(request, context) {
      if (request.method === 'POST') throw new BadInput('method', 'A browser page is asked for by GET');
      const { url } = checkAddress(request.url, context);
      context.signal?.throwIfAborted();
      return await chromium.use(async (browser) => {
        const proxy = await openGuardProxy({
          scope: context,
          mappedHosts: Object.values(options.origins ?? {}).map((origin) => new URL(origin).host),
          resolve: options.resolve,
          maxBytes: context.limits.maxBytes,
        });
        const {
          'user-agent': userAgent,
          'accept-encoding': _,
          accept: __,
          ...headers
        } = sentHeaders(request.headers, options.userAgent);
        let tab: BrowserContext | undefined;
        try {
          tab = await browser.newContext({
            userAgent,
            extraHTTPHeaders: headers,
            proxy: { server: proxy.server, bypass: '<-loopback>' },
            serviceWorkers: 'block',
            acceptDownloads: false,
          });
          return await visit({ tab, target: url, request, context, options, proxy });
        } catch (error) {
          if (error instanceof MolvaError || context.signal?.aborted) throw error;
          throw new FetchFailed('The browser could not read the page', { cause: error, details: { url: url.href } });
        } finally {
          await Promise.allSettled([tab?.close(), proxy.close()]);
        }
      });
    },
    close: () => chromium.close(),
  };
}

interface Visit {
  readonly tab: BrowserContext;
  readonly target: URL;
  readonly request: PageRequest;
  readonly context: FetchContext;
  readonly options: BrowserFetcherOptions;
  readonly proxy: GuardProxy;
}

/** Where the main frame went, in order, and its last answer. */
interface Trail {
  readonly urls: string[];
  answer: Response | undefined;
}

async function visit(one: Visit): Promise<Page> {
  const { tab, request, context, options, proxy } = one;
  const page = await tab.newPage();
  await refuseNeedless(tab, context.browser?.allow ?? ['document']);
  const trail = follow(page, one);
  const deadline = new Deadline(context.limits.deadlineMs, context.signal);
  // Closing the tab ends whatever is being waited for.
  const leave = (): void => void tab.close().catch(() => {});
  deadline.signal.addEventListener('abort', leave, { once: true });
  proxy.overBudget.addEventListener('abort', leave, { once: true });
  try {
    const body = await deadline.hold(() => show(page, one, trail));
    for (const [index, url] of trail.urls.entries())
      if (index > 0 && url !== trail.urls[index - 1]) await context.beforeHop?.(url);
    return finished(body, trail, request, options);
  } catch (error) {
    if (context.signal?.aborted || error instanceof MolvaError) throw error;
    throw whatHappened(error, one, trail, deadline);
  }
}

/** Every kind of resource that the page does not need is refused; the guard proxy would stop what must not pass. */
async function refuseNeedless(tab: BrowserContext, allow: readonly ResourceType[]): Promise<void> {
  const allowed = new Set<string>([...allow, 'document']);
  await tab.route('**/*', (route) =>
    allowed.has(route.request().resourceType()) ? route.continue() : route.abort('blockedbyclient'),
  );
  await tab.routeWebSocket(/.*/, (socket) => socket.close());
}

/** Notes where the main frame goes; a step out of the scope ends the visit at once (the proxy lets nothing through anyway). */
function follow(page: BrowserPage, { tab, target, context, options }: Visit): Trail {
  const trail: Trail = { urls: [], answer: undefined };
  const isMain = (of: { isNavigationRequest(): boolean; frame(): unknown }): boolean =>
    of.isNavigationRequest() && of.frame() === page.mainFrame();
  page.on('request', (sent) => {
    if (!isMain(sent)) return;
    const url = toOriginal(sent.url(), trail.urls.at(-1) ?? target.href, options.origins) ?? sent.url();
    trail.urls.push(url);
    if (!isAllowed(url, context)) void tab.close().catch(() => {});
  });
  page.on('response', (answer) => {
    if (isMain(answer.request())) trail.answer = answer;
  });
  return trail;
}

function isAllowed(url: string, context: FetchContext): boolean {
  try {
    checkAddress(url, context);
    return true;
  } catch {
    return false;
  }
}

async function show(page: BrowserPage, { target, context, options, proxy }: Visit, trail: Trail): Promise<string> {
  const { deadlineMs, maxDecodedBytes, maxRedirects } = context.limits;
  const endMs = performance.now() + deadlineMs * (1 - READ_SHARE);
  const left = (): number => Math.max(1, endMs - performance.now());
  await page.goto((toMapped(target, options.origins) ?? target).href, { waitUntil: 'commit', timeout: deadlineMs });
  await inTime(page.waitForLoadState('domcontentloaded', { timeout: left() }));
  const { waitFor } = context.browser ?? { waitFor: 'html' };
  const type = trail.answer?.headers()['content-type'] ?? '';
  const isData = /\b(?:json|xml)\b/.test(type) && !/xhtml/.test(type);
  const isShown = !isData && (trail.answer?.status() ?? 0) < 400;
  if (isShown) await inTime(page.waitForSelector(waitFor, { state: 'attached', timeout: left() }));
  const body = isData ? await trail.answer!.text() : await page.content();
  for (const url of trail.urls) checkAddress(url, context);
  if (trail.urls.length > maxRedirects + 1) throw new OverBudget(`More than ${maxRedirects} redirects`);
  if (proxy.overBudget.aborted || Buffer.byteLength(body) > maxDecodedBytes)
    throw new OverBudget('The page has more bytes than its budget');
  return body;
}

/** A wait whose end by time is no failure: the parser says what the page is. */
async function inTime(wait: Promise<unknown>): Promise<void> {
  try {
    await wait;
  } catch (error) {
    if ((error as Error).name !== 'TimeoutError') throw error;
  }
}

function finished(body: string, trail: Trail, request: PageRequest, options: BrowserFetcherOptions): Page {
  const nowMs = options.clock.now();
  const { 'set-cookie': _, ...headers } = trail.answer?.headers() ?? {};
  const url = trail.urls.at(-1) ?? request.url;
  const status = trail.answer?.status() ?? 200;
  const page: Page = { url, status, headers, body, fetchedAt: new Date(nowMs).toISOString(), request };
  refuseStatus(page, nowMs, options.retryAfter);
  return page;
}

/** The browser only says that it failed; the guard, the proxy and the clock know why. Throws `ForbiddenAddress` for where the page went. */
function whatHappened(error: unknown, { context, proxy, request }: Visit, trail: Trail, deadline: Deadline): Error {
  const details = { url: request.url };
  for (const url of trail.urls) checkAddress(url, context);
  const refused = proxy.refused.get(new URL(trail.urls.at(-1) ?? request.url).hostname);
  if (refused) return refused;
  if (proxy.overBudget.aborted) return new OverBudget('The page has more bytes than its budget', { details });
  if (/ERR_TOO_MANY_REDIRECTS/.test(String(error))) return new OverBudget('Too many redirects', { details });
  const isLate = deadline.passed || (error as Error).name === 'TimeoutError';
  const sentence = isLate ? 'The site did not answer in time' : 'The browser could not read the page';
  return new FetchFailed(sentence, { cause: error, details });
}
