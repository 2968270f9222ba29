import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { ParsedMail } from 'mailparser';
import { chromium } from 'playwright';
import { subscriptionId } from '../../src/jobs/subscribing.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { copyCollectedDemo } from '../collected-demo.ts';
import { eventually, startMolva, temporaryFolder } from '../molva.ts';
import { startSmtp } from '../servers/smtp.ts';
import { findChromium, skipAll } from '../services.ts';

const LANGUAGES = ['ru', 'en', 'nl'] as const;
const BRAND = 'zavaryona';
const folder = temporaryFolder();
afterAll(() => folder.remove());
const browserPath = await findChromium();

/** Every source had its second visit, and every text is understood. */
function isCollected(file: string): boolean {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const { pending } = database.prepare('SELECT count(*) AS pending FROM item WHERE understood = 0').get() as {
      pending: number;
    };
    const late = database
      .prepare(
        `SELECT count(*) AS n FROM target t WHERE NOT EXISTS (SELECT 1 FROM run r WHERE r.target_id = t.id AND r.ended_at IS NOT NULL
           AND r.started_at >= coalesce((SELECT value FROM setting WHERE name = 'demo.second'), '9'))`,
      )
      .get() as { n: number };
    return pending === 0 && late.n === 0;
  } finally {
    database.close();
  }
}

/** Subscriptions as they stand after a night: made yesterday, due since midnight. */
async function subscribeAll(file: string): Promise<void> {
  const store = await openSqliteStore({ path: file, role: 'beside' });
  for (const language of LANGUAGES) {
    const recipient = `${language}@example.org`;
    const id = subscriptionId(BRAND, recipient);
    await store.saveSubscription({
      ...{ id, recipient, language, brand: BRAND, hour: 0, timeZone: 'Europe/Amsterdam' },
      ...{ days: 'all', quiet: 'send', paused: false, createdBy: 'test', createdAt: '2026-01-01T00:00:00.000Z' },
    });
  }
  await store.close();
}

async function looksSound(mails: ReadonlyMap<string, ParsedMail>, executablePath: string): Promise<void> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    for (const [language, { html }] of mails) {
      for (const width of [360, 700]) {
        const page = await browser.newPage({ viewport: { width, height: 800 } });
        const asked: string[] = [];
        page.on('request', (request) => asked.push(request.url()));
        await page.setContent(String(html));
        const seen = await page.evaluate(
          '({ lang: document.documentElement.lang, wide: document.documentElement.scrollWidth, headings: document.querySelectorAll("h1, h2").length })',
        );
        expect(seen).toEqual({ lang: language, wide: width, headings: expect.any(Number) });
        expect((seen as { headings: number }).headings).toBeGreaterThanOrEqual(5);
        expect(asked).toEqual([]);
        const folderOf = process.env['MOLVA_TEST_SCREENSHOTS'];
        if (folderOf !== undefined)
          await page.screenshot({ path: path.join(folderOf, `digest-${language}-${width}.png`), fullPage: true });
        await page.close();
      }
    }
  } finally {
    await browser.close();
  }
}

describe("the demo's daily mail", () => {
  test('comes from the running server in three languages, once, and reads well on a phone', async () => {
    const smtp = await startSmtp();
    const env = { MOLVA_MAIL_URL: `smtp://127.0.0.1:${smtp.port}`, MOLVA_MAIL_FROM: 'Molva <molva@example.org>' };
    await copyCollectedDemo(folder.path);
    const server = await startMolva({ cwd: folder.path, env, swift: true });
    const file = path.join(folder.path, 'data/molva.db');
    try {
      await eventually('the demo', async () => isCollected(file), 60_000);
      await subscribeAll(file);
      await eventually('three mails', async () => smtp.mails.length >= 3, 30_000);
      // Some looks of the schedule more.
      await new Promise((resolve) => setTimeout(resolve, 3000));
    } finally {
      expect(await server.end('SIGTERM')).toBe(0);
      await smtp.close();
    }
    expect(smtp.mails.map(({ to }) => to[0]).toSorted()).toEqual(
      LANGUAGES.map((one) => `${one}@example.org`).toSorted(),
    );
    expect(server.output()).not.toMatch(/(ru|en|nl)@example\.org/);

    const mails = new Map<string, ParsedMail>();
    for (const mail of smtp.mails) mails.set(mail.to[0]!.slice(0, 2), await mail.parsed());
    expect(mails.get('ru')!.subject).toMatch(/^\[Заварёна\] \d+ новы[йх], \d+ негативны[йх] \(выдуманные данные\)$/);
    expect(mails.get('en')!.subject).toMatch(/^\[Заварёна\] \d+ new, \d+ negative \(made-up data\)$/);
    expect(mails.get('nl')!.subject).toMatch(/^\[Заварёна\] \d+ nieuw, \d+ negatief \(verzonnen gegevens\)$/);
    const english = mails.get('en')!.text!;
    // A wall of the demo is told, and what is compared over time is told without it.
    expect(english).toMatch(/^\d of \d+ sources fine/m);
    expect(english).toMatch(/blocked since/);
    expect(english).toMatch(/without .*\(blocked since/);
    expect(english).toMatch(/Negative share in public.*\n.*95 % interval|Negative share in public.*too few/);
    expect(english).toContain('The page of Molva opens only on the machine where it runs');
    if (browserPath === null) return skipAll('mail in a browser', 'no Chromium');
    await looksSound(mails, browserPath);
  }, 180_000);
});
