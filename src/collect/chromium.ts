import { tmpdir } from 'node:os';
import type { Browser } from 'playwright';
import { FetchFailed, NeedsSetup } from '../errors.ts';
import { findBrowser, howToGetBrowser } from './find-browser.ts';

/** A proxy that is not there: what is not a page of ours (updates, reports) has no way out. Pages get their own guard proxy. */
const NO_WAY_OUT = { server: 'http://127.0.0.1:9', bypass: '<-loopback>' };

const ARGUMENTS = [
  // Without a proxy for UDP, WebRTC would tell our address to whoever asks and reach into the local network.
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--disable-quic',
  // Names are looked up by the guard proxy alone.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
  '--dns-prefetch-disable',
  '--no-pings',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-domain-reliability',
];

/** One Chromium for all pages: started at the first one, started anew after it died, closed when nobody needed it for a while. */
export class Chromium {
  readonly #executablePath: string | null;
  readonly #idleCloseMs: number;
  #starting: Promise<Browser> | undefined;
  #users = 0;
  #idleTimer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(options: { executablePath: string | null; idleCloseMs: number }) {
    this.#executablePath = options.executablePath;
    this.#idleCloseMs = options.idleCloseMs;
  }

  /** Runs `work` with a living browser. Throws `NeedsSetup` where there is none, `FetchFailed` when it does not start. */
  async use<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
    if (this.#isClosed) throw new FetchFailed('The browser was closed');
    clearTimeout(this.#idleTimer);
    this.#users += 1;
    try {
      this.#starting ??= this.#start();
      return await work(await this.#starting);
    } finally {
      this.#users -= 1;
      if (this.#users === 0 && !this.#isClosed) {
        this.#idleTimer = setTimeout(() => void this.#stop(), this.#idleCloseMs);
        this.#idleTimer.unref();
      }
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#idleTimer);
    await this.#stop();
  }

  async #stop(): Promise<void> {
    const starting = this.#starting;
    this.#starting = undefined;
    const browser = await starting?.catch(() => undefined);
    await browser?.close();
  }

  async #start(): Promise<Browser> {
    try {
      const browser = await launch(this.#executablePath);
      browser.once('disconnected', () => {
        this.#starting = undefined;
      });
      return browser;
    } catch (error) {
      this.#starting = undefined;
      throw error;
    }
  }
}

async function launch(configured: string | null): Promise<Browser> {
  const executablePath = await findBrowser(configured);
  if (executablePath === null) throw new NeedsSetup(howToGetBrowser(configured));
  const { chromium } = await import('playwright');
  try {
    return await chromium.launch({
      executablePath,
      headless: true,
      // Chromium refuses its sandbox to root, as in containers.
      chromiumSandbox: process.getuid?.() !== 0,
      args: ARGUMENTS,
      proxy: NO_WAY_OUT,
      // Secrets in our environment are none of a page's business.
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: tmpdir(), LANG: 'C.UTF-8' },
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
  } catch (error) {
    throw new FetchFailed('The browser did not start', { cause: error });
  }
}
