import { expect, test } from '@jest/globals';
import { jsonld } from '../../../scrapers/jsonld/index.ts';
import { microdata } from '../../../scrapers/microdata/index.ts';
import type { AnyScraper } from '../../../src/collect/scraper.ts';
import { LayoutChanged } from '../../../src/errors.ts';
import { cpuMs } from '../../cpu.ts';

const url = 'https://shop.example.org/1';
const script = (json: string) => `<script type="application/ld+json">${json}</script>`;
const people = `${'{"name":'.repeat(50_000)}1${'}'.repeat(50_000)}`;

test.each<[string, AnyScraper, string]>([
  ['arrays 100,000 deep', jsonld, script('['.repeat(100_000) + ']'.repeat(100_000))],
  ['objects 100,000 deep', jsonld, script(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)],
  [
    'a deep review',
    jsonld,
    script(`{"@type":"Review","reviewBody":${'['.repeat(100_000)}${']'.repeat(100_000)},"author":${people}}`),
  ],
  ['half a script', jsonld, '<script type="application/ld+json">{"@type":"Review","reviewBody":"abc'],
  ['a flood of scripts', jsonld, script('{').repeat(60_000)],
  ['a flood of values', jsonld, script(`[${'{},'.repeat(600_000)}{}]`)],
  ['a flood of scopes', microdata, '<div itemscope itemtype="http://schema.org/Review"></div>'.repeat(60_000)],
  ['scopes too deep', microdata, '<div itemscope itemtype="http://schema.org/Review">'.repeat(60_000)],
  [
    'text repeated by nested properties',
    microdata,
    `<div itemscope itemtype="http://schema.org/Review">${'<b itemprop="reviewBody">'.repeat(400)}${'x'.repeat(2_000_000)}`,
  ],
  ['unfinished tags', microdata, `itemprop${'<div itemprop='.repeat(300_000)}`],
])('%s are refused within a second', (_, scraper, body) => {
  const page = { url, status: 200, headers: {}, body, fetchedAt: '2026-11-20T12:00:00Z', request: null };
  expect(cpuMs(() => expect(() => scraper.parse(page, { url })).toThrow(LayoutChanged))).toBeLessThan(1500);
});
