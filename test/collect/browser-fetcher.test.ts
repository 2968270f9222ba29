import dgram from 'node:dgram';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createBrowserFetcher } from '../../src/collect/browser-fetcher.ts';
import type { FetchContext, Fetcher } from '../../src/collect/fetcher.ts';
import { findBrowser } from '../../src/collect/find-browser.ts';
import { quietLog } from '../../src/domain/ambient.ts';
import { Blocked, FetchFailed, ForbiddenAddress, NeedsSetup, OverBudget } from '../../src/errors.ts';
import { chromiums } from '../servers/chromium.ts';
import { type Site, startSite } from '../servers/site.ts';
import { clock, limits, retryAfter, systemResolve } from './limits.ts';

const found = await findBrowser(null);
if (found === null) process.stderr.write('no Chromium here: the browser fetcher is not tested\n');
const withBrowser = found === null ? describe.skip : describe;

const userAgent = 'Molva/0.1 (+mailto:test@example.com)';
const common = { userAgent, clock, log: quietLog, resolve: systemResolve, retryAfter, idleCloseMs: 60_000 };

test('without a browser the way to get one is said', async () => {
  const fetcher = createBrowserFetcher({ ...common, executablePath: '/no/such/chromium' });
  const request = { url: 'https://example.com/' };
  await expect(fetcher.fetch(request, { limits, hosts: ['example.com'] })).rejects.toThrow(NeedsSetup);
  await fetcher.close();
});

