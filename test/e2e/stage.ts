import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright';
import { copyCollectedDemo } from '../collected-demo.ts';
import { molva as run, type Server, startMolva, temporaryFolder } from '../molva.ts';
import { buildPage } from './build-page.ts';

/** The demo brand in a real server, real browsers, and people who are signed in. */
export interface Stage {
  readonly url: string;
  /** The first browser, signed in as the owner, 1280 x 800, in Russian. */
  readonly owner: BrowserContext;
  /** Another person's browser, by the personal link that the command prints. */
  signIn(name: string, role?: 'reader' | 'editor'): Promise<BrowserContext>;
  /** A second window of the owner's with other options. */
  window(options: BrowserContextOptions): Promise<BrowserContext>;
  close(): Promise<void>;
}

export async function openStage(executablePath: string): Promise<Stage> {
  buildPage();
  const folder = temporaryFolder();
  await copyCollectedDemo(folder.path);
  const [server, browser] = await Promise.all([
    // Six people's work in a minute comes from here: the limit of one client is not what these tests are about.
    startMolva({ cwd: folder.path, swift: true, env: { MOLVA_WEB_REQUESTS_PER_MINUTE: '100000' } }),
    chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] }),
  ]);
  const options = { locale: 'ru-RU', reducedMotion: 'reduce' as const, viewport: { width: 1280, height: 800 } };
  const owner = await browser.newContext(options);
  try {
    await follow(owner, server.signInLink);
  } catch (error) {
    await closeAll({ browser, server, remove: folder.remove });
    throw error;
  }
  return {
    url: server.url,
    owner,
    async signIn(name, role = 'editor') {
      const { stdout } = await run(['user', 'add', name, '--role', role], { cwd: folder.path });
      const context = await browser.newContext(options);
      await follow(context, `${server.url}/sign-in${new URL(stdout.trim()).search}`);
      return context;
    },
    window: async (extra) => browser.newContext({ ...options, storageState: await owner.storageState(), ...extra }),
    close: () => closeAll({ browser, server, remove: folder.remove }),
  };
}

async function follow(context: BrowserContext, link: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(link);
  await page.click('button[type=submit]');
  await page.waitForSelector('article');
  await page.close();
}

async function closeAll(open: { browser: Browser; server: Server; remove: () => void }): Promise<void> {
  await open.browser.close();
  await open.server.end('SIGTERM');
  open.remove();
}

/** One call of the API with a context's session. Throws with the answer where it is none of 2xx. */
export async function callApi<T>(
  context: BrowserContext,
  address: string,
  init?: { readonly method: string; readonly body: unknown },
): Promise<T> {
  const { origin } = new URL(address);
  const answer = init
    ? await context.request.fetch(address, { method: init.method, data: init.body, headers: { origin } })
    : await context.request.get(address);
  if (!answer.ok()) throw new Error(`${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/**
 * Opens a page of ours by its address, or goes on to it as a link does, where that window shows another one already: the program is not
 * loaded anew, which is most of what opening takes. Resolves when nothing on the page is waited for.
 */
export async function goOn(page: Page, origin: string, path: string): Promise<void> {
  const shown = new URL(page.url());
  if (shown.origin === origin && shown.pathname !== path)
    await page.evaluate(`history.pushState(null, '', '${path}'); dispatchEvent(new PopStateEvent('popstate'))`);
  else await page.goto(origin + path);
  // The entry of the page that is shown, also where it is out of sight on a phone.
  await page.waitForSelector(`nav a[href="${path}"][aria-current=page]`, { state: 'attached' });
  await page.waitForSelector(path === '/' ? 'article' : 'main h1');
  await page.waitForSelector('main [aria-busy=true]', { state: 'detached' });
  // A chart takes the width of its place in the frame after the one that gave it one.
  await page.evaluate('new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))');
}

/** What the console says: a page must leave it clean. */
export function listen(page: Page, into: string[]): void {
  page.on('console', (message) => into.push(message.text()));
  page.on('pageerror', (error) => into.push(error.message));
}
