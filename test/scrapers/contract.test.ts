import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { scrapers } from '../../scrapers/index.ts';
import type { Page } from '../../src/collect/page.ts';
import { checkSample, isWithinHosts, refuses, silentLosses, tryParse } from './contract.ts';
import { capturesOf, fixturesOf } from './material.ts';

const PLAIN_PAGE = `<!doctype html><html><head><title>Garden tools</title></head><body><h1>Spades</h1>${'<p>A spade is a tool for digging.</p>'.repeat(50)}</body></html>`;

test('the list of scrapers is the list of folders, sorted by name', () => {
  const folders = readdirSync(path.join(import.meta.dirname, '../../scrapers'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  const names = scrapers.map((scraper) => scraper.name);
  expect(names).toEqual(names.toSorted());
  expect(names).toEqual(folders.toSorted());
});

describe.each(scrapers.map((scraper) => [scraper.name, scraper] as const))('%s', (_, scraper) => {
  const fixtures = fixturesOf(scraper);
  const samples = [...fixtures, ...capturesOf(scraper)];
  const good = samples.filter((sample) => sample.expect === undefined && sample.expected.length > 0);
  const { example } = scraper;
  const hostile = (body: string): Page => ({
    url: good[0]?.page.url ?? example.url,
    status: 200,
    headers: {},
    body,
    fetchedAt: '2026-11-20T12:00:00Z',
    request: null,
  });

  test('says what it is: options are described, the pace has a source, the example fits', () => {
    if (scraper.kind !== 'generic' && scraper.kind !== 'feed') expect(scraper.required.length).toBeGreaterThan(0);
    expect(scraper.pace.source.length).toBeGreaterThan(20);
    expect(scraper.options.parse(example.options)).toEqual(example.options);
    const shape = z.toJSONSchema(scraper.options, { io: 'input' }) as {
      properties?: Record<string, { description?: string }>;
    };
    for (const [option, about] of Object.entries(shape.properties ?? {})) {
      expect([option, about.description ?? '']).not.toEqual([option, '']);
    }
    if (scraper.searchUrl) expect(isWithinHosts(scraper, scraper.searchUrl('Ромашка & Co'), example.url)).toBe(true);
  });

  test('an example address gives options, these give a first page within the hosts', () => {
    // Selectors cannot be told from an address.
    const options = scraper.fromUrl(new URL(example.url)) ?? (scraper.name === 'css' ? example.options : undefined);
    expect(options).toEqual(example.options);
    const first = scraper.firstPage(scraper.options.parse(options));
    expect(new URL(first.url).protocol).toMatch(/^https?:$/);
    expect(isWithinHosts(scraper, first.url, example.url)).toBe(true);
    if (scraper.hosts !== 'of-target')
      expect(scraper.fromUrl(new URL('https://example.org/reviews/1'))).toBeUndefined();
  });

  test('has hand-made pages: reviews, and the site’s own sign of emptiness or a wall', () => {
    expect(fixtures.filter((sample) => sample.expect === undefined).length).toBeGreaterThan(0);
    expect(fixtures.filter((sample) => sample.expect !== undefined && sample.expect !== 'step').length).toBeGreaterThan(
      0,
    );
  });

  if (samples.length > 0) {
    test.each(samples.map((sample) => [sample.name, sample] as const))('%s parses as expected', (__, sample) => {
      checkSample(scraper, sample);
    });
  }

  test('a page of another kind is refused [R25]', () => {
    refuses(scraper, hostile(PLAIN_PAGE), example.options);
    refuses(scraper, hostile(''), example.options);
    if (scraper.kind === 'generic' || scraper.kind === 'feed') return;
    for (const other of scrapers) {
      if (other.name === scraper.name) continue;
      for (const sample of fixturesOf(other)) refuses(scraper, hostile(sample.page.body), example.options);
    }
  });

  test('half of a JSON answer is refused; half of a page is no crash', () => {
    for (const sample of good) {
      const half = { ...sample.page, body: sample.page.body.slice(0, sample.page.body.length / 2) };
      if (/^\s*[[{]/.test(sample.page.body)) refuses(scraper, half, sample.options);
      else tryParse(scraper, half, sample.options);
    }
  });

  test('5 MB of noise are refused within a second, after the head of a real page too', () => {
    noise ??= randomText(5_000_000);
    refuses(scraper, hostile(noise), example.options);
    refuses(scraper, hostile(`{"reviews":[${noise}`), example.options);
    refuses(scraper, hostile(`<html><body>${'<div class="review">'.repeat(250_000)}`), example.options);
    for (const sample of fixtures.slice(0, 2)) {
      tryParse(scraper, { ...sample.page, body: sample.page.body.slice(0, 500) + noise }, sample.options);
    }
  });

  test('nesting of 100,000 is refused within a second', () => {
    const deep = '<div>'.repeat(100_000);
    refuses(scraper, hostile('['.repeat(100_000) + ']'.repeat(100_000)), example.options);
    refuses(scraper, hostile('{"a":'.repeat(100_000)), example.options);
    refuses(scraper, hostile(deep), example.options);
    for (const sample of good) {
      const isJson = /^\s*[[{]/.test(sample.page.body);
      const body = isJson
        ? '{"reviews":'.repeat(100_000) + sample.page.body
        : sample.page.body.replace(/<body[^>]*>|<channel>|<feed[^>]*>/, (tag) => tag + deep);
      if (body !== sample.page.body) refuses(scraper, { ...sample.page, body }, sample.options);
    }
  });

  if (good.length > 0) {
    // Evenly picked, the same ones each time: a page costs about as much as its length. MOLVA_TEST_LONG takes all.
    const limitFor = (body: string): number =>
      process.env['MOLVA_TEST_LONG'] ? Number.POSITIVE_INFINITY : Math.max(20, Math.min(400, 3_000_000 / body.length));
    test.each(good.map((sample) => [sample.name, sample] as const))(
      '%s: no one changed name loses reviews or fields silently [R25]',
      (__, sample) => {
        expect(silentLosses(scraper, sample, limitFor(sample.page.body))).toEqual([]);
      },
      process.env['MOLVA_TEST_LONG'] ? 300_000 : undefined,
    );
  }
});

let noise: string | undefined;

/** The same noise in every run: letters, brackets, quotes, NUL bytes and lone surrogates. */
function randomText(length: number): string {
  const alphabet = [
    'a',
    'b',
    'ж',
    ' ',
    '<',
    '>',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '/',
    '=',
    '&',
    '\\',
    '\n',
    '\u0000',
    '\ud800',
    '😀',
  ];
  let seed = 20261120;
  const parts: string[] = [];
  for (let at = 0; at < length; at += 1) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    parts.push(alphabet[(seed >>> 16) % alphabet.length]!);
  }
  return parts.join('');
}
