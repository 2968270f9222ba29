import { z } from 'zod';
import { LayerReport } from '../../domain/layer.ts';
import { NotFound } from '../../errors.ts';
import { layerReport } from '../../jobs/layer-report.ts';
import { defineRoute, type Route } from '../define-route.ts';
import type { ApiDeps } from '../settings.ts';

const Query = z.strictObject({
  brand: z.string().min(1).max(100).optional().describe('Brand id: its corrections alone; left out: of all brands'),
});

/** What people corrected, and what the installation learned from it. */
export function correctionRoutes({ store }: ApiDeps): readonly Route[] {
  return [
    defineRoute({
      id: 'getCorrections',
      method: 'get',
      path: '/corrections',
      tag: 'feed',
      summary: "How many of people's corrections stand, and what was learned from them",
      description:
        'Where the models say something else than people did, by label; the layer that `molva train` made of corrections and stars, with before and after on texts that were held back, and which labels it changed.',
      scope: 'read',
      query: Query,
      status: 200,
      response: LayerReport,
      errors: ['not-found'],
      async handle({ query: { brand } }) {
        if (brand !== undefined && (await store.brand(brand)) === null)
          throw new NotFound(`There is no brand ${JSON.stringify(brand)}.`);
        return layerReport(store, brand);
      },
    }),
  ];
}
