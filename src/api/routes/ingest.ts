import { z } from 'zod';
import { defineRoute, type Route } from '../define-route.ts';
import type { ApiDeps, ApiLimits } from '../settings.ts';
import * as wire from '../wire-loop.ts';
import { brandOf } from './imports.ts';

const IngestParams = z.object({
  source: z.string().min(1).max(80).describe('Name of the survey or program: part of the identity of its rows'),
});

/** Answers and reviews from other programs, as they are given. */
export function ingestRoutes({ store, feedback }: ApiDeps, limits: ApiLimits): readonly Route[] {
  return [
    defineRoute({
      id: 'ingest',
      method: 'post',
      path: '/ingest/{source}',
      tag: 'sources',
      summary: 'Send survey answers or reviews as JSON',
      description:
        'Idempotent by `id`: the same row again changes nothing, another answer under it is a new version. Rows that cannot be used are named by their place, the others are stored.',
      scope: 'write',
      params: IngestParams,
      body: wire.Ingest,
      maxBodyBytes: limits.maxImportBytes,
      status: 200,
      response: wire.Ingested,
      handle: async ({ params, body }) =>
        feedback.ingest({ source: params.source, brand: await brandOf(store, body.brand), rows: body.rows }),
    }),
  ];
}
