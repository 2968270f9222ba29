import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Browser, chromium } from 'playwright';
import { createSignInLink } from '../../src/api/secrets.ts';
import { findChromium, skipAll } from '../services.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

const executablePath = await findChromium();
if (executablePath === null) skipAll('signing in with a browser', 'no Chromium here; npx playwright install chromium');
const inBrowser = executablePath === null ? test.skip : test;
/** A name that only this test's browser resolves: plain http on it is not a "trustworthy" origin, as in a local network. */
const NAME = 'molva.test';

let server: ServerUnderTest;
let browser: Browser | undefined;

beforeAll(async () => {
  server = await startServer({ allowedHosts: [NAME] });
  if (executablePath === null) return;
  browser = await chromium.launch({
    executablePath,
    args: [`--host-resolver-rules=MAP ${NAME} 127.0.0.1`, '--no-sandbox'],
  });
});
afterAll(async () => {
  await browser?.close();
  await server.close();
});

for (const [where, host] of [
  ['on loopback', '127.0.0.1'],
  ['by plain http in a network', NAME],
] as const) {
  inBrowser(`a person signs in and out ${where}, with a clean console`, async () => {
    const base = `http://${host}:${server.port}`;
    const context = await browser!.newContext({ locale: 'ru-RU' });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    const { path } = await createSignInLink({ ...server, name: 'Анна', role: 'write' });
    await page.goto(base + path);
    await page.getByRole('button', { name: 'Войти' }).click();
    await page.waitForURL(`${base}/`);
    const me = await page.evaluate(async () => (await fetch('/api/v1/me')).json());
    expect(me).toMatchObject({ name: 'Анна', role: 'write' });
    // As text: this side of the test knows no DOM.
    expect(await page.evaluate('document.cookie')).toBe('');
    const out = await page.evaluate(async () => (await fetch('/api/v1/sign-out', { method: 'POST' })).status);
    expect(out).toBe(204);
    // The page itself is not built here: its 404 is the one complaint that belongs to this test.
    expect(complaints.filter((text) => !/404/.test(text))).toEqual([]);
    await context.close();
  });
}
