import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { draft } from './drafts.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

let server: ServerUnderTest;
let key: string;

beforeEach(async () => {
  server = await startServer({ limits: { eventPollMs: 20, eventHeartbeatMs: 60, eventStreams: 3 } });
  key = await server.key('read');
});
afterEach(() => server.close());

interface Frame {
  readonly id: string | undefined;
  readonly event: string | undefined;
  readonly data: string | undefined;
  readonly comment: string | undefined;
}

/** Reads frames as a browser does, until `enough` says so, then hangs up. */
async function listenUntil(
  query: string,
  enough: (frames: readonly Frame[]) => boolean,
  headers: Record<string, string> = {},
  begun: () => void = () => undefined,
): Promise<Frame[]> {
  const hangUp = new AbortController();
  const deadline = setTimeout(() => hangUp.abort(), 20_000);
  const frames: Frame[] = [];
  try {
    const signal = hangUp.signal;
    const response = await fetch(`${server.url}/api/v1/events${query}`, {
      headers: { 'x-api-key': key, ...headers },
      signal,
    });
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    begun();
    let rest = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      const parts = (rest + chunk).split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(part)?.[1];
        frames.push({ id: field('id'), event: field('event'), data: field('data'), comment: field('') });
      }
      if (enough(frames)) break;
    }
  } finally {
    clearTimeout(deadline);
    hangUp.abort();
  }
  return frames;
}

const withData = (frames: readonly Frame[]) => frames.filter((frame) => frame.data !== undefined);

function add(from: number, count: number, brand = 'romashka') {
  const items = Array.from({ length: count }, (_, n) => draft(from + n, { brand }));
  return server.store.importItems({ items, targetId: null, backfill: false, now: server.now() });
}

test('without a mark only what comes from now on is sent', async () => {
  await add(0, 3);
  const begun = Promise.withResolvers<void>();
  const reading = listenUntil('', (frames) => withData(frames).length >= 2, {}, begun.resolve);
  await Promise.race([begun.promise, reading]);
  await new Promise((resolve) => setTimeout(resolve, 150));
  await add(100, 2);
  const frames = withData(await reading);
  expect(frames).toHaveLength(2);
  const [first] = frames;
  expect(first?.event).toBe('item.created');
  expect(JSON.parse(first?.data ?? '')).toMatchObject({
    type: 'item.created',
    subject: draft(100).key,
    brand: 'romashka',
    quiet: false,
  });
  expect(String(JSON.parse(first?.data ?? '').seq)).toBe(first?.id);
});

test('a reader that comes back with its last id misses nothing and gets nothing twice', async () => {
  await add(0, 450);
  const first = withData(await listenUntil('?after=0', (frames) => withData(frames).length >= 120));
  const last = first.at(-1)?.id ?? '';
  await add(1000, 5);
  const total = await server.store.lastSeq();
  const second = withData(
    // The header wins over the address that the page was opened with.
    await listenUntil('?after=0', (frames) => frames.some((frame) => frame.id === String(total)), {
      'last-event-id': last,
    }),
  );
  const ids = [...first, ...second].map((frame) => Number(frame.id));
  expect(ids).toEqual(Array.from({ length: total }, (_, n) => n + 1));
});

test('events of one brand only', async () => {
  await add(0, 2, 'romashka');
  await add(10, 2, 'vasilek');
  const frames = withData(await listenUntil('?after=0&brand=vasilek', (all) => withData(all).length >= 2));
  expect(frames.map((frame) => JSON.parse(frame.data ?? '').brand)).toEqual(['vasilek', 'vasilek']);
});

test('a mark beyond the end (an older backup was restored) does not shut the reader out', async () => {
  await add(0, 1);
  const reading = listenUntil('?after=999999', (frames) => withData(frames).length >= 1);
  await new Promise((resolve) => setTimeout(resolve, 150));
  await add(50, 1);
  expect(withData(await reading)).toHaveLength(1);
});

test('silence is filled with comments', async () => {
  const frames = await listenUntil('', (all) => all.filter((frame) => frame.comment !== undefined).length >= 2);
  expect(frames.some((frame) => frame.comment === 'beat')).toBe(true);
});

test('a stream ends when its session ends', async () => {
  const cookie = await server.signIn('read');
  const response = await fetch(`${server.url}/api/v1/events`, { headers: { cookie } });
  await server.call('POST', '/api/v1/sign-out', { cookie, headers: { origin: server.url } });
  expect(await response.text()).toContain('retry: 3000');
});

test('streams are bounded, and a place is free again when a reader goes', async () => {
  const hangUp = new AbortController();
  const options = { headers: { 'x-api-key': key }, signal: hangUp.signal };
  for (let n = 0; n < 3; n += 1) expect((await fetch(`${server.url}/api/v1/events`, options)).status).toBe(200);
  expect((await server.call('GET', '/api/v1/events', { key })).status).toBe(503);
  hangUp.abort();
  let status = 503;
  for (let n = 0; n < 50 && status === 503; n += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    const response = await fetch(`${server.url}/api/v1/events`, { headers: { 'x-api-key': key } });
    status = response.status;
    await response.body?.cancel();
  }
  expect(status).toBe(200);
});

test('closing the server ends the streams at once', async () => {
  const response = await fetch(`${server.url}/api/v1/events`, { headers: { 'x-api-key': key } });
  const startedAt = performance.now();
  await Promise.all([server.close(), response.text()]);
  // A stream that is not ended is open for ever.
  expect(performance.now() - startedAt).toBeLessThan(10_000);
  server = await startServer();
});

test('marks that are no numbers are refused or passed over', async () => {
  expect((await server.call('GET', '/api/v1/events?after=-1', { key })).status).toBe(400);
  expect((await server.call('GET', '/api/v1/events?after=now', { key })).status).toBe(400);
  await listenUntil('', (frames) => frames.length >= 1, { 'last-event-id': 'nonsense' });
});
