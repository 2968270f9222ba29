import { expect, test } from '@jest/globals';
import { isBlockedPage, type Page, refuseBlocked } from '../../../src/collect/extract.ts';
import { Blocked } from '../../../src/errors.ts';

function page(body: string, more: Partial<Page> = {}): Page {
  return {
    url: 'https://shop.example/reviews',
    status: 200,
    headers: {},
    body,
    fetchedAt: '2026-11-20T12:00:00Z',
    request: null,
    ...more,
  };
}

test.each([
  ['captcha', '<title>Отзовик - Вы робот?</title>'],
  ['captcha', '<form class="captcha-form"><input name="captcha_url"></form>'],
  ['captcha', '<title>Вы не робот?</title>'],
  ['captcha', '<form method="POST" action="/checkcaptcha?key=1">'],
  ['captcha', '<title dir="ltr">Robot Check</title>'],
  ['captcha', '<form action="/errors/validateCaptcha">'],
  ['challenge', '<title>Just a moment...</title>'],
  ['challenge', '<title>Attention Required! | Cloudflare</title>'],
  ['challenge', '<script src="https://geo.captcha-delivery.com/captcha/?id=1"></script>'],
  ['challenge', '<div id="px-captcha"></div>'],
  ['challenge', '<title>Antibot Challenge Page</title>'],
  ['challenge', '<title>Почти готово...</title>'],
  ['refused', '<iframe src="/_Incapsula_Resource?SWUDNSAI=31&incident_id=1"></iframe>'],
  ['refused', '<TITLE>Access Denied</TITLE>'],
  ['login', '<script>{"__N_REDIRECT":"/users/connect?redirect=x"}</script>'],
])('%s: %s', (kind, body) => {
  expect(isBlockedPage(page(`<html><head>${body}</head></html>`))?.kind).toBe(kind);
});

test('statuses, headers and addresses of walls', () => {
  expect(isBlockedPage(page('', { status: 403 }))?.kind).toBe('refused');
  expect(isBlockedPage(page('', { status: 507 }))?.kind).toBe('refused');
  expect(isBlockedPage(page('', { headers: { 'cf-mitigated': 'challenge' } }))?.kind).toBe('challenge');
  expect(isBlockedPage(page('', { url: 'https://yandex.ru/showcaptcha?x' }))?.kind).toBe('captcha');
  expect(isBlockedPage(page('', { url: 'https://shop.example/login?next=/' }))?.kind).toBe('login');
  expect(() => refuseBlocked(page('', { status: 451 }))).toThrow(Blocked);
});

test('healthy pages that mention the words are not walls', () => {
  const content =
    '<p>We use captcha and antibot tools; recaptcha and px-captcha were mentioned. Access Denied was a film.</p>'.repeat(
      800,
    );
  const tools =
    '<script>window.antibot=1;</script><div class="g-recaptcha" data-sitekey="x"></div><script src="https://js.captcha-delivery.com/c.js"></script>';
  expect(isBlockedPage(page(`<title>Отзывы о Access Denied (фильм)</title>${tools}${content}`))).toBeNull();
  expect(isBlockedPage(page('<p>Вы не робот? спросил он. Just a moment...</p>'))).toBeNull();
  expect(isBlockedPage(page('{"reviews":[{"text":"Вы робот?"}]}'))).toBeNull();
  expect(isBlockedPage(page('', { url: 'https://shop.example/products/login-pad' }))).toBeNull();
});
