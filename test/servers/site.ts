import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { misbehave } from './misbehaviour.ts';
import { type ReviewShop, reviewPages } from './review-pages.ts';

/** One request as it arrived. */
export interface Arrival {
  /** `performance.now()` of this process. */
  readonly atMs: number;
  readonly path: string;
  readonly host: string;
  readonly headers: http.IncomingHttpHeaders;
}

/** What `/robots.txt` answers. */
export interface RobotsAnswer {
  status?: number;
  body?: string;
  headers?: Record<string, string>;
  /** Wait before the answer. */
  delayMs?: number;
  /** Cut the connection instead. */
  drop?: boolean;
}

/** A web site on loopback that serves schema.org reviews and misbehaves on request. Close it after use. */
export interface Site {
  readonly origin: string;
  readonly host: string;
  readonly port: number;
  readonly arrivals: Arrival[];
  robots: RobotsAnswer;
  /** The reviews behind `/shop?page=N`; tests add, edit and remove them. */
  readonly shop: ReviewShop;
  /** Answers of a test's own, tried first: path -> HTML, or a handler. */
  readonly pages: Map<string, string | http.RequestListener>;
  hits(pathPrefix: string): number;
  close(): Promise<void>;
}

export async function startSite(): Promise<Site> {
  const arrivals: Arrival[] = [];
  const pages: Site['pages'] = new Map();
  const shop: ReviewShop = { reviews: [], perPage: 10 };
  const server = http.createServer((request, response) => {
    arrivals.push({
      atMs: performance.now(),
      path: request.url ?? '',
      host: request.headers.host ?? '',
      headers: request.headers,
    });
    response.on('error', () => {});
    const url = new URL(request.url ?? '/', 'http://site');
    const own = pages.get(url.pathname);
    if (typeof own === 'function') own(request, response);
    else if (own !== undefined) html(response, own);
    else if (url.pathname === '/robots.txt') answerRobots(site.robots, response);
    else if (url.pathname === '/shop') html(response, reviewPages(shop, Number(url.searchParams.get('page') ?? 1)));
    else if (!misbehave(url, request, response)) response.writeHead(404).end('not here');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const site: Site = {
    origin: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    port,
    arrivals,
    robots: { status: 404 },
    shop,
    pages,
    hits: (prefix) => arrivals.filter(({ path }) => path.startsWith(prefix)).length,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return site;
}

function html(response: http.ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body);
}

function answerRobots(robots: RobotsAnswer, response: http.ServerResponse): void {
  const answer = (): void => {
    if (robots.drop) response.destroy();
    else
      response
        .writeHead(robots.status ?? 200, { 'content-type': 'text/plain', ...robots.headers })
        .end(robots.body ?? '');
  };
  if (robots.delayMs) setTimeout(answer, robots.delayMs).unref();
  else answer();
}
