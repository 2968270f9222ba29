import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { firmPage, reviewsApi } from './pages/2gis.ts';
import { type DemoAnswer, type DemoSiteHandler, MADE_UP } from './pages/answer.ts';
import { otzovik } from './pages/otzovik.ts';
import { shop } from './pages/shop.ts';
import { telegram } from './pages/telegram.ts';
import { wildberriesCard, wildberriesFeedbacks, wildberriesHost } from './pages/wildberries.ts';
import { addresses, demoTargets, places } from './places.ts';
import { tellStory } from './story.ts';
import { DEAD_PAGE, type DemoTruth } from './truth.ts';

/** Every origin that the collector asks while it reads the demo's targets. */
const HANDLERS: Readonly<Record<string, DemoSiteHandler>> = {
  'https://otzovik.com': otzovik,
  'https://www.otzovik.com': otzovik,
  'https://2gis.ru': firmPage,
  'https://public-api.reviews.2gis.com': reviewsApi,
  'https://www.wildberries.ru': () => null,
  'https://card.wb.ru': wildberriesCard,
  'https://feedback-bt.wildberries.ru': wildberriesHost,
  'https://feedback-view-01.wb.ru': wildberriesFeedbacks,
  'https://feedback-view-02.wb.ru': wildberriesFeedbacks,
  'https://t.me': telegram,
  [`https://${addresses.shopHost}`]: shop,
};

/** The demo's pages on loopback. */
export interface DemoSite {
  /** The real origin of each site and the address that answers in its place: `https://otzovik.com` -> `http://127.0.0.1:40123`. */
  readonly origins: Readonly<Record<string, string>>;
  readonly targets: ReturnType<typeof demoTargets>;
  readonly truth: DemoTruth;
  /** From now on the pages show the first or the second visit. They begin with the first. */
  setVisit(visit: 1 | 2): void;
  /** The page that dies answers with a closed door from now on. */
  closeDoor(): void;
  close(): Promise<void>;
}

/**
 * Tells the story and serves its pages, one port of 127.0.0.1 for each origin (`port`, `port + 1`, ...; any free ones where
 * it is 0 or left out). Rejects when a port is taken.
 */
export async function startDemoSite(options: {
  readonly seed: number;
  /**
   * ISO instant at which the story ends. Keep it and pass the same one after a restart: with another one the same texts
   * get other dates and ids, and everything stored would look vanished.
   */
  readonly now: string;
  readonly port?: number;
}): Promise<DemoSite> {
  const truth = tellStory(options);
  let visit: 1 | 2 = 1;
  let doorClosed = false;
  const servers: Server[] = [];
  const origins: Record<string, string> = {};
  const close = async (): Promise<void> => {
    await Promise.all(servers.splice(0).map(stop));
  };
  try {
    for (const [origin, handler] of Object.entries(HANDLERS)) {
      const server = createServer((request, response) => {
        const url = URL.parse(request.url ?? '/', origin);
        const answer = url === null ? null : answerFor({ url, handler, truth, visit, doorClosed });
        send(response, answer ?? notFound(), request.method === 'HEAD');
      });
      const port = options.port ? options.port + servers.length : 0;
      await listen(server, port);
      servers.push(server);
      origins[origin] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    }
  } catch (cause) {
    await close();
    throw cause;
  }
  return {
    origins,
    targets: demoTargets(),
    truth,
    setVisit(next) {
      visit = next;
    },
    closeDoor() {
      doorClosed = true;
    },
    close,
  };
}

const DEAD_PATH = new URL(places.find(({ page }) => page === DEAD_PAGE)!.url).pathname;

interface Asked {
  readonly url: URL;
  readonly handler: DemoSiteHandler;
  readonly truth: DemoTruth;
  readonly visit: 1 | 2;
  readonly doorClosed: boolean;
}

function answerFor({ url, handler, truth, visit, doorClosed }: Asked): DemoAnswer | null {
  if (url.pathname === '/robots.txt') {
    return {
      status: 200,
      type: 'text/plain; charset=utf-8',
      body: `# ${MADE_UP}\nUser-agent: *\nDisallow: /profile/\n`,
    };
  }
  if (doorClosed && url.pathname === DEAD_PATH) {
    return { status: 403, type: 'text/plain; charset=utf-8', body: `Closed (${MADE_UP})\n` };
  }
  return handler({ url, truth, visit });
}

function notFound(): DemoAnswer {
  return { status: 404, type: 'text/plain; charset=utf-8', body: `No such page (${MADE_UP})\n` };
}

function send(response: ServerResponse, answer: DemoAnswer, headOnly: boolean): void {
  const body = Buffer.from(answer.body, 'utf8');
  response.writeHead(answer.status, {
    'content-type': answer.type,
    'content-length': body.length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    // The pages carry hostile texts; whoever opens one in a browser must run nothing, even if an escape were wrong.
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    'x-demo': MADE_UP,
  });
  response.end(headOnly ? undefined : body);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
