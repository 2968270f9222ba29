import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright';
import { findChromium, skipAll } from '../services.ts';
import { answersFile, madeUpAnswers } from './answers-file.ts';
import { listen, openStage, type Stage } from './stage.ts';

const executablePath = await findChromium();
if (executablePath === null) {
  skipAll('import in a browser', 'no Chromium here; npx playwright install chromium');
}
const inBrowser = executablePath === null ? describe.skip : describe;

let stage: Stage;
let page: Page;
const complaints: string[] = [];

async function open(path: string, into: Page = page): Promise<void> {
  await into.goto(stage.url + path);
  await into.waitForSelector('main h1');
}

async function chooseFile(name: string, buffer: Buffer, into: Page = page): Promise<void> {
  await into.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });
}

inBrowser('a file of answers', () => {
  beforeAll(async () => {
    stage = await openStage(executablePath ?? '');
    page = await stage.owner.newPage();
    listen(page, complaints);
  }, 180_000);

  afterAll(() => stage?.close(), 30_000);

  test('is shown before it is stored, and its bad row is named in words', async () => {
    await open('/import');
    await chooseFile('после заказа.csv', answersFile(madeUpAnswers(40)));
    await page.getByText('кодировка windows-1251').waitFor();
    expect(await page.getByLabel('Оценка', { exact: true }).inputValue()).toContain('порекомендуете');
    expect(await page.getByLabel('Комментарий').inputValue()).toContain('Почему');
    expect(await page.getByLabel('Что измеряет').inputValue()).toBe('nps');
    expect(await page.locator('table tbody tr').count()).toBe(20);
    await page.getByText(/Строка 9: .*стоит «11», нужно от 0 до 10/).waitFor();
    await page.getByText('Войдёт 39 из 40 строк.').waitFor();
  });

  test('another kind of score reads the rows again; what cannot be is said, and the form stays', async () => {
    await page.getByLabel('Высшая оценка').fill('5');
    await page.getByText(/NPS спрашивают от 0 до 10/).waitFor();
    expect(await page.getByLabel('Высшая оценка').inputValue()).toBe('5');
    expect(await page.getByRole('button', { name: /^Загрузить \d/ }).isDisabled()).toBe(true);
    await page.getByLabel('Что измеряет').selectOption('csat');
    await page.getByText('Войдёт 16 из 40 строк.').waitFor();
    await page.getByLabel('Что измеряет').selectOption('nps');
    await page.getByText('Войдёт 39 из 40 строк.').waitFor();
  });

  test('what was typed stays when the server is gone, and the commit goes on from there', async () => {
    const away = await stage.window({});
    const other = await away.newPage();
    await open('/import', other);
    await chooseFile('ушёл.csv', answersFile(madeUpAnswers(5)), other);
    await other.getByLabel('Название опроса').fill('Опрос у кассы');
    await away.setOffline(true);
    await other.getByRole('button', { name: /^Загрузить \d/ }).click();
    await other.getByText('Molva не отвечает. Проверьте').waitFor();
    expect(await other.getByLabel('Название опроса').inputValue()).toBe('Опрос у кассы');
    await away.setOffline(false);
    await other.getByRole('button', { name: 'Повторить' }).click();
    await other.getByText('Прочитано 5 строк').waitFor();
    await away.close();
  });

  test('comes in, and a second time nothing is doubled', async () => {
    await page.getByRole('button', { name: 'Загрузить 39 строк' }).click();
    await page.getByText('Прочитано 40 строк').waitFor();
    expect(await page.locator('dl').innerText()).toMatch(/новых\s+39\s+изменено\s+0\s+уже были\s+0\s+замечаний\s+1/);
    await page.getByRole('button', { name: 'Другой файл' }).click();
    await chooseFile('после заказа.csv', answersFile(madeUpAnswers(40)));
    await page.getByRole('button', { name: 'Загрузить 39 строк' }).click();
    await page.getByText('Прочитано 40 строк').waitFor();
    expect(await page.locator('dl').innerText()).toMatch(/новых\s+0\s+изменено\s+0\s+уже были\s+39/);
    await page.getByRole('link', { name: 'Посмотреть в ленте' }).click();
    await page.waitForSelector('article');
    expect(new URL(page.url()).searchParams.get('channel')).toBe('survey');
  });

  test.each([
    ['book.csv', Buffer.from('PK\x03\x04 not a table'), 'книга Excel'],
    ['page.csv', Buffer.from('<!doctype html><p>no table</p>'), 'веб-страница'],
    ['head.csv', Buffer.from('Оценка;Комментарий\n'), 'ни одной строки'],
  ])('%s is refused in words', async (name, bytes, words) => {
    await open('/import');
    await chooseFile(name, bytes);
    await page.getByText(words).waitFor();
  });

  test('the browser had nothing to complain about', () => {
    // A refused file is answered with 400, which Chromium itself writes into the console.
    expect(complaints.filter((text) => !/status of 400/.test(text))).toEqual([]);
  });
});
