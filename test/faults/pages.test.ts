import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Target } from '../../src/domain/target.ts';
import { misbehave } from '../servers/misbehaviour.ts';
import { madeUpReviews, reviewPages } from '../servers/review-pages.ts';
import { type Site, startSite } from '../servers/site.ts';
import { type Chain, closeThreads, openChain } from './visited-site.ts';

/* A site that was read well, then answers its second page in every bad way there is: the whole chain, on a real store. */

let site: Site;
let chain: Chain;
let target: Target;

beforeAll(async () => {
  site = await startSite();
});
afterAll(() => Promise.all([site.close(), closeThreads()]));
beforeEach(async () => {
  site.pages.clear();
  site.robots = { status: 404 };
  site.shop.reviews = madeUpReviews(30);
  chain = await openChain();
  target = await chain.add(`${site.origin}/shop`);
});
afterEach(() => chain.close());

/** From now on page `page` of the list answers as `path` of the site that misbehaves. */
function spoil(page: number, path: string): void {
  site.pages.set('/shop', (request, response) => {
    const { searchParams } = new URL(request.url ?? '/', site.origin);
    const asked = Number(searchParams.get('page') ?? 1);
    const odd = new URL(path, site.origin);
    if (asked === page && misbehave(odd, request, response)) return;
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(reviewPages(site.shop, asked));
  });
}

interface Fault {
  readonly path: string;
  readonly outcome: string;
  readonly health: string;
  readonly says: RegExp;
}

const sick = (path: string, says: RegExp): Fault => ({ path, outcome: 'partial', health: 'failing', says });
const wall = (path: string, says: RegExp): Fault => ({ path, outcome: 'blocked', health: 'blocked', says });
const onTheWay: readonly Fault[] = [
  sick('/slow', /did not answer in time/),
  sick('/drop', /connection was cut/),
  sick('/half', /cut|on the way/),
  sick('/wrong-length', /cut|bytes|on the way/),
  sick('/half-gzip', /compressed body is broken/),
  sick('/status?code=500', /answered 500/),
];
const hostile: readonly Fault[] = [
  sick('/drip?ms=20', /still coming when the time was up/),
  sick('/bomb?as=gzip', /more than 2000000 bytes after decompression/),
  sick('/bomb?as=br', /more than 2000000 bytes after decompression/),
  sick('/bomb?as=zstd', /more than 2000000 bytes after decompression/),
  sick('/big?mb=100', /more than 1000000 bytes/),
];
const elsewhere: readonly Fault[] = [
  sick('/loop', /More than 5 redirects/),
  sick('/to?url=http%3A%2F%2F192.168.1.1%2Fadmin', /192\.168\.1\.1 is inside a private network/),
  sick('/to?url=http%3A%2F%2F127.0.0.1%3A1%2F', /127\.0\.0\.1:1 is inside a private network/),
  sick('/to?url=http%3A%2F%2F169.254.169.254%2Flatest', /169\.254\.169\.254 is in a range that no site lives in/),
  sick('/to?url=file%3A%2F%2F%2Fetc%2Fpasswd', /Only http and https/),
  sick('/to?url=http%3A%2F%2Felsewhere.example%2F', /elsewhere\.example is not one of the hosts/),
];
const walls: readonly Fault[] = [
  wall('/captcha', /robot/),
  wall('/status?code=403', /answered 403/),
  wall('/429?form=absurd&times=99', /asks us to slow down/),
  wall('/429?form=none&times=99', /asks us to slow down|wait longer/),
  wall('/429?form=past&times=99', /asks us to slow down/),
];
const strange: readonly Fault[] = [
  { path: '/shell', outcome: 'layout-changed', health: 'broken', says: /./ },
  { path: '/hello', outcome: 'layout-changed', health: 'broken', says: /./ },
];

async function isTold(fault: Fault): Promise<void> {
  await chain.visit(target);
  const before = await chain.kept(target);
  expect(before.keys).toHaveLength(30);
  spoil(2, fault.path);
  const run = await chain.visit(target);
  expect({ fault: fault.path, outcome: run.outcome, pages: run.pages, gone: run.vanished }).toEqual({
    fault: fault.path,
    outcome: fault.outcome,
    pages: 1,
    gone: 0,
  });
  expect(run.endedAt).not.toBeNull();
  expect(run.error?.message).toMatch(fault.says);
  expect(await chain.target(target)).toMatchObject({ health: fault.health, healthNote: run.error?.message });
  expect(await chain.kept(target)).toEqual(before);
}

/** The page is well again: the visit goes on where it was, and nothing came twice. */
async function heals(): Promise<void> {
  const before = await chain.kept(target);
  site.pages.clear();
  expect(await chain.visit(target)).toMatchObject({ outcome: 'ok', new: 0, vanished: 0, error: null });
  expect(await chain.kept(target)).toEqual(before);
  expect((await chain.target(target)).health).toBe('ok');
}

test.each(onTheWay)(
  'a page that fails on the way is tried again, then told; what was read is kept: $path [R11]',
  async (fault) => {
    site.arrivals.length = 0;
    await isTold(fault);
    // Once while all was well, and both tries of the visit after.
    expect(site.arrivals.filter(({ path }) => path === '/shop?page=2')).toHaveLength(3);
    await heals();
  },
);

test.each(hostile)(
  'a hostile body ends at its budget, asked for once, and costs nothing that was read: $path [R23]',
  async (fault) => {
    if (!fault.path.startsWith('/drip')) {
      // What is too large must not be out of time before that, where the machine is busy.
      await chain.close();
      chain = await openChain({ collect: { deadlineMs: 20_000 } });
      target = await chain.add(`${site.origin}/shop`);
    }
    site.arrivals.length = 0;
    await isTold(fault);
    expect(site.arrivals.filter(({ path }) => path === '/shop?page=2')).toHaveLength(2);
    await heals();
  },
);

test.each(elsewhere)(
  'a redirect in circles or to a forbidden address is refused with its reason: $path [R27, R28]',
  async (fault) => {
    await isTold(fault);
    await heals();
  },
);

test.each(walls)('a wall is said to be one, and what was read is kept: $path [R17]', async (fault) => {
  await isTold(fault);
});

test('when a captcha is gone the visit goes on where it stood', async () => {
  await isTold(wall('/captcha', /robot/));
  expect((await chain.target(target)).cursor).toMatchObject({ request: { url: `${site.origin}/shop?page=2` } });
  await heals();
});

test.each(strange)(
  'a page that is another one is a changed layout, never the end of the list: $path [R25]',
  async (fault) => {
    await isTold(fault);
    await heals();
  },
);

describe('robots.txt that cannot be had', () => {
  test.each([
    [
      { status: 500 },
      /robots\.txt of the site cannot be read \(The site answered 500\); nothing is asked for 60 minutes/,
    ],
    [{ delayMs: 5000 }, /robots\.txt of the site cannot be read \(The site did not answer in time\)/],
    [{ drop: true }, /robots\.txt of the site cannot be read \(The connection was cut\)/],
  ])('is no leave to read: the visit is blocked and says so, and no page is asked: %j [R19]', async (robots, says) => {
    site.robots = robots;
    site.arrivals.length = 0;
    const run = await chain.visit(target);
    expect(run).toMatchObject({ outcome: 'blocked', pages: 0 });
    expect(run.error?.message).toMatch(says);
    expect(await chain.target(target)).toMatchObject({ health: 'blocked', healthNote: run.error?.message });
    expect(site.hits('/shop')).toBe(0);
  });
});
