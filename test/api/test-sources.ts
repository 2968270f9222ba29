import { createHash } from 'node:crypto';
import type { Run } from '../../src/domain/run.ts';
import { BadInput, Blocked } from '../../src/errors.ts';
import type { Sources } from '../../src/jobs/sources.ts';
import type { Store } from '../../src/store/store.ts';

/** A small `Sources` without a network: addresses of otzovik.com are readable, pages that say "captcha" are walls. */
export function testSources(store: Store, now: () => string): Sources & { readonly added: string[] } {
  const added: string[] = [];
  return {
    added,
    recognise: () => [],
    async add({ url, brand, schedule, title }) {
      if (!URL.canParse(url) || new URL(url).hostname !== 'otzovik.com')
        throw new BadInput('url', 'No scraper reads it.');
      added.push(url);
      const target = await store.addTarget(
        {
          id: createHash('sha256').update(`${brand} ${url}`).digest('hex').slice(0, 16),
          brand,
          scraper: 'otzovik',
          options: { path: new URL(url).pathname },
          url,
          title: title ?? url,
          schedule: schedule ?? '17 */6 * * *',
          timeZone: 'Europe/Moscow',
          origin: 'page',
        },
        now(),
      );
      return { target, probe: { state: 'readable', found: 20, message: 'Readable from this network.' } };
    },
    runNow: async () => true,
    async importPages(targetId, pages) {
      if (pages.some((page) => page.body.includes('captcha'))) throw new Blocked('captcha', 'This page is a captcha.');
      const at = now();
      const run: Run = {
        id: '1',
        targetId,
        startedAt: at,
        endedAt: at,
        outcome: 'ok',
        by: 'hand',
        pages: pages.length,
        cards: 0,
        new: 0,
        changed: 0,
        vanished: 0,
        skipped: {},
        siteTotal: null,
        fill: {},
        parserVersion: 1,
        complete: true,
        error: null,
      };
      return run;
    },
  };
}
