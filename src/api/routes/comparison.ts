import { defineRoute, type Route } from '../define-route.ts';
import type { ApiDeps } from '../settings.ts';
import * as wire from '../wire-loop.ts';

/** Shares and scores with their n and interval; the same code answers page, API, command line, mail and export. */
export function comparisonRoutes({ figures }: ApiDeps): readonly Route[] {
  return [
    defineRoute({
      id: 'getFigures',
      method: 'get',
      path: '/figures',
      tag: 'feed',
      summary: 'Counts, negative share and stars of what a filter finds',
      description:
        'Takes the filters of the feed. `nEff` says what n texts are worth: those of one author, thread or week of a page are not independent. `texts` are the filters that open exactly the texts of a figure.',
      scope: 'read',
      query: wire.FiguresQuery,
      status: 200,
      response: wire.FeedFigures,
      handle: ({ query }) => figures.feedFigures(query),
    }),
    defineRoute({
      id: 'getComparison',
      method: 'get',
      path: '/comparison',
      tag: 'feed',
      summary: 'Public texts against direct feedback',
      description:
        'Negative share of each side with its interval, their difference and a verdict in one word; scores stand beside each other on their own scales. Intervals speak of chance, not of who writes in public and who answers surveys.',
      scope: 'read',
      query: wire.ComparisonQuery,
      status: 200,
      response: wire.Comparison,
      errors: ['not-found'],
      handle: ({ query }) => figures.comparison(query),
    }),
  ];
}
