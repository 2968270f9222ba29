import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type ProcessHealth, processHealth } from '../../src/api/process-health.ts';
import { Unavailable } from '../../src/errors.ts';

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

async function served(
  over: Partial<ProcessHealth> = {},
): Promise<(path: string, method?: string) => Promise<Response>> {
  const deps: ProcessHealth = {
    kind: 'worker',
    leads: () => false,
    store: { lastSeq: async () => 1, pendingCount: async () => 7 },
    queue: { counts: async () => ({ waiting: 2, active: 1 }), parked: async () => [] },
    ...over,
  };
  const server = createServer(processHealth(deps));
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return (path, method = 'GET') => fetch(`http://127.0.0.1:${port}${path}`, { method });
}

const away = () => Promise.reject(new Unavailable('away'));

describe('health of a process without the page', () => {
  test('is alive and ready where store and queue answer', async () => {
    const get = await served();
    expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' });
    const ready = await get('/readyz');
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true, store: 'up', queue: 'up' }]);
  });

  test.each([
    ['store', { store: { lastSeq: away, pendingCount: away } }, { ready: false, store: 'down', queue: 'up' }],
    ['queue', { queue: { counts: away, parked: away } }, { ready: false, store: 'up', queue: 'down' }],
  ])('is alive but not ready while the %s is away', async (_which, over, said) => {
    const get = await served(over);
    expect((await get('/healthz')).status).toBe(200);
    const ready = await get('/readyz');
    expect([ready.status, await ready.json()]).toEqual([503, said]);
  });

  test('does not wait for ever for one that hangs', async () => {
    const get = await served({ store: { lastSeq: () => new Promise(() => undefined), pendingCount: away } });
    const ready = await get('/readyz');
    expect([ready.status, ((await ready.json()) as { store: string }).store]).toEqual([503, 'down']);
  });

  test('tells its figures, and says so where it cannot', async () => {
    const get = await served({ leads: () => true });
    const text = await (await get('/metrics')).text();
    expect(text).toContain('molva_leader{process="worker"} 1');
    expect(text).toContain('molva_pending_items{process="worker"} 7');
    expect(text).toContain('molva_queue_jobs{state="waiting",process="worker"} 2');
    expect(text).toContain('molva_parked_jobs{process="worker"} 0');
    const down = await served({ store: { lastSeq: away, pendingCount: away } });
    expect((await down('/metrics')).status).toBe(503);
  });

  test('answers nothing else', async () => {
    const get = await served();
    expect([(await get('/')).status, (await get('/healthz', 'POST')).status, (await get('//')).status]).toEqual([
      404, 405, 404,
    ]);
  });
});