withBrowser('the browser', () => {
  let site: Site;
  let inside: Site;
  let fetcher: Fetcher;
  let context: FetchContext;

  beforeAll(async () => {
    [site, inside] = await Promise.all([startSite(), startSite()]);
    fetcher = createBrowserFetcher({ ...common, executablePath: found });
    context = {
      limits: { ...limits, deadlineMs: 8000 },
      hosts: [],
      typedHost: site.host,
      browser: { waitFor: '.review', allow: ['document', 'script', 'fetch', 'xhr'] },
    };
  });
  afterAll(async () => {
    await fetcher.close();
    await Promise.all([site.close(), inside.close()]);
  });

  const get = (path: string, more: Partial<FetchContext> = {}) =>
    fetcher.fetch({ url: site.origin + path }, { ...context, ...more });
  const html = (body: string): string => `<!doctype html><meta charset="utf-8"><title>page</title>${body}`;

  test('reads a page that a script fills, and says who we are', async () => {
    site.pages.set(
      '/app',
      html(`<div id="root"></div><script>
        fetch('/echo').then((r) => r.json()).then((echo) => setTimeout(() => {
          root.innerHTML = '<p class="review">Отзыв ' + echo.headers['user-agent'] + ' ' + navigator.webdriver + '</p>';
        }, 100));
      </script>`),
    );
    const page = await get('/app');
    expect(page).toMatchObject({ status: 200, url: `${site.origin}/app` });
    expect(page.body).toContain(`<p class="review">Отзыв ${userAgent} true</p>`);
    expect(site.arrivals.find(({ path }) => path === '/app')?.headers['user-agent']).toBe(userAgent);
  });

  test('a page that never shows what is waited for is returned as it is, in time', async () => {
    const started = performance.now();
    const page = await get('/shell', { limits: { ...limits, deadlineMs: 1500 } });
    expect(page.body).toContain('id="root"');
    // The browser itself would wait half a minute.
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test('JSON comes as JSON', async () => {
    expect(JSON.parse((await get('/echo')).body)).toMatchObject({ method: 'GET' });
  });

  test('statuses and failures are the same as over HTTP', async () => {
    await expect(get('/status?code=403')).rejects.toThrow(Blocked);
    await expect(get('/429?form=seconds&times=99')).rejects.toMatchObject({ name: 'Throttled', retryAfterMs: 1000 });
    await expect(get('/drop')).rejects.toThrow(FetchFailed);
    await expect(get('/slow', { limits: { ...limits, deadlineMs: 700 } })).rejects.toThrow(/in time/);
    await expect(get('/loop')).rejects.toThrow(OverBudget);
    await expect(get('/big?mb=20')).rejects.toThrow(OverBudget);
  });

  test('resources that the page does not need are not asked for', async () => {
    site.pages.set('/rich', html('<img src="/pic.png"><link rel="stylesheet" href="/s.css"><p class="review">x</p>'));
    await get('/rich');
    expect(site.hits('/pic.png') + site.hits('/s.css')).toBe(0);
  });

  test('a page cannot reach inside: not by fetch, frame, socket, redirect, nor by itself [R28]', async () => {
    const target = inside.origin;
    site.pages.set(
      '/evil',
      html(`<iframe src="${target}/frame"></iframe><script src="${target}/script.js"></script><script>
        const done = () => document.body.insertAdjacentHTML('beforeend', '<p class="review">done</p>');
        new WebSocket('${target.replace('http', 'ws')}/socket');
        navigator.sendBeacon('${target}/beacon', 'x');
        fetch('/to?url=' + encodeURIComponent('${target}/redirected')).catch(() => {});
        fetch('${target}/fetch', { mode: 'no-cors' }).catch(() => {}).then(() => fetch('http://169.254.169.254/'))
          .catch(() => {}).then(done);
      </script>`),
    );
    const page = await get('/evil', {
      browser: { waitFor: '.review', allow: ['document', 'script', 'fetch', 'xhr', 'image'] },
    });
    expect(page.body).toContain('done');
    expect(inside.arrivals).toEqual([]);
  });

  test('a page that leads elsewhere is refused with the reason', async () => {
    site.pages.set('/away', html(`<script>location = '${inside.origin}/hello'</script>`));
    await expect(get(`/to?url=${encodeURIComponent(`${inside.origin}/hello`)}`)).rejects.toThrow(ForbiddenAddress);
    await expect(get('/away')).rejects.toThrow(ForbiddenAddress);
    await expect(fetcher.fetch({ url: `${inside.origin}/` }, context)).rejects.toThrow(ForbiddenAddress);
    expect(inside.arrivals).toEqual([]);
  });

  test('a name that resolves inside is refused', async () => {
    const rebinding = createBrowserFetcher({
      ...common,
      executablePath: found,
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    });
    for (const scheme of ['http', 'https'])
      await expect(
        rebinding.fetch({ url: `${scheme}://rebind.example/` }, { ...context, hosts: ['rebind.example'] }),
      ).rejects.toThrow(ForbiddenAddress);
    await rebinding.close();
  });

  test('WebRTC sends no packet', async () => {
    const udp = dgram.createSocket('udp4');
    const packets: Buffer[] = [];
    udp.on('message', (packet) => packets.push(packet));
    await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
    site.pages.set(
      '/rtc',
      html(`<script>
        const pc = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:${udp.address().port}' }] });
        pc.createDataChannel('x');
        pc.createOffer().then((o) => pc.setLocalDescription(o));
        setTimeout(() => { document.body.innerHTML = '<p class="review">done</p>'; }, 700);
      </script>`),
    );
    expect((await get('/rtc')).body).toContain('done');
    udp.close();
    expect(packets).toHaveLength(0);
  });

  test('each hop is shown before the page is handed on, and may still refuse it', async () => {
    const beforeHop = async (url: string): Promise<void> => {
      if (url.endsWith('/hello')) throw new ForbiddenAddress('not there');
    };
    const browser = { ...context.browser!, waitFor: 'html' };
    await expect(get('/redirect?n=0', { beforeHop, browser })).rejects.toThrow('not there');
  });

  test('a mapped origin is read locally and keeps its address', async () => {
    const mapped = createBrowserFetcher({
      ...common,
      executablePath: found,
      origins: { 'https://otzovik.com': site.origin },
    });
    site.pages.set('/local', html('<p class="review">local</p>'));
    const page = await mapped.fetch(
      { url: 'https://otzovik.com/local' },
      { ...context, hosts: ['otzovik.com'], typedHost: 'otzovik.com:443' },
    );
    expect(page).toMatchObject({ url: 'https://otzovik.com/local', status: 200 });
    expect(page.body).toContain('local');
    await mapped.close();
  });

  test('an aborted fetch rejects with the reason', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('stopping')), 300);
    await expect(get('/slow', { signal: stop.signal })).rejects.toThrow('stopping');
  });

  test('a killed browser fails the fetch, the next one starts another; none is left after close [R24]', async () => {
    const own = createBrowserFetcher({ ...common, executablePath: found });
    const before = chromiums();
    const asked = site.hits('/slow');
    const dying = own.fetch({ url: `${site.origin}/slow` }, context);
    const failure = expect(dying).rejects.toThrow(FetchFailed);
    for (let tries = 0; tries < 100 && site.hits('/slow') === asked; tries++) await wait(50);
    const mine = chromiums().filter((pid) => !before.includes(pid));
    expect(mine.length).toBeGreaterThan(0);
    for (const pid of mine) kill(pid);
    await failure;
    expect((await own.fetch({ url: `${site.origin}/echo` }, context)).status).toBe(200);
    await own.close();
    await wait(300);
    expect(chromiums().filter((pid) => !before.includes(pid))).toEqual([]);
  });
});

const wait = (delayMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, delayMs));

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It died with its parent.
  }
}
