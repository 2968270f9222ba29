import { Agent, type Dispatcher, request as send } from 'undici';
import type { Clock } from '../domain/ambient.ts';
import { FetchFailed, OverBudget } from '../errors.ts';
import { decodeBody } from './charset.ts';
import { Deadline } from './deadline.ts';
import type { FetchContext, Fetcher } from './fetcher.ts';
import { guardedLookup, type Resolve } from './guarded-lookup.ts';
import { networkFailure } from './network-failure.ts';
import { type OriginMap, toMapped, toOriginal } from './origin-map.ts';
import type { Page, PageRequest } from './page.ts';
import { readBody } from './read-body.ts';
import { nextHop, sentHeaders } from './request-headers.ts';
import { isRefusing, type RetryAfterLimits, refuseStatus } from './statuses.ts';
import { checkAddress } from './url-guard.ts';

export interface HttpFetcherOptions {
  readonly userAgent: string;
  readonly clock: Clock;
  readonly resolve: Resolve;
  readonly retryAfter: RetryAfterLimits;
  /** `{ 'https://otzovik.com': 'http://127.0.0.1:8080' }`: only the composition root sets it (demo, tests). */
  readonly origins?: OriginMap;
}

/** Of a wall's page only the beginning is read, to tell which wall it is. */
const WALL_BYTES = 200_000;

/** A `Fetcher` over undici: each hop is guarded anew, the deadline and the byte budgets hold for the whole answer. */
export function createHttpFetcher(options: HttpFetcherOptions): Fetcher {
  // Two pools, so that a connection opened for a typed local name is never used for a name that must be public.
  const agents = { public: agentFor(options.resolve, false), trusted: agentFor(options.resolve, true) };
  return {
    fetch: (request, context) => fetchPage(request, context, options, agents),
    async close() {
      await Promise.all([agents.public.destroy(), agents.trusted.destroy()]);
    },
  };
}

interface Agents {
  readonly public: Agent;
  readonly trusted: Agent;
}

function agentFor(resolve: Resolve, trusted: boolean): Agent {
  // The deadline of the whole answer replaces undici's timeouts per step; that of connecting stays, it frees the socket.
  return new Agent({
    allowH2: false,
    connect: { lookup: guardedLookup(resolve, { trusted }) },
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

async function fetchPage(
  request: PageRequest,
  context: FetchContext,
  options: HttpFetcherOptions,
  agents: Agents,
): Promise<Page> {
  const deadline = new Deadline(context.limits.deadlineMs, context.signal);
  let hop = request;
  for (let redirects = 0; ; redirects++) {
    const answer = await askHop(hop, context, options, agents, deadline);
    const next = nextHop(hop, answer, (location) => toOriginal(location, hop.url, options.origins));
    if (!next) return await readPage(answer, hop.url, request, context, options, deadline);
    answer.body.on('error', () => {}).destroy();
    if (redirects >= context.limits.maxRedirects)
      throw new OverBudget(`More than ${context.limits.maxRedirects} redirects`, { details: { url: request.url } });
    checkAddress(next.url, context);
    await context.beforeHop?.(next.url);
    hop = next;
  }
}

async function askHop(
  hop: PageRequest,
  context: FetchContext,
  options: HttpFetcherOptions,
  agents: Agents,
  deadline: Deadline,
): Promise<Dispatcher.ResponseData> {
  const { url, trusted } = checkAddress(hop.url, context);
  const mapped = toMapped(url, options.origins);
  const target = mapped ?? url;
  const headers = { ...sentHeaders(hop.headers, options.userAgent), ...(mapped ? { host: url.host } : {}) };
  const method = hop.method ?? 'GET';
  const dispatcher = trusted || mapped ? agents.trusted : agents.public;
  try {
    return await deadline.hold(() =>
      send(target, { method, headers, body: hop.body ?? null, signal: deadline.signal, dispatcher }),
    );
  } catch (error) {
    if (context.signal?.aborted) throw error;
    if (deadline.passed) throw new FetchFailed('The site did not answer in time', { details: { url: hop.url } });
    throw networkFailure(error, hop.url);
  }
}

async function readPage(
  answer: Dispatcher.ResponseData,
  url: string,
  request: PageRequest,
  context: FetchContext,
  options: HttpFetcherOptions,
  deadline: Deadline,
): Promise<Page> {
  const headers = plainHeaders(answer.headers);
  const bytes = await readBytes(answer, url, headers, context, deadline);
  const nowMs = options.clock.now();
  const page: Page = {
    url,
    status: answer.statusCode,
    headers,
    body: decodeBody(bytes, headers['content-type']),
    fetchedAt: new Date(nowMs).toISOString(),
    request,
  };
  refuseStatus(page, nowMs, options.retryAfter);
  return page;
}

async function readBytes(
  answer: Dispatcher.ResponseData,
  url: string,
  headers: Page['headers'],
  context: FetchContext,
  deadline: Deadline,
): Promise<Uint8Array> {
  const refusing = isRefusing(answer.statusCode);
  const length = headers['content-length'];
  // A 304 names the length of the body that it does not send.
  const bodiless = refusing || answer.statusCode === 304 || length === undefined;
  const expectedBytes = bodiless ? undefined : Number(length);
  const limits = refusing
    ? { maxBytes: WALL_BYTES, maxDecodedBytes: WALL_BYTES, truncate: true }
    : { ...context.limits, truncate: context.truncate ?? false };
  try {
    return await deadline.hold(() =>
      readBody(answer.body, { encoding: headers['content-encoding'], expectedBytes }, limits),
    );
  } catch (error) {
    if (context.signal?.aborted) throw error;
    // The status says it already; without its body only the kind of the wall stays unknown.
    if (refusing) return new Uint8Array();
    if (deadline.passed) throw new OverBudget('The body was still coming when the time was up', { details: { url } });
    throw networkFailure(error, url);
  } finally {
    answer.body.on('error', () => {}).destroy();
  }
}

/** Cookies are left out: nothing needs them, and pages are kept as samples. */
function plainHeaders(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined && name !== 'set-cookie') plain[name] = Array.isArray(value) ? value.join(', ') : value;
  return plain;
}
