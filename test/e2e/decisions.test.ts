import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright';
import { eventually } from '../molva.ts';
import { findChromium, skipAll } from '../services.ts';
import { faults } from './axe.ts';
import { callApi, listen, openStage, type Stage } from './stage.ts';

const executablePath = await findChromium();
if (executablePath === null) {
  skipAll('decisions in a browser', 'no Chromium here; npx playwright install chromium');
}
const inBrowser = executablePath === null ? describe.skip : describe;

interface SeenItem {
  readonly key: string;
  readonly tags: readonly string[];
  readonly decisions: {
    readonly answer: { readonly choice: string; readonly reason: string | null; readonly by: string | null };
    readonly work: { readonly choice: string; readonly by: string | null };
    readonly done: { readonly by: string } | null;
    readonly version: number;
  };
}

let stage: Stage;
let page: Page;
/** Another editor, beside the owner. */
let anna: BrowserContext;
const complaints: string[] = [];

const api = (path: string) => `${stage.url}/api/v1${path}`;
const item = (key: string) => callApi<SeenItem>(stage.owner, api(`/items/${key}`));
const total = async (query: string) =>
  (await callApi<{ total: number }>(stage.owner, api(`/items?limit=1&include_total=true&${query}`))).total;
const focusedKey = (of: Page = page) => of.evaluate<string | null>('document.activeElement.dataset.key ?? null');
const keyAt = async (index: number) => (await page.locator('article').nth(index).getAttribute('data-key')) ?? '';

async function open(path: string, into: Page = page): Promise<void> {
  await into.goto(stage.url + path);
  await into.waitForSelector('article');
}

/** Presses a key that moves on, and waits until the focus has followed. */
async function pressAndMove(key: string): Promise<void> {
  const before = await focusedKey();
  await page.keyboard.press(key);
  await eventually('the focus moves on', async () => (await focusedKey()) !== before);
}

