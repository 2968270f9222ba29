import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright';
import { eventually } from '../molva.ts';
import { findChromium, skipAll } from '../services.ts';
import { answersFile, madeUpAnswers } from './answers-file.ts';
import { auditSteps } from './audit-steps.ts';
import { faults } from './axe.ts';
import { callApi, goOn, listen, openStage, type Stage } from './stage.ts';
import { trustSteps } from './trust-steps.ts';

const executablePath = await findChromium();
if (executablePath === null) {
  skipAll('comparison and mail in a browser', 'no Chromium here; npx playwright install chromium');
}
const inBrowser = executablePath === null ? describe.skip : describe;

interface SeenShare {
  readonly k: number;
  readonly n: number;
}
interface SeenSide {
  readonly negative: SeenShare;
  readonly counts: { readonly texts: number; readonly unsure: number };
}
interface SeenComparison {
  readonly public: SeenSide;
  readonly direct: SeenSide;
  readonly themes: {
    readonly rows: readonly { readonly theme: string; readonly public: SeenShare; readonly direct: SeenShare }[];
    readonly differ: number;
  };
}

let stage: Stage;
let page: Page;
const complaints: string[] = [];

const PAGES = ['/', '/compare', '/digest', '/import', '/sources', '/audit', '/themes', '/trust'] as const;
const api = (path: string) => `${stage.url}/api/v1${path}`;
const compared = () => callApi<SeenComparison>(stage.owner, api('/comparison'));
const frameWidth = () => page.evaluate<number>("document.querySelector('iframe').offsetWidth");
const overflow = (of: Page) => of.evaluate<number>('document.documentElement.scrollWidth - innerWidth');

const open = (path: string, into: Page = page): Promise<void> => goOn(into, stage.url, path);

/** The number that the head of the feed begins with. */
async function feedCount(): Promise<number> {
  const head = await page.locator('main strong').filter({ hasText: /текст/ }).first().textContent();
  return Number((head ?? '').replace(/\D/g, ''));
}

