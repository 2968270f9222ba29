import { z } from 'zod';
import { defineRoute, type Route } from '../define-route.ts';
import type { ApiDeps } from '../settings.ts';
import * as wire from '../wire.ts';

/** Counts: by day, source, sentiment, language, stars, channel, kind and theme; and the tags in use. */
export function figureRoutes({ store, clock }: ApiDeps): readonly Route[] {
  return [
    defineRoute({
      id: 'getStats',
      method: 'get',
      path: '/stats',
      tag: 'feed',
      summary: 'How many, grouped',
      description:
        'Takes the filters of the feed. Every group carries its n. Pending, unsure and unread are groups of their own and never count as neutral. A text is in the group of each theme that it speaks of; with `judged=true`, `n` is what a share of mentions is a share of.',
      scope: 'read',
      query: wire.StatsQuery,
      status: 200,
      response: wire.Stats,
      async handle({ query }) {
        const { by, ...filter } = query;
        const dimensions = [...new Set(by)];
        const rows = await store.stats(filter, dimensions);
        const data = rows.map((row) => ({
          key: Object.fromEntries(dimensions.map((dimension) => [dimension, row.key[dimension] ?? ''])),
          n: row.n,
          starsMean: row.starsN === 0 ? null : row.starsSum / row.starsN,
          starsN: row.starsN,
        }));
        // Each item is in exactly one group, so the groups add up to the whole; of themes it may have none, or several.
        const isOfThemes = dimensions.includes('theme') || dimensions.includes('theme_sentiment');
        const n = isOfThemes ? await store.count(filter) : rows.reduce((sum, row) => sum + row.n, 0);
        return { data, n, by: dimensions, asOf: new Date(clock.now()).toISOString() };
      },
    }),
    defineRoute({
      id: 'listTags',
      method: 'get',
      path: '/tags',
      tag: 'feed',
      summary: 'Tags in use with their counts',
      scope: 'read',
      query: z.object({ brand: z.string().max(100).optional().describe('Brand id') }),
      status: 200,
      response: wire.Tags,
      handle: async ({ query }) => ({ data: [...(await store.tags(query.brand))] }),
    }),
  ];
}