inBrowser('deciding in the feed', () => {
  beforeAll(async () => {
    stage = await openStage(executablePath ?? '');
    anna = await stage.signIn('Анна');
    page = await stage.owner.newPage();
    listen(page, complaints);
  }, 180_000);

  afterAll(async () => {
    await stage?.close();
  }, 30_000);

  test('the keyboard alone decides twenty texts and takes three back', async () => {
    const before = await total('open=true');
    await open('/');
    expect(await page.getByRole('button', { name: 'На решение', exact: true }).getAttribute('aria-pressed')).toBe(
      'true',
    );
    await pressAndMove('j');
    const decided: string[] = [];
    for (let count = 0; count < 20; count += 1) {
      decided.push((await focusedKey()) ?? 'focus lost');
      await pressAndMove('e');
    }
    expect(new Set(decided).size).toBe(20);
    for (let count = 0; count < 3; count += 1) await page.keyboard.press('z');
    await eventually('seventeen are left decided', async () => (await total('open=true')) === before - 17);
    const states = await Promise.all(decided.map(async (key) => (await item(key)).decisions.done?.by ?? null));
    expect(states.slice(17)).toEqual([null, null, null]);
    expect(states.slice(0, 17)).toEqual(Array.from({ length: 17 }, () => 'owner'));
  }, 60_000);

  test('answer and work by keys; "no" asks for a reason, which a digit chooses; the history names all of it', async () => {
    await open('/');
    await pressAndMove('j');
    const key = (await focusedKey()) ?? '';
    await page.keyboard.press('w');
    await page.keyboard.press('n');
    await page.getByRole('dialog').getByText('Спам или реклама').waitFor();
    await page.keyboard.press('4');
    await eventually('both are kept', async () => {
      const { answer, work } = (await item(key)).decisions;
      return answer.choice === 'no' && answer.reason === 'Спам или реклама' && work.choice === 'yes';
    });
    await eventually('the focus is back', async () => (await focusedKey()) === key);
    await page.keyboard.press('o');
    await page.locator('aside summary', { hasText: 'История решений' }).click();
    await page.locator('aside li', { hasText: 'Ответ не нужен' }).filter({ hasText: 'owner' }).first().waitFor();
    await page.keyboard.press('Escape');
  });

  test('a reason of one’s own, by buttons; a second click makes it undecided again', async () => {
    await open('/?open=true&sentiment=negative');
    const key = await keyAt(0);
    const card = page.locator('article').first();
    await card.getByRole('button', { name: 'не берём' }).click();
    await page.getByLabel('Своя причина').fill('Магазин закрыт');
    await page.keyboard.press('Enter');
    await card.getByText('owner').waitFor();
    await eventually('it is kept', async () => (await item(key)).decisions.work.choice === 'no');
    await card.getByRole('button', { name: 'не берём' }).click();
    await eventually('it is taken back', async () => (await item(key)).decisions.work.choice === 'undecided');
  });

  test('what another person decides appears in its place, and moves nothing', async () => {
    await open('/');
    const [first, second] = [await keyAt(0), await keyAt(1)];
    const top = await page.locator('article').first().boundingBox();
    await callApi(anna, api(`/items/${second}/decisions`), { method: 'POST', body: { done: true } });
    await page.locator(`[data-key="${second}"]`).getByText('Анна').waitFor({ timeout: 10_000 });
    expect([await keyAt(0), await keyAt(1)]).toEqual([first, second]);
    expect(await page.locator('article').first().boundingBox()).toEqual(top);
    await page.getByRole('button', { name: /Убрать решённый/ }).click();
    await eventually('it is cleared away', async () => (await keyAt(1)) !== second);
  });

  test('two at the same text: the second sees the first’s decision and may write his own', async () => {
    await open('/');
    const key = await keyAt(0);
    await callApi(anna, api(`/items/${key}/decisions`), {
      method: 'POST',
      body: { answer: { choice: 'no', reason: 'Спам или реклама' } },
    });
    await page.locator('article').first().getByRole('button', { name: 'нужен', exact: true }).click();
    await page.getByText(/Раньше вас.*Анна.*Спам или реклама/).waitFor();
    expect((await item(key)).decisions.answer).toMatchObject({ choice: 'no', by: 'Анна' });
    await page.getByRole('button', { name: 'Записать моё' }).click();
    await eventually('his own is written', async () => (await item(key)).decisions.answer.by === 'owner');
  });

  test('the server is gone while a reason is typed: nothing is lost, one click writes it when it is back', async () => {
    await open('/?open=true&sentiment=negative');
    const key = await keyAt(1);
    const card = page.locator('article').nth(1);
    await page.route('**/api/v1/items/*/decisions', (route) => route.abort());
    await card.getByRole('button', { name: 'не нужен' }).click();
    await page.getByLabel('Своя причина').fill('Ответили по телефону');
    await page.keyboard.press('Enter');
    const refused = page.getByText(/Ответили по телефону: не записано/);
    await refused.waitFor();
    expect(await card.getByRole('button', { name: 'не нужен' }).getAttribute('aria-pressed')).toBe('false');
    await page.unroute('**/api/v1/items/*/decisions');
    await page.getByRole('button', { name: 'Повторить' }).last().click();
    await eventually('it is written', async () => (await item(key)).decisions.answer.reason === 'Ответили по телефону');
  });

  test('chosen ones are changed together and taken back together', async () => {
    await open('/?open=true&sentiment=positive');
    await pressAndMove('j');
    await page.keyboard.press('x');
    await pressAndMove('j');
    await pressAndMove('j');
    await page.keyboard.press('Shift+X');
    const bar = page.getByRole('region', { name: 'Выбранные тексты' });
    await bar.getByText('3 выбрано').waitFor();
    const keys = await Promise.all([0, 1, 2].map(keyAt));
    const chosen = async (choice: string) =>
      (await Promise.all(keys.map(item))).every(({ decisions }) => decisions.work.choice === choice);
    await bar.getByRole('button', { name: 'берём в работу', exact: true }).click();
    await eventually('all three are', () => chosen('yes'));
    await page.getByRole('button', { name: 'Отменить' }).last().click();
    await eventually('none is', () => chosen('undecided'));
    await bar.getByRole('button', { name: 'Метка' }).click();
    await bar.getByRole('combobox', { name: 'Новая метка' }).fill('#курьер');
    await page.keyboard.press('Enter');
    const tagged = async () => (await Promise.all(keys.map(item))).filter(({ tags }) => tags.includes('курьер')).length;
    await eventually('all three have the tag', async () => (await tagged()) === 3);
    await page.getByRole('button', { name: 'Отменить' }).last().click();
    await eventually('none has it', async () => (await tagged()) === 0);
    await page.keyboard.press('Escape');
    await bar.waitFor({ state: 'detached' });
  });

  test('all that a filter finds: the number is said first, and it is the number that changes', async () => {
    const query = 'open=true&channel=survey&touchpoint=поддержка';
    const n = await total(query);
    await open(`/?${query}`);
    await page.locator('article input[type=checkbox]').first().click();
    await page.getByRole('button', { name: /Выбрать все/ }).click();
    await page.getByRole('region', { name: 'Выбранные тексты' }).getByRole('button', { name: 'Готово' }).click();
    await page.getByText(new RegExp(`«Готово» изменит ${n} `)).waitFor();
    expect(await total(query)).toBe(n);
    await page.getByRole('button', { name: new RegExp(`Изменить ${n} `) }).click();
    await eventually('all are done', async () => (await total(query)) === 0);
    await page.goto(`${stage.url}/?${query}`);
    await page.getByText(/Решено всё/).waitFor();
    await page.getByRole('link', { name: 'Показать решённые' }).click();
    await page.locator('article', { hasText: 'NPS' }).first().waitFor();
  });

  test('a view is saved with its count, opens by a click, and can be brought back', async () => {
    await open('/?sentiment=negative&channel=survey');
    await page.getByRole('button', { name: 'Сохранить вид' }).click();
    await page.getByLabel('Название вида').fill('Плохие опросы');
    await page.keyboard.press('Enter');
    const views = page.getByRole('list', { name: 'Виды' });
    const n = await total('sentiment=negative&channel=survey');
    await views.getByRole('link', { name: new RegExp(`Плохие опросы.*${n}`) }).waitFor();
    await open('/');
    await views.getByRole('link', { name: /Плохие опросы/ }).click();
    expect(new URL(page.url()).search).toBe('?sentiment=negative&channel=survey');
    await views.getByRole('button', { name: /Удалить вид/ }).click();
    await views.getByRole('link', { name: /Плохие опросы/ }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Отменить' }).last().click();
    await views.getByRole('link', { name: /Плохие опросы/ }).waitFor();

    const phone = await stage.window({ viewport: { width: 360, height: 740 } });
    const small = await phone.newPage();
    await open('/', small);
    await small.getByRole('button', { name: 'Виды' }).click();
    await small.getByRole('menuitem', { name: /Удалить вид.*Плохие опросы/ }).click();
    await eventually('it is gone for everybody', async () => {
      const { data } = await callApi<{ data: readonly unknown[] }>(stage.owner, api('/views?brand=zavaryona'));
      return data.length === 0;
    });
    await phone.close();
  });

  test.each([
    [1280, 'light'],
    [360, 'dark'],
  ] as const)(
    'no serious fault for those who hear the page (%i px, %s)',
    async (width, colorScheme) => {
      const context = await stage.window({ viewport: { width, height: 800 }, colorScheme });
      const seen = await context.newPage();
      await open('/', seen);
      await seen.locator('article input[type=checkbox]').first().click();
      expect(await faults(seen)).toEqual([]);
      await seen.locator('article').nth(1).getByRole('button', { name: 'не нужен' }).click();
      await seen.getByRole('dialog').waitFor();
      expect(await faults(seen)).toEqual([]);
      await seen.keyboard.press('Escape');
      await seen.getByRole('button', { name: 'Фильтры' }).filter({ visible: true }).click();
      await seen.locator('article time').first().click();
      await seen.waitForSelector('aside');
      expect(await faults(seen)).toEqual([]);
      expect(await seen.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBe(0);
      await context.close();
    },
    60_000,
  );

  test('the browser had nothing to complain about', () => {
    // What came second (409) and what was cut off on purpose is written into the console by Chromium itself.
    expect(complaints.filter((text) => !/status of 409|ERR_FAILED/.test(text))).toEqual([]);
  });
});
