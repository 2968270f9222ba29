import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { copyCollectedDemo } from '../collected-demo.ts';
import { eventually, type Server, startMolva, temporaryFolder } from '../molva.ts';
import { findChromium, skipAll } from '../services.ts';
import { faults } from './axe.ts';
import { buildPage } from './build-page.ts';

const executablePath = await findChromium();
if (executablePath === null) {
  skipAll('the page in a browser', 'no Chromium here; npx playwright install chromium');
}
const inBrowser = executablePath === null ? describe.skip : describe;

let molva: Server;
const folder = temporaryFolder();
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** What the console said besides plain words: the page must leave it clean. */
const complaints: string[] = [];
/** Key of the text whose themes a person named. */
let themed = '';

async function open(address: string, into: Page = page): Promise<void> {
  await into.goto(molva.url + address);
  await into.waitForSelector(address.startsWith('/sources') ? 'main h2' : 'article');
}

async function fromApi<T>(address: string, init?: { method: string; body: unknown }): Promise<T> {
  const url = `${molva.url}/api/v1${address}`;
  const answer = init
    ? await context.request.fetch(url, {
        method: init.method,
        data: init.body,
        headers: { origin: molva.url },
      })
    : await context.request.get(url);
  if (!answer.ok()) throw new Error(`${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as T;
}

interface SeenItem {
  readonly key: string;
  readonly correction: { readonly sentiment?: string } | null;
}
interface SeenTarget {
  readonly id: string;
  readonly scraper: string;
  readonly url: string;
  readonly health: string;
}

const shades = () => page.$$eval('article', (cards) => cards.map((card) => card.getAttribute('data-shade')));
const focusedKey = () => page.evaluate<string | null>('document.activeElement.dataset.key ?? null');
const overflow = (of: Page) => of.evaluate<number>('document.documentElement.scrollWidth - innerWidth');

inBrowser('the page on the demo brand', () => {
  beforeAll(async () => {
    buildPage();
    await copyCollectedDemo(folder.path);
    [molva, browser] = await Promise.all([
      // All that these tests ask comes from one address within a minute: the limit of one client is not what they are about.
      startMolva({ cwd: folder.path, swift: true, env: { MOLVA_WEB_REQUESTS_PER_MINUTE: '100000' } }),
      chromium.launch({ executablePath: executablePath ?? undefined, args: ['--no-sandbox', '--disable-gpu'] }),
    ]);
    context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1280, height: 800 } });
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await molva?.end('SIGTERM');
    folder.remove();
  }, 30_000);

  test('without a session it explains how to get in', async () => {
    const stranger = await context.newPage();
    await stranger.goto(molva.url);
    await stranger.getByText('molva user link').waitFor();
    expect(await stranger.textContent('h1')).toContain('Вход');
    await stranger.close();
  });

  test('the link signs in and the feed stands there, named as made up', async () => {
    page = await context.newPage();
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(molva.signInLink);
    await page.click('button[type=submit]');
    await page.waitForSelector('article');
    expect(await page.locator('article').count()).toBeGreaterThan(5);
    expect(await page.getByText('Выдуманные данные').count()).toBe(1);
    // Asked for beside the texts, and there some time after them.
    const share = page.getByText(/\d+\s% негатива из \d+/);
    await share.first().waitFor();
    expect(await share.count()).toBe(1);
  });

  test('a filter is in the address, its chip takes it away, back brings it back', async () => {
    await open('/?sentiment=negative');
    expect(new Set(await shades())).toEqual(new Set(['negative']));
    await page.click('[aria-label="Убрать: негатив"]');
    await eventually('the page follows', () =>
      page.evaluate<boolean>(
        "[...document.querySelectorAll('article')].some(card => card.dataset.shade !== 'negative')",
      ),
    );
    expect(new URL(page.url()).search).toBe('?open=any');
    await page.goBack();
    await eventually('the page follows', () =>
      page.evaluate<boolean>(
        "[...document.querySelectorAll('article')].every(card => card.dataset.shade === 'negative')",
      ),
    );
  });

  test('words that nobody wrote: the empty state offers to take the filter away', async () => {
    await page.goto(`${molva.url}/?q=${encodeURIComponent('небывальщина12345')}`);
    await page.getByText('Ничего не найдено').waitFor();
    await page
      .locator('section')
      .getByRole('button', { name: /Убрать/ })
      .click();
    await page.waitForSelector('article');
  });

  test('the keyboard walks, opens, corrects, takes back, and comes back to the card', async () => {
    await open('/');
    await page.keyboard.press('j');
    await eventually('the page follows', async () => (await focusedKey()) !== null);
    const first = await focusedKey();
    await page.keyboard.press('j');
    await eventually('the page follows', async () => (await focusedKey()) !== first);
    const key = (await focusedKey()) ?? '';
    await page.keyboard.press('4');
    await page.getByText('Исправлено: смешанный').waitFor();
    expect((await fromApi<SeenItem>(`/items/${key}`)).correction?.sentiment).toBe('mixed');
    await page.keyboard.press('z');
    await eventually('the page follows', async () => (await fromApi<SeenItem>(`/items/${key}`)).correction === null);
    await page.keyboard.press('o');
    await page.waitForSelector('aside');
    expect(page.url()).toContain(`item=${key}`);
    await page.keyboard.press('Escape');
    await page.waitForSelector('aside', { state: 'detached' });
    expect(await focusedKey()).toBe(key);
  });

  test('two clicks correct a sentiment', async () => {
    await open('/?sentiment=positive');
    const card = page.locator('article').first();
    const key = (await card.getAttribute('data-key')) ?? '';
    await card.locator('button[data-shade]').click();
    await page.getByRole('menuitem', { name: 'нейтрально' }).click();
    await eventually(
      'the page follows',
      async () => (await fromApi<SeenItem>(`/items/${key}`)).correction?.sentiment === 'neutral',
    );
    await page.getByRole('button', { name: 'Отменить' }).click();
    await eventually('the page follows', async () => (await fromApi<SeenItem>(`/items/${key}`)).correction === null);
  });

  test('themes and kind stand on the card and in the drawer; a click asks for their texts, and the filters know them', async () => {
    await open('/?sentiment=negative');
    const key = (await page.locator('article').first().getAttribute('data-key')) ?? '';
    themed = key;
    const themes = ['price', 'staff', 'delivery', 'food'].map((theme, at) => ({
      theme,
      sentiment: at === 2 ? 'negative' : 'positive',
    }));
    await fromApi(`/items/${key}`, { method: 'PATCH', body: { themes, kind: 'question' } });
    await open(`/?kind=question&theme=delivery&theme_sentiment=negative&item=${key}`);
    const card = page.locator(`article[data-key="${key}"]`);
    // What hurts stands first and is said, not only coloured; the rest is under a number.
    await card.getByRole('button', { name: 'доставка негатив' }).waitFor();
    expect(await card.getByRole('button', { name: 'вопрос' }).count()).toBe(1);
    expect(await card.getByRole('button', { name: '+2 темы' }).count()).toBe(1);
    const drawer = page.locator('aside');
    expect(await drawer.getByText(/^Повлияли слова: .*к негативу «/).count()).toBe(1);
    await drawer.getByRole('button', { name: 'еда позитив' }).click();
    await page.waitForSelector('aside', { state: 'detached' });
    expect(page.url()).toContain('theme=food&theme_sentiment=positive');
    await page.getByRole('button', { name: 'Убрать: тема: еда' }).waitFor();
    await page.getByRole('button', { name: 'Фильтры' }).click();
    const panel = page.getByRole('region', { name: 'Фильтры' });
    expect(await panel.getByRole('button', { name: /^еда \d/, pressed: true }).count()).toBe(1);
    expect(await panel.getByRole('button', { name: /^вопрос \d/, pressed: true }).count()).toBe(1);
    expect(await faults(page)).toEqual([]);
  });

  test('kind and themes are corrected in the drawer and taken back', async () => {
    const key = themed;
    type Said = { readonly correction: { readonly kind?: string; readonly themes?: readonly unknown[] } | null };
    const correction = async () => (await fromApi<Said>(`/items/${key}`)).correction;
    await open(`/?item=${key}`);
    const drawer = page.locator('aside');
    await drawer.getByLabel('Вид текста').selectOption('suggestion');
    await page.getByText('Вид исправлен: предложение').waitFor();
    expect((await correction())?.kind).toBe('suggestion');
    await drawer.getByRole('button', { name: 'Убрать тему «еда»: позитив' }).click();
    await eventually('one theme less', async () => (await correction())?.themes?.length === 3);
    await drawer.getByLabel('Ещё тема').selectOption('payment');
    await drawer.getByRole('button', { name: 'Добавить тему' }).click();
    await drawer.getByRole('button', { name: 'оплата негатив' }).waitFor();
    await drawer.getByRole('button', { name: 'Вернуть как было' }).click();
    await eventually('nothing is corrected', async () => (await correction()) === null);
  });

  test("a theme of the brand's own is called by its title, however long, on a phone too", async () => {
    const title = `Подарочные наборы ${'и всё к ним '.repeat(8)}`.trim();
    const phone = await context.newPage();
    await phone.setViewportSize({ width: 360, height: 740 });
    await phone.route('**/api/v1/brands', async (route) => {
      const answer = await route.fetch();
      const { data } = (await answer.json()) as { data: readonly object[] };
      const themes = [{ id: 'gift-boxes', title, words: ['набор'], phrases: [], exclusions: [], fromPage: true }];
      await route.fulfill({ json: { data: data.map((brand) => ({ ...brand, themes })) } });
    });
    await phone.goto(`${molva.url}/?theme=gift-boxes`);
    await phone
      .getByRole('button', { name: `Убрать: тема: ${title}` })
      .first()
      .waitFor();
    await phone.getByRole('button', { name: 'Фильтры' }).click();
    await phone.getByRole('button', { name: title, pressed: true }).waitFor();
    expect(await overflow(phone)).toBe(0);
    await phone.close();
  });

  test('what comes in meanwhile waits behind a bar and moves nothing', async () => {
    await open('/');
    const { data } = await fromApi<{ data: readonly SeenTarget[] }>('/targets');
    const target = data.find((one) => one.scraper === 'jsonld');
    const before = await page.locator('article').first().getAttribute('data-key');
    await fromApi(`/targets/${target?.id}/pages`, {
      method: 'POST',
      body: { pages: [{ fileName: 'a.html', body: savedPage() }] },
    });
    const bar = page.locator('main').getByRole('button', { name: /нов(ый|ых) текст|Прочитаны ещё/ });
    await bar.waitFor({ timeout: 15_000 });
    expect(await page.locator('article').first().getAttribute('data-key')).toBe(before);
    await bar.click();
    await page.getByText('кофемолка приехала треснутая').waitFor();
  });

  test('a blocked source says so and takes a page by hand', async () => {
    await open('/sources');
    const blocked = page.locator('section[data-mood=bad]').first();
    await blocked.getByRole('button', { name: 'Прочитать сохранённые страницы' }).click();
    await blocked.locator('input[type=file]').setInputFiles({
      name: 'wall.html',
      mimeType: 'text/html',
      buffer: Buffer.from('<html><title>Captcha</title><body>noise</body></html>'),
    });
    await blocked.getByText(/не отзывы|не похожа на отзывы/).waitFor();
  });

  test('a source that ended its processes three times is taken up again by the admin, by a button', async () => {
    const { data } = await fromApi<{ data: SeenTarget[] }>('/targets');
    const { id } = data.find(({ scraper, health }) => scraper === 'telegram' && health === 'ok') ?? data[0]!;
    const store = await openSqliteStore({ path: path.join(folder.path, 'data/molva.db'), role: 'beside' });
    await eventually('three losses', async () => {
      await store.leaseTarget(id, { owner: 'who dies', ttlMs: 1, now: new Date().toISOString() });
      return (await store.target(id))?.health === 'parked';
    });
    await open('/sources');
    await page.getByText('остановила его после повторных сбоев').waitFor();
    await page.getByRole('button', { name: 'Попробовать сейчас' }).click();
    await page.getByText(/Снова в работе: .+ процессы трижды завершились/).waitFor();
    await eventually('its next visit', async () => (await store.target(id))?.health === 'ok');
    await store.close();
  });

  test('a pasted address that is private is refused in words', async () => {
    await open('/sources');
    await page.getByRole('button', { name: 'Добавить источник' }).click();
    await page.getByLabel('Адрес страницы с отзывами').fill('http://169.254.169.254/latest');
    await page.keyboard.press('Enter');
    await page
      .getByText(/не подходит|Не получилось|Страницу не удалось|не удалось распознать/)
      .first()
      .waitFor();
    expect(await page.getByLabel('Адрес страницы с отзывами').inputValue()).not.toBe('');
  });

  test('a server that asks for patience is asked again when it said, and the page opens', async () => {
    const seen = await context.newPage();
    let refusals = 0;
    await seen.route('**/api/v1/{me,brands,items?*}', async (route) => {
      if (refusals >= 2) return route.fallback();
      refusals += 1;
      const problem = { status: 429, title: 'Too many requests', code: 'too-many' };
      await route.fulfill({
        status: 429,
        headers: { 'Retry-After': '1', 'Content-Type': 'application/problem+json' },
        body: JSON.stringify(problem),
      });
    });
    await open('/', seen);
    expect(refusals).toBe(2);
    await seen.close();
  });

  test('the browser had nothing to complain about', () => {
    // A refused page is answered with 422 and a refused address with 400, which Chromium itself writes into the console.
    expect(complaints.filter((text) => !/status of (400|422)/.test(text))).toEqual([]);
  });
});

function savedPage(): string {
  const review = {
    '@type': 'Review',
    '@id': 'https://shop.example/r/777001',
    author: { '@type': 'Person', name: 'Пётр' },
    datePublished: new Date().toISOString().slice(0, 10),
    reviewBody: 'Моя кофемолка приехала треснутая, обмена жду вторую неделю.',
    reviewRating: { '@type': 'Rating', ratingValue: 1, bestRating: 5 },
  };
  const product = { '@context': 'https://schema.org', '@type': 'Product', name: 'Кофемолка', review: [review] };
  return `<!doctype html><html><head><script type="application/ld+json">${JSON.stringify(product)}</script></head><body></body></html>`;
}
