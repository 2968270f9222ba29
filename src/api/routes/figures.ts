import { z } from 'zod';
import { groupName, groupsWithout } from '../../jobs/groups-without.ts';
import { defineRoute, type Route } from '../define-route.ts';
import type { ApiDeps } from '../settings.ts';
import * as wire from '../wire.ts';

/** What all reviews are read for is not done for more of them unasked: some tenths of a second. */
const MOST_UNASKED = 50_000;

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
        "Takes the filters of the feed. Every group carries its n. Pending, unsure and unread are groups of their own and never count as neutral. A text is in the group of each theme that it speaks of; with `judged=true`, `n` is what a share of mentions is a share of. `withoutUnusual.n` is what is left of `n` where each review is weighted by 1 minus its calibrated score, or by a person's verdict.",
      scope: 'read',
      query: wire.StatsQuery,
      status: 200,
      response: wire.Stats,
      async handle({ query }) {
        const { by, without, ...filter } = query;
        const dimensions = [...new Set(by)];
        const rows = await store.stats(filter, dimensions);
        // Each item is in exactly one group, so the groups add up to the whole; of themes it may have none, or several.
        const isOfThemes = dimensions.includes('theme') || dimensions.includes('theme_sentiment');
        const n = isOfThemes ? await store.count(filter) : rows.reduce((sum, row) => sum + row.n, 0);
        const asked = without ?? n <= MOST_UNASKED;
        const groups = asked ? await groupsWithout(store, filter, dimensions) : null;
        const data = rows.map((row) => {
          const figures = groups?.get(groupName(row.key, dimensions));
          return {
            key: Object.fromEntries(dimensions.map((dimension) => [dimension, row.key[dimension] ?? ''])),
            n: row.n,
            starsMean: row.starsN === 0 ? null : row.starsSum / row.starsN,
            starsN: row.starsN,
            starsPosterior: figures?.posterior ?? null,
            withoutUnusual: figures?.withoutUnusual ?? null,
          };
        });
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
