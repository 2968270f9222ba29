import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright';
import { eventually } from '../molva.ts';
import { callApi, listen, type Stage } from './stage.ts';

interface SeenTrust {
  readonly due: boolean;
  readonly version: string | null;
  readonly bursts: readonly { readonly kind: string; readonly side: string }[];
}
interface SeenItem {
  readonly unusual: { readonly level: string; readonly found: string; readonly verdict: { verdict: string } | null };
}

/** What looks paid for, on a stage of the caller's: found, explained, judged, packed. */
export function trustSteps(stageOf: () => Stage, complaints: string[]): void {
  let page: Page;
  const api = (path: string) => `${stageOf().url}/api/v1${path}`;
  const itemOf = (key: string) => callApi<SeenItem>(stageOf().owner, api(`/items/${key}`));
  const status = (words: string) => page.getByRole('status').filter({ hasText: words }).first().waitFor();

  async function open(path: string): Promise<void> {
    await page.goto(stageOf().url + path);
    await page.waitForSelector('main [aria-busy=true]', { state: 'detached' });
  }

  test('the bought burst is found and explained in sentences; the wave about broken parcels is not flagged', async () => {
    page = await stageOf().owner.newPage();
    listen(page, complaints);
    const trust = () => callApi<SeenTrust>(stageOf().owner, api('/trust'));
    const isWeighed = ({ version, due }: SeenTrust) => version !== null && !due;
    await eventually('the reviews are weighed', async () => isWeighed(await trust()), 60_000);
    const { bursts } = await trust();
    expect(bursts.filter(({ kind, side }) => kind === 'attack' || (kind === 'paid' && side === 'low'))).toEqual([]);
    await open('/trust');
    const paid = page.getByRole('article').filter({ hasText: 'похоже на оплату' }).first();
    await paid.getByText(/обычно за столько дней/).waitFor();
    const [, flagged, of] = /Отмечен\S* (\d+) из (\d+)/.exec(
      await paid.getByText(/Отмечен\S* \d+ из/).innerText(),
    ) as unknown as string[];
    expect(Number(flagged) / Number(of)).toBeGreaterThan(0.7);
    await paid.getByRole('button', { name: 'Показать отзывы' }).press('Enter');
    await paid
      .getByText(/на пять звёзд за \d+ д/)
      .first()
      .waitFor();
    const incident = page.getByRole('article').filter({ hasText: 'случай, честные жалобы' }).first();
    const told = await incident.getByText(/Отмечен\S* \d+ из/).innerText();
    const [, few, all] = /Отмечен\S* (\d+) из (\d+)/.exec(told) as unknown as string[];
    expect(Number(few)).toBeLessThanOrEqual(Number(all) / 10);
    await page.getByText(/Настоящих среди отмеченных ожидается \d+/).waitFor();
  });

  test('a verdict by key is said, outlives a reload in the drawer, and is taken back', async () => {
    await open('/trust');
    await page.waitForSelector('[data-review]');
    await page.keyboard.press('j');
    const row = page.locator('[data-review]:focus');
    const key = (await row.getAttribute('data-review')) ?? '';
    const { found } = (await itemOf(key)).unusual;
    expect(found).not.toBe('none');
    await page.keyboard.press('g');
    await status('Записано: настоящий');
    expect((await itemOf(key)).unusual).toMatchObject({ level: 'none', found, verdict: { verdict: 'genuine' } });
    await open(`/?open=any&item=${key}`);
    // Keys come with the list, which may be later than the open text.
    await page.waitForSelector('main article');
    const drawer = page.getByRole('complementary', { name: 'Текст целиком' });
    await drawer.getByRole('button', { name: 'настоящий', pressed: true }).waitFor();
    await page.keyboard.press('b');
    await drawer.getByRole('button', { name: 'необычный', exact: true, pressed: true }).waitFor();
    await drawer.getByRole('group', { name: 'Похоже ли на оплату' }).getByText('Вернуть как было').click();
    await eventually('nothing is said of it', async () => (await itemOf(key)).unusual.verdict === null);
    expect((await itemOf(key)).unusual.level).toBe((await itemOf(key)).unusual.found);
  });

  test('chosen reviews are packed in one file; a campaign of the own is written down and removed', async () => {
    await open('/trust');
    await page
      .getByRole('checkbox', { name: /^В доказательства/ })
      .first()
      .check();
    const list = page.getByRole('region', { name: 'Необычные отзывы' });
    await list.getByText('Доказательства для площадки: 1 отзыв').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      list.getByRole('link', { name: 'Скачать HTML' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^molva-evidence-.*\.html$/);
    expect(readFileSync(await download.path(), 'utf8')).toMatch(/[0-9a-f]{64}/);
    await page.getByRole('button', { name: 'Добавить акцию' }).press('Enter');
    await page.getByLabel('Название').fill('Письмо покупателям');
    await page.getByLabel('Первый день').last().fill('2020-01-10');
    await page.getByLabel('Последний день').last().fill('2020-01-12');
    await page.keyboard.press('Enter');
    const remove = page.getByRole('button', { name: 'Удалить акцию «Письмо покупателям»' });
    await remove.press('Enter');
    await page.getByText('Акций не записано.').waitFor();
    await page.close();
  });
}
