import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import mongoose from 'mongoose';
import { jsonld } from '../../scrapers/jsonld/index.ts';
import { eventually, molva, type Server, startMolva, temporaryFolder } from '../molva.ts';
import { type RedisServer, startRedis } from '../servers/redis.ts';
import { madeUpReviews } from '../servers/review-pages.ts';
import { type Site, startSite } from '../servers/site.ts';
import { sharedMongo, sharedRedis } from '../services.ts';

const MAIN = path.resolve(import.meta.dirname, '../../src/main.ts');
const SECRET = { MOLVA_SECRET: 'one secret for both processes' };
const GAP_MS = 60_000 / jsonld.pace.perMinute;
/** A request is on its way for so long at most, on a machine that has much else to do. */
const ON_THE_WAY_MS = 500;

const mongo = sharedMongo('Molva on a Redis that fails');
if (mongo !== null && sharedRedis('Molva on a Redis that fails') !== null)
  describe('Molva on a Redis that fails', () => {
    const folder = temporaryFolder();
    const reviews = madeUpReviews(8);
    let redis: RedisServer;
    let site: Site;
    let server: Server;
    let worker: ChildProcess;
    let headers: Record<string, string>;

    beforeAll(async () => {
      [redis, site] = await Promise.all([startRedis(), startSite()]);
      site.shop.reviews = reviews.slice(4);
      const places = ['/shop', '/shop?of=tea'].map((address) => `"${site.origin}${address}"`);
      const yaml = [
        `store: { mongo: { url: "${mongo.url}" } }`,
        `queue: { redis: { url: "${redis.url}" } }`,
        'collect: { schedule: "*/2 * * * * *", jitterMs: 0 }',
        'web: { requestsPerMinute: 100000 }',
        `brands: [{ id: kettles, name: Kettles, timeZone: UTC, languages: [ru], targets: [${places.join(', ')}] }]`,
      ];
      writeFileSync(path.join(folder.path, 'molva.yaml'), yaml.join('\n'));
      server = await startMolva({ cwd: folder.path, env: SECRET });
      worker = spawn(process.execPath, [MAIN, 'worker', '--port', '0'], {
        cwd: folder.path,
        env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...SECRET },
        stdio: 'ignore',
      });
      const { stdout } = await molva(['key', 'add', 'test', '--role', 'admin', '--json'], {
        cwd: folder.path,
        env: SECRET,
      });
      headers = { authorization: `Bearer ${(JSON.parse(stdout) as { key: string }).key}` };
    }, 90_000);

    afterAll(async () => {
      for (const { child } of [server, { child: worker }]) child?.kill('SIGKILL');
      await Promise.all([site.close(), redis.stop()]);
      folder.remove();
      const connection = await mongoose.createConnection(mongo.url).asPromise();
      await connection.dropDatabase();
      await connection.close();
    });

    async function get<T>(route: string): Promise<T> {
      const response = await fetch(`${server.url}/api/v1/${route}`, { headers });
      expect(response.status).toBe(200);
      return (await response.json()) as T;
    }

    const arrived = (text: string): Promise<unknown> =>
      eventually(
        `the text "${text}"`,
        async () => {
          const { data } = await get<{ data: { text: string }[] }>('items?brand=kettles&copies=all&limit=200');
          return data.some((item) => item.text === text);
        },
        45_000,
      );

    const queueIs = (state: 'up' | 'down'): Promise<unknown> =>
      eventually(`queue ${state}`, async () => (await get<{ queue: string }>('health')).queue === state);

    test('killed: the page answers and says so, no site is asked; started again: work goes on [R05]', async () => {
      await arrived(reviews[4]!.text);
      await redis.kill();
      await queueIs('down');
      const doctor = await molva(['doctor'], { cwd: folder.path, env: SECRET });
      expect(doctor.stdout).toMatch(/BAD +queue: Redis at 127\.0\.0\.1:\d+ does not answer/);
      expect(await (await fetch(`${server.url}/metrics`, { headers })).text()).toContain('molva_queue_up 0');
      expect(await get('queue')).toEqual({ up: false, waiting: null, active: null, parked: [] });
      // What had its slot before is on its way; after that no request can have one.
      const before = site.arrivals.length;
      await new Promise((resolve) => setTimeout(resolve, GAP_MS));
      expect(site.arrivals.length - before).toBeLessThanOrEqual(1);
      site.shop.reviews = reviews.slice(2);
      await redis.start();
      await queueIs('up');
      await arrived(reviews[2]!.text);
      expect([server.child.exitCode, worker.exitCode]).toEqual([null, null]);
    }, 90_000);

    test('a parked job is told by the doctor and the metrics, and taken up again by hand [R04]', async () => {
      const client = new Redis(redis.url);
      const lane = (await client.keys('molva-*:scrape:id'))[0]!.replace(/:id$/, '');
      const job = {
        name: 'scrape-target',
        data: JSON.stringify({ subject: 'poison' }),
        opts: '{}',
        finishedOn: Date.now(),
      };
      await client.hset(`${lane}:job:poison`, job);
      await client.zadd(`${lane}:failed`, Date.now(), 'job:poison');
      const doctor = await molva(['doctor'], { cwd: folder.path, env: SECRET });
      expect(doctor.stdout).toMatch(/BAD +queue: scrape-target poison is parked since .*died or hung three times/);
      const metrics = await (await fetch(`${server.url}/metrics`, { headers })).text();
      expect(metrics).toContain('molva_queue_jobs{state="parked"} 1');
      expect(await get('queue')).toMatchObject({
        up: true,
        parked: [{ name: 'scrape-target', subject: 'poison', reason: expect.stringMatching(/three times/) }],
      });
      const { code, stdout } = await molva(['unpark', 'poison'], { cwd: folder.path, env: SECRET });
      expect([code, stdout]).toEqual([
        0,
        expect.stringMatching(/^job scrape-target poison is tried again.*three times/),
      ]);
      expect(await get('queue')).toMatchObject({ up: true, parked: [] });
      client.disconnect();
    });

    test('emptied: the schedule comes back from the store [R06]', async () => {
      const client = new Redis(redis.url);
      site.shop.reviews = reviews;
      await client.flushall();
      client.disconnect();
      await arrived(reviews[0]!.text);
    }, 60_000);

    test('two processes keep the pace of a host through all of it [R15]', async () => {
      // How many were needed until here hangs on which visit met which texts.
      await eventually('five requests', async () => site.arrivals.length > 4, 45_000);
      const times = site.arrivals.map(({ atMs }) => atMs);
      const gaps = times.slice(1).map((time, index) => time - times[index]!);
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(GAP_MS - ON_THE_WAY_MS);
    }, 60_000);

    test('away again: SIGTERM ends both with 0 within ten seconds [R02]', async () => {
      await redis.kill();
      const from = performance.now();
      const gone = new Promise((resolve) => worker.on('exit', resolve));
      worker.kill('SIGTERM');
      expect(await Promise.all([server.end('SIGTERM'), gone])).toEqual([0, 0]);
      // Each ends with another code when its own clock says 9.5 s: the rest is the load of this machine.
      expect(performance.now() - from).toBeLessThan(20_000);
    });
  });
