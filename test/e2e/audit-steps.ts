import { expect, test } from '@jest/globals';
import type { Page } from 'playwright';
import { eventually } from '../molva.ts';
import { callApi, listen, type Stage } from './stage.ts';

interface SeenAudits {
  readonly n: number;
  readonly today: number;
}
interface SeenItem {
  readonly key: string;
  readonly text: string | null;
}

/** The audit and the brand's own themes, by keyboard, on a stage of the caller's. */
export function auditSteps(stageOf: () => Stage, complaints: string[]): void {
  let page: Page;
  const api = (path: string) => `${stageOf().url}/api/v1${path}`;
  const audits = (state: string) =>
    callApi<SeenAudits & { data: { text: string; answer: { sentiment: string; themes: unknown; kind: unknown } }[] }>(
      stageOf().owner,
      api(`/audits?state=${state}&limit=100`),
    );
  const counted = async () => {
    const { n, today } = await audits('open');
    return { n, today };
  };
  const shownText = () => page.getByRole('article', { name: 'Текст для проверки' }).innerText();
  const status = (words: string | RegExp) => page.getByRole('status').filter({ hasText: words }).first().waitFor();

  async function open(path: string): Promise<void> {
    if (page === undefined || page.isClosed()) {
      page = await stageOf().owner.newPage();
      listen(page, complaints);
    }
    await page.goto(stageOf().url + path);
    await page.waitForSelector('main h1');
    await page.waitForSelector('main [aria-busy=true]', { state: 'detached' });
  }

  test('texts are drawn and answered by keyboard alone; nothing tells what the model said', async () => {
    await open('/audit');
    await page.getByText('Пока никто не прочитал').waitFor();
    await page.getByRole('button', { name: 'Выбрать 100 сейчас' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Сегодня: 0 из 100').waitFor();
    expect(await page.getByRole('article').innerText()).not.toMatch(/позитив|негатив|уверен/);
    const first = await shownText();
    await page.keyboard.press('3');
    await page.getByText('Сегодня: 1 из 100').waitFor();
    await status('Записано: негатив.');
    expect(await shownText()).not.toBe(first);
    await eventually('the answer is stored', async () => (await counted()).today === 1);
    expect((await audits('answered')).data[0]?.answer).toMatchObject({ sentiment: 'negative', themes: null });
  });

  test('one answer is taken back and given anew, a text is skipped and comes back', async () => {
    const first = await shownText();
    await page.keyboard.press('u');
    await page.getByText('Сегодня: 0 из 100').waitFor();
    await eventually('nothing is answered', async () => (await counted()).today === 0);
    const again = await shownText();
    expect(again).not.toBe(first);
    await page.keyboard.press('s');
    await status('Пропущен');
    expect(await shownText()).toBe(first);
    await page.keyboard.press('u');
    expect(await shownText()).toBe(again);
    expect(await counted()).toEqual({ n: 100, today: 0 });
  });

  test('themes and kind go with an answer where somebody tells them', async () => {
    await page.keyboard.press('t');
    const packaging = page.getByRole('button', { name: /^упаковка:/ });
    await packaging.focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'упаковка: негатив' }).waitFor();
    await page.getByRole('button', { name: 'жалоба' }).press('Space');
    await page.keyboard.press('3');
    await page.keyboard.press('e');
    await page.getByText('Сегодня: 1 из 100').waitFor();
    await eventually('it is stored', async () => (await counted()).today === 1);
    expect((await audits('answered')).data[0]?.answer).toMatchObject({
      sentiment: 'negative',
      themes: [{ theme: 'packaging', sentiment: 'negative' }],
      kind: 'complaint',
    });
    await page.keyboard.press('t');
    await page.getByText('Тональность та же, что у людей').waitFor();
    await page.getByText('до учёта ошибки модели').first().waitFor();
  });

  test('who may only read sees the card and no text', async () => {
    const reader = await stageOf().signIn('Читатель', 'reader');
    const theirs = await reader.newPage();
    await theirs.goto(`${stageOf().url}/audit`);
    await theirs.getByText('Тональность та же, что у людей').waitFor();
    expect(await theirs.getByRole('article').count()).toBe(0);
    expect(await theirs.getByRole('button', { name: /Выбрать|позитив/ }).count()).toBe(0);
    await reader.close();
  });

  test('a phrase that rose becomes a theme, another is dismissed for good', async () => {
    const rows = Array.from({ length: 12 }, (_, n) => ({
      id: `wave ${n}`,
      channel: 'public',
      date: new Date().toISOString().slice(0, 10),
      text: n < 6 ? `Зеркало ${'абвгде'[n]}: ржавый крючок отвалился` : `${'абвгде'[n - 6]}, шумный миксер загудел`,
    }));
    const brands = await callApi<{ data: readonly { id: string }[] }>(stageOf().owner, api('/brands'));
    const body = { brand: brands.data[0]?.id, rows };
    await callApi(stageOf().owner, api('/ingest/wave'), { method: 'POST', body });
    await eventually('the texts are read', async () => {
      const found = await callApi<{ data: SeenItem[] }>(stageOf().owner, api('/items?q=крючок&pending=false&limit=9'));
      return found.data.length === 6;
    });
    await open('/themes');
    const rusty = page.getByRole('article', { name: 'ржавый крючок отвалился' });
    await rusty.getByText(/^6 из \d+ сейчас/).waitFor();
    expect(await rusty.getByRole('listitem').count()).toBe(3);
    await rusty.getByRole('button', { name: 'Сделать темой' }).press('Enter');
    const form = page.getByRole('form', { name: 'Новая тема' });
    expect(await form.getByLabel('Фразы').inputValue()).toBe('ржавый крючок отвалился');
    await form.getByText(/^6 из/).waitFor();
    await form.getByLabel('Название').fill('Крючки');
    await page.keyboard.press('Enter');
    await page.getByRole('article', { name: 'Крючки' }).waitFor();
    await rusty.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Не предлагать: «шумный миксер загудел»' }).press('Enter');
    await status('Больше не предлагается');
    await open('/themes');
    expect(await page.getByRole('article').allInnerTexts()).not.toContainEqual(expect.stringMatching(/миксер/));
  });

  test('a theme is changed and removed with a way back; one without words is refused in words', async () => {
    await page.getByRole('button', { name: 'Изменить тему «Крючки»' }).press('Enter');
    const form = page.getByRole('form', { name: 'Изменить тему «Крючки»' });
    await form.getByLabel('Фразы').fill('');
    await form.getByRole('button', { name: 'Сохранить' }).click();
    await form.getByText('Дайте хотя бы одно слово или фразу.').waitFor();
    await form.getByLabel('Слова').fill('крючок, петля');
    await form.getByRole('button', { name: 'Сохранить' }).click();
    const card = page.getByRole('article', { name: 'Крючки' });
    await card.getByText('крючок, петля').waitFor();
    await card.getByRole('button', { name: 'Удалить тему «Крючки»' }).click();
    await card.waitFor({ state: 'detached' });
    await page.getByRole('status').getByRole('button', { name: 'Отменить' }).click();
    await card.waitFor();
    await page.close();
  });
}