inBrowser('comparison, mail, and all pages together', () => {
  beforeAll(async () => {
    stage = await openStage(executablePath ?? '');
    page = await stage.owner.newPage();
    listen(page, complaints);
  }, 180_000);

  afterAll(() => stage?.close(), 30_000);

  test('the feed is fetched without charts and without the other pages, in under 350 kB', async () => {
    const fetched = await page.context().newPage();
    const bodies: Promise<Buffer>[] = [];
    const names: string[] = [];
    fetched.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (!/\.(js|css)$/.test(pathname)) return;
      names.push(pathname);
      bodies.push(response.body());
    });
    await open('/', fetched);
    const bytes = (await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body).length, 0);
    await fetched.close();
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThan(350_000);
    expect(names.filter((name) => /chart|compare|digest|import|audit|themes|trust|rooms/.test(name))).toEqual([]);
  });

  describe('the comparison', () => {
    test('says its answer in one sentence with both figures', async () => {
      await eventually('the answers are understood', async () => {
        const { pending } = await callApi<{ pending: number }>(stage.owner, api('/health'));
        return pending === 0;
      });
      await open('/compare');
      const { public: open_, direct } = await compared();
      const sentence = await page.locator('[data-finding] p').first().innerText();
      for (const { negative } of [open_, direct]) expect(sentence).toContain(`из ${negative.n}`);
    });

    test('each figure opens exactly the texts that it counts', async () => {
      const { public: open_, direct } = await compared();
      const figures = [
        { side: 'Открытые источники', name: /негатив \d/, n: open_.negative.k },
        { side: 'Опросы', name: /негатив \d/, n: direct.negative.k },
        { side: 'Опросы', name: /неясно \d/, n: direct.counts.unsure },
        { side: 'Опросы', name: /^\d+ текст/, n: direct.counts.texts },
      ];
      for (const { side, name, n } of figures) {
        await open('/compare');
        await page.getByRole('region', { name: side, exact: true }).getByRole('link', { name }).click();
        await eventually(`${side} ${name}: ${n} texts`, async () => (await feedCount().catch(() => -1)) === n);
      }
    });

    test('theme by theme: a row for each that is blamed, what luck would find, the texts behind a number of each side', async () => {
      const { themes } = await compared();
      const rows = themes.rows.filter((row) => row.public.k + row.direct.k > 0);
      const first = rows.find((row) => row.public.k > 0 && row.direct.k > 0);
      expect(first).toBeDefined();
      await open('/compare');
      const table = page.getByRole('table', { name: 'Что ругают: по темам' });
      expect(await table.getByRole('rowheader').count()).toBe(rows.length);
      await page.getByText(`здесь отличаются ${themes.differ}.`).waitFor();
      for (const side of ['public', 'direct'] as const) {
        await open('/compare');
        const row = table.getByRole('row').nth(1 + rows.indexOf(first!));
        await row.getByText(/больше|поровну|нет|мало|зависит/).waitFor();
        await row
          .getByRole('link', { name: `из ${first![side].n}` })
          .nth(side === 'public' ? 0 : -1)
          .focus();
        await page.keyboard.press('Enter');
        const { theme } = first!;
        await eventually(`${theme}, ${side}`, async () => (await feedCount().catch(() => -1)) === first![side].k);
        const asked = new URL(page.url()).searchParams;
        expect([asked.getAll('theme'), asked.getAll('theme_sentiment')]).toEqual([[theme], ['negative']]);
      }
    });

    test('the period is in the address; a period without texts says so, back brings the texts back', async () => {
      await open('/compare');
      await page.getByRole('button', { name: 'последние 30 дней' }).click();
      await eventually('the address follows', async () => page.url().includes('period=30d'));
      await page.goto(`${stage.url}/compare?from=2019-01-01&to=2019-02-01`);
      await page.getByText('За этот период ничего нет').waitFor();
      await page.goBack();
      await page.locator('[data-finding=nothing]').waitFor({ state: 'detached' });
      await page.getByText('Кто говорит').waitFor();
    });

    test('the keyboard opens the table of a chart, its texts, and how it was counted', async () => {
      await open('/compare');
      const table = page.locator('figure', { hasText: 'Открытые источники' }).locator('details');
      await table.locator('summary').focus();
      await page.keyboard.press('Enter');
      const day = table.locator('tbody tr').first().getByRole('link');
      await day.focus();
      await page.keyboard.press('Enter');
      await page.waitForSelector('article');
      expect(new URL(page.url()).searchParams.get('published_from')).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      await open('/compare');
      const button = page.getByRole('button', { name: 'Как это посчитано' });
      await button.focus();
      await page.keyboard.press('Enter');
      await page.getByText('Кто говорит и почему стороны отличаются').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('Как это посчитано');
    });
  });

  describe('the daily mail', () => {
    test('a wrong address is refused in words and kept; a right one is subscribed', async () => {
      await open('/digest');
      await page.getByText('Писем пока никто не получает').waitFor();
      await page.getByRole('button', { name: 'Добавить получателя' }).click();
      await page.getByLabel('Адрес почты').fill('anna');
      await page.getByLabel('Часовой пояс').fill('Mars/Olympus');
      await page.keyboard.press('Enter');
      await page.getByText('Это не похоже на адрес почты').waitFor();
      await page.getByText('Такого часового пояса нет').waitFor();
      expect(await page.getByLabel('Адрес почты').inputValue()).toBe('anna');
      await page.getByLabel('Адрес почты').fill('anna@shop.example');
      await page.getByLabel('Часовой пояс').fill('Europe/Moscow');
      await page.getByLabel('Час отправки').selectOption('9');
      await page.getByRole('button', { name: 'Подписать' }).click();
      await page.getByText(/Следующее письмо: (сегодня|завтра) в 09:00/).waitFor();
    });

    test('it is changed, paused with a way back, and removed after a second look', async () => {
      const card = page.getByRole('region', { name: 'anna@shop.example' });
      await card.getByRole('button', { name: 'Изменить' }).click();
      await card.getByLabel('В какие дни').selectOption('workdays');
      await card.getByRole('button', { name: 'Сохранить' }).click();
      await card.getByText('По будням в 09:00').waitFor();
      await card.getByRole('button', { name: 'Приостановить' }).click();
      await card.getByText('писем не будет').waitFor();
      await page.getByRole('status').getByRole('button', { name: 'Отменить' }).click();
      await card.getByText('Следующее письмо').waitFor();
      await card.getByRole('button', { name: 'Отправки' }).click();
      await card.getByText('Отправок ещё не было').waitFor();
      await card.getByRole('button', { name: 'Удалить' }).click();
      await card.getByRole('button', { name: 'Удалить получателя' }).click();
      await page.getByText('Писем пока никто не получает').waitFor();
    });

    test.each([
      ['Русский', /Заварёна/],
      ['English', /sources|texts/i],
      ['Nederlands', /bronnen|teksten/i],
    ])('its preview in %s, as a phone and as a desktop shows it', async (language, words) => {
      await open('/digest');
      await page.getByRole('button', { name: language }).click();
      const frame = page.locator('iframe');
      const mail = frame.contentFrame();
      await mail.getByText(words).first().waitFor();
      expect(await page.locator('pre').innerText()).toMatch(words);
      expect(await frameWidth()).toBe(360);
      await page.getByRole('button', { name: 'компьютер' }).click();
      await eventually('the frame is wide', async () => (await frameWidth()) === 700);
      expect(await frame.getAttribute('sandbox')).not.toMatch(/allow-(scripts|same-origin)/);
    });
  });

  describe('what looks paid for', () => trustSteps(() => stage, complaints));

  describe('the audit and own themes', () => auditSteps(() => stage, complaints));

  test.each([
    ['ru', 'dark'],
    ['en', 'light'],
    ['nl', 'dark'],
  ] as const)('at 360 px nothing is wider than the screen (%s, %s)', async (locale, colorScheme) => {
    const phone = await stage.window({ locale, colorScheme, viewport: { width: 360, height: 740 } });
    const small = await phone.newPage();
    for (const path of PAGES) {
      await open(path, small);
      expect([path, await overflow(small)]).toEqual([path, 0]);
    }
    expect(await small.getAttribute('html', 'lang')).toBe(locale);
    expect(await small.getAttribute('html', 'data-mantine-color-scheme')).toBe(colorScheme);
    await open('/', small);
    await small.locator('article time').first().click();
    await small.waitForSelector('aside');
    expect(await overflow(small)).toBe(0);
    await open('/import', small);
    const buffer = answersFile(madeUpAnswers(30));
    await small.locator('input[type=file]').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer });
    await small.waitForSelector('table');
    expect(await overflow(small)).toBe(0);
    await phone.close();
  });

  describe('for people with a reader or a keyboard', () => {
    let seen: Page;
    beforeAll(async () => {
      seen = await (await stage.window({})).newPage();
    });
    afterAll(() => seen?.context().close());

    test.each(['light', 'dark'] as const)(
      'no page has a serious fault (%s)',
      async (colorScheme) => {
        await seen.emulateMedia({ colorScheme });
        for (const path of PAGES) {
          await open(path, seen);
          expect(await seen.getAttribute('html', 'data-mantine-color-scheme')).toBe(colorScheme);
          expect([path, await faults(seen, colorScheme === 'dark' ? ['color-contrast'] : undefined)]).toEqual([
            path,
            [],
          ]);
        }
      },
      90_000,
    );
  });

  test('the browser had nothing to complain about', () => {
    expect(complaints).toEqual([]);
  });
});
