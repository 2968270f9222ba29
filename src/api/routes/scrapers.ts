import { z } from 'zod';
import type { AnyScraper } from '../../collect/scraper.ts';
import { defineRoute, type Route } from '../define-route.ts';
import type { ApiDeps } from '../settings.ts';
import * as wire from '../wire.ts';

/** The sites that can be read. Their option schemas are turned into JSON Schema once. */
export function scraperRoutes({ scrapers }: ApiDeps): readonly Route[] {
  let answer: wire.Scrapers | undefined;
  return [
    defineRoute({
      id: 'listScrapers',
      method: 'get',
      path: '/scrapers',
      tag: 'sources',
      summary: 'Sites that can be read, with the options of each',
      scope: 'read',
      status: 200,
      response: wire.Scrapers,
      async handle() {
        answer ??= { data: scrapers.map(scraperInfo) };
        return answer;
      },
    }),
  ];
}

function scraperInfo(scraper: AnyScraper): wire.Scrapers['data'][number] {
  return {
    name: scraper.name,
    title: scraper.title,
    kind: scraper.kind,
    hosts: scraper.hosts === 'of-target' ? ['of-target'] : [...scraper.hosts],
    languages: scraper.languages === 'any' ? [] : [...scraper.languages],
    access: scraper.access,
    browser: scraper.browser !== false,
    perMinute: scraper.pace.perMinute,
    example: scraper.example.url,
    options: { ...z.toJSONSchema(scraper.options, { io: 'input', unrepresentable: 'any' }) },
  };
}
